using System.Globalization;
using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>How CSV is written, with Spark's defaults for writing, which differ from those for reading.</summary>
internal sealed record CsvWriteOptions(CaseInsensitiveOptions Options)
{
    private readonly CsvReadOptions shared = new(Options, TimeZoneInfo.Utc);

    public string Delimiter => shared.Delimiter;

    public char Quote => shared.Quote;

    public char Escape => shared.Escape;

    public char EscapeOfEscape => shared.EscapeOfEscape;

    public bool Header => shared.Header;

    public string NullValue => shared.NullValue;

    public string EmptyValue { get; } = Options["emptyValue"] ?? "\"\"";

    public bool QuoteAll { get; } = JsonReadOptions.Flag(Options, "quoteAll", false);

    public bool EscapeQuotes { get; } = JsonReadOptions.Flag(Options, "escapeQuotes", true);

    public bool IgnoreLeadingWhiteSpace { get; } = JsonReadOptions.Flag(Options, "ignoreLeadingWhiteSpace", true);

    public bool IgnoreTrailingWhiteSpace { get; } = JsonReadOptions.Flag(Options, "ignoreTrailingWhiteSpace", true);

    public string LineSeparator { get; } = Options["lineSep"] ?? "\n";
}

/// <summary>A record a line; values in quotes where they hold a delimiter, a quote or a line end (Spark's UnivocityGenerator).</summary>
internal sealed class CsvFileWriter(StructType schema, CsvWriteOptions options, TemporalOutput temporal) : FileFormatWriter
{
    public override string Extension => ".csv";

    public override void Begin(StringBuilder text)
    {
        if (options.Header)
        {
            Record(text, schema.Fields.Select(field => (string?)field.Name));
        }
    }

    public override void Write(StringBuilder text, Datum[] row) => Record(text, row.Select((value, i) => value.IsNull ? null : Text(value, schema.Fields[i].DataType)));

    private void Record(StringBuilder text, IEnumerable<string?> values) =>
        text.AppendJoin(options.Delimiter, values.Select(value => value is null ? options.NullValue : Quoted(value))).Append(options.LineSeparator);

    private string Text(Datum value, DataType type) => type switch
    {
        StringType => value.String,
        BooleanType => value.Boolean ? "true" : "false",
        DoubleType => JavaNumberText.Of(value.Double),
        FloatType => JavaNumberText.Of((float)value.Double),
        DecimalType => value.Decimal.ToString(),
        DateType or TimestampType or TimestampNtzType => temporal.Format(value, type),
        _ => value.Int64.ToString(CultureInfo.InvariantCulture),
    };

    private string Quoted(string value)
    {
        if (value.Length == 0)
        {
            return options.EmptyValue;
        }

        ReadOnlySpan<char> trimmed = value;
        trimmed = options.IgnoreLeadingWhiteSpace ? trimmed.TrimStart(" \t\r\n\f\v\0") : trimmed;
        trimmed = options.IgnoreTrailingWhiteSpace ? trimmed.TrimEnd(" \t\r\n\f\v\0") : trimmed;
        bool needsQuotes = options.QuoteAll || trimmed.Contains(options.Delimiter, StringComparison.Ordinal) || trimmed.IndexOfAny('\n', '\r') >= 0
            || (options.EscapeQuotes && trimmed.Contains(options.Quote)) || (!trimmed.IsEmpty && trimmed[0] == options.Quote);
        if (!needsQuotes || options.Quote == CsvReadOptions.None)
        {
            return trimmed.ToString();
        }

        var quoted = new StringBuilder().Append(options.Quote);
        foreach (char c in trimmed)
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
