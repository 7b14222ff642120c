using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>An object a line.</summary>
internal sealed class JsonFileWriter(StructType schema, JsonTextWriter writer, string lineSeparator) : FileFormatWriter
{
    public override string Extension => ".json";

    public override void Begin(StringBuilder text)
    {
        // A file of lines has no head.
    }

    public override void Write(StringBuilder text, Datum[] row) => text.Append(writer.Write(Datum.Of(row), schema)).Append(lineSeparator);
}
