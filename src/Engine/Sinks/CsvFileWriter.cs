using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>A record a line.</summary>
internal sealed class CsvFileWriter(StructType schema, CsvTextWriter writer, string lineSeparator) : TextFileFormatWriter
{
    public override string Extension => ".csv";

    protected override void Begin(StringBuilder text)
    {
        if (writer.HasHeader)
        {
            text.Append(writer.Header(schema)).Append(lineSeparator);
        }
    }

    protected override void Write(StringBuilder text, Datum[] row) => text.Append(writer.Write(row, schema)).Append(lineSeparator);
}
