using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Orc;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Orc;

/// <summary>Files of rows, and the rows of files.</summary>
internal static class OrcRows
{
    public static byte[] File(StructType schema, IEnumerable<Datum[]> rows, OrcCompression compression = OrcCompression.Snappy) => OrcFileWriter.Write(schema, compression, rows).ToArray();

    public static OrcFileReader Reader(byte[] file) => new("/f.orc", WholeContent.Stream(file));

    public static List<Datum[]> Read(byte[] file, StructType? schema = null, bool[]? required = null)
    {
        OrcFileReader reader = Reader(file);
        return [.. reader.Rows(schema ?? reader.Schema(), required)];
    }

    public static StructType Schema(params (string Name, DataType Type)[] fields) => new(fields.Select(field => new StructField(field.Name, field.Type)).ToSeq());
}
