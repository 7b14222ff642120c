using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>An object a line.</summary>
internal sealed class JsonFileWriter(StructType schema, JsonTextWriter writer, string lineSeparator) : TextFileFormatWriter
{
    public override string Extension => ".json";

    protected override void Begin(StringBuilder text)
    {
        // A file of lines has no head.
    }

    protected override void Write(StringBuilder text, Datum[] row) => text.Append(writer.Write(Datum.Of(row), schema)).Append(lineSeparator);
}
