using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Orc;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Rows as an ORC file.</summary>
internal sealed class OrcWriter(StructType schema, OrcCompression compression) : FileFormatWriter
{
    private const string CodecSetting = "spark.sql.orc.compression.codec";

    public override string Extension => compression switch
    {
        OrcCompression.Snappy => ".snappy.orc",
        OrcCompression.Zlib => ".zlib.orc",
        _ => ".orc",
    };

    public static OrcWriter Create(StructType schema, CaseInsensitiveOptions options, Func<string, string?> conf)
    {
        StorableSchema.Check("ORC", schema);
        string name = options["compression"] ?? options["orc.compress"] ?? conf(CodecSetting) ?? "snappy";
        return new OrcWriter(schema, name.ToLowerInvariant() switch
        {
            "none" or "uncompressed" => OrcCompression.None,
            "snappy" => OrcCompression.Snappy,
            "zlib" => OrcCompression.Zlib,
            "lzo" or "lz4" or "zstd" => throw Operators.NotSupported.Yet($"Writing orc files with the compression {name}"),
            _ => throw SparkException.IllegalArgument($"Codec [{name.ToLowerInvariant()}] is not available. Available codecs are uncompressed, lzo, snappy, none, zstd, lz4, zlib."),
        });
    }

    public override ReadOnlyMemory<byte> Write(IEnumerable<Datum[]> rows) => OrcFileWriter.Write(schema, compression, rows);
}
