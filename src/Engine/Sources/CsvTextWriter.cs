using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Rows as CSV records, as Spark's UnivocityGenerator writes them: values in quotes only where they need them. What <c>to_csv</c> and CSV files share.</summary>
internal sealed class CsvTextWriter
{
    private const string Blanks = " \t\r\n\f\v\0";

    // Some of Spark's defaults for writing are not those for reading.
    private readonly CsvReadOptions options;
    private readonly string emptyValue;
    private readonly bool quotesAll;
    private readonly bool escapesQuotes;
    private readonly bool trimsStart;
    private readonly bool trimsEnd;
    private readonly TemporalOutput temporal;

    public CsvTextWriter(CaseInsensitiveOptions options, TimeZoneInfo zone)
    {
        this.options = new CsvReadOptions(options, zone);
        emptyValue = options["emptyValue"] ?? "\"\"";
        quotesAll = JsonReadOptions.Flag(options, "quoteAll", false);
        escapesQuotes = JsonReadOptions.Flag(options, "escapeQuotes", true);
        trimsStart = JsonReadOptions.Flag(options, "ignoreLeadingWhiteSpace", true);
        trimsEnd = JsonReadOptions.Flag(options, "ignoreTrailingWhiteSpace", true);
        temporal = new TemporalOutput(options, this.options.Zone);
    }

    /// <summary>Whether files begin with the names of the columns.</summary>
    public bool HasHeader => options.Header;

    /// <returns>The record without a line end.</returns>
    public string Header(StructType type) => Record(type.Fields.Select(field => (string?)field.Name));

    /// <returns>The record without a line end.</returns>
    public string Write(Datum[] row, StructType type) => Record(row.Select((value, i) => value.IsNull ? null : Text(value, type.Fields[i].DataType)));

    private string Record(IEnumerable<string?> values) => string.Join(options.Delimiter, values.Select(value => value is null ? options.NullValue : Quoted(value)));

    private string Text(Datum value, DataType type) =>
        type is DateType or TimestampType or TimestampNtzType ? temporal.Format(value, type) : ValueText.Of(value, type, options.Zone);

    private string Quoted(string value)
    {
        ReadOnlySpan<char> text = value;
        text = trimsStart ? text.TrimStart(Blanks) : text;
        text = trimsEnd ? text.TrimEnd(Blanks) : text;
        if (text.IsEmpty)
        {
            return emptyValue;
        }

        bool needsQuotes = quotesAll || text.Contains(options.Delimiter, StringComparison.Ordinal) || text.IndexOfAny('\n', '\r') >= 0
            || (escapesQuotes && text.Contains(options.Quote)) || text[0] == options.Quote || (options.Comment != CsvReadOptions.None && text[0] == options.Comment);
        return needsQuotes && options.Quote != CsvReadOptions.None ? InQuotes(text) : text.ToString();
    }

    private string InQuotes(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder().Append(options.Quote);
        foreach (char c in text)
        {
            if (c == options.Quote)
            {
                quoted.Append(options.Escape);
            }
            else if (c == options.Escape && options.EscapeOfEscape != CsvReadOptions.None)
            {
                quoted.Append(options.EscapeOfEscape);
            }

            quoted.Append(c);
        }

        return quoted.Append(options.Quote).ToString();
    }
}
