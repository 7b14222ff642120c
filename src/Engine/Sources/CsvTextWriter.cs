using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>A struct as one CSV record, as Spark's UnivocityGenerator writes it: in quotes only where the value needs them.</summary>
internal sealed class CsvTextWriter
{
    private const string DefaultTimestampFormat = "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]";
    private const string DefaultTimestampNtzFormat = "yyyy-MM-dd'T'HH:mm:ss[.SSS]";

    private readonly CsvReadOptions options;
    private readonly string emptyValue;
    private readonly bool quotesAll;
    private readonly bool trimsStart;
    private readonly bool trimsEnd;
    private readonly JavaDateTimeFormatter timestamps;
    private readonly JavaDateTimeFormatter timestampsNtz;
    private readonly JavaDateTimeFormatter? dates;

    public CsvTextWriter(CaseInsensitiveOptions options, EvaluationContext context)
    {
        this.options = new CsvReadOptions(options, context.TimeZone);
        emptyValue = options["emptyValue"] ?? "\"\"";
        quotesAll = JsonReadOptions.Flag(options, "quoteAll", false);
        trimsStart = JsonReadOptions.Flag(options, "ignoreLeadingWhiteSpace", true);
        trimsEnd = JsonReadOptions.Flag(options, "ignoreTrailingWhiteSpace", true);
        timestamps = JavaDateTimeFormatter.Create(options["timestampFormat"] ?? DefaultTimestampFormat, this.options.Zone);
        timestampsNtz = JavaDateTimeFormatter.Create(options["timestampNTZFormat"] ?? DefaultTimestampNtzFormat, TimeZoneInfo.Utc);
        dates = options["dateFormat"] is { } pattern ? JavaDateTimeFormatter.Create(pattern, TimeZoneInfo.Utc) : null;
    }

    public string Write(Datum row, StructType type) => ValueLimits.Checked("to_csv",
        string.Join(options.Delimiter, row.Items.Select((value, i) => value.IsNull ? options.NullValue : Quoted(Text(value, type.Fields[i].DataType)))));

    private string Text(Datum value, DataType type) => type switch
    {
        TimestampType => timestamps.Format(value.Int64),
        TimestampNtzType => timestampsNtz.Format(value.Int64),
        DateType when dates is not null => dates.Format(value.Int64 * 86_400_000_000),
        _ => ValueText.Of(value, type, options.Zone),
    };

    private string Quoted(string value)
    {
        string text = trimsStart ? value.TrimStart(' ') : value;
        text = trimsEnd ? text.TrimEnd(' ') : text;
        if (text.Length == 0)
        {
            return emptyValue;
        }

        bool needsQuotes = quotesAll || text.Contains(options.Delimiter, StringComparison.Ordinal) || text.AsSpan().IndexOfAny('\n', '\r', options.Quote) >= 0
            || (options.Comment != CsvReadOptions.None && text[0] == options.Comment);
        return needsQuotes
            ? $"{options.Quote}{text.Replace(options.Quote.ToString(), $"{options.Escape}{options.Quote}", StringComparison.Ordinal)}{options.Quote}"
            : text;
    }
}
