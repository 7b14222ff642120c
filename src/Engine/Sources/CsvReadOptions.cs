using System.Globalization;
using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Operators;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>The options of the CSV source with Spark's defaults (CSVOptions).</summary>
internal sealed record CsvReadOptions(CaseInsensitiveOptions Options, TimeZoneInfo SessionZone)
{
    private const int DefaultMaxColumns = 20480;
    private const string DefaultDateFormat = "yyyy-MM-dd";

    /// <summary>Stands for no character: a text cannot hold it.</summary>
    public const char None = '\0';

    public ParseMode Mode { get; } = JsonReadOptions.ParseModeOf(Options["mode"]);

    public string CorruptRecordColumn { get; } = Sources.CorruptRecordColumn.Name(Options);

    public bool MultiLine { get; } = JsonReadOptions.Flag(Options, "multiLine", false);

    public bool Header { get; } = JsonReadOptions.Flag(Options, "header", false);

    public bool EnforceSchema { get; } = JsonReadOptions.Flag(Options, "enforceSchema", true);

    public bool InferSchema { get; } = JsonReadOptions.Flag(Options, "inferSchema", false);

    public bool PreferDate { get; } = JsonReadOptions.Flag(Options, "preferDate", true);

    public double SamplingRatio { get; } = JsonReadOptions.SamplingRatioOf(Options);

    public string Delimiter { get; } = CsvDelimiter.Unescape(Options["sep"] ?? Options["delimiter"] ?? ",");

    public char Quote { get; } = Character(Options, "quote", '"');

    public char Escape { get; } = Character(Options, "escape", '\\');

    /// <summary>Escapes the escape inside a quoted value: itself, unless it is the quote.</summary>
    public char EscapeOfEscape =>
        Options["charToEscapeQuoteEscaping"] is null ? Escape == Quote ? None : Escape : Character(Options, "charToEscapeQuoteEscaping", None);

    public char Comment { get; } = Character(Options, "comment", None);

    public string NullValue { get; } = Options["nullValue"] ?? "";

    public string EmptyValue { get; } = Options["emptyValue"] ?? "";

    public string NanValue { get; } = Options["nanValue"] ?? "NaN";

    public string PositiveInfinity { get; } = Options["positiveInf"] ?? "Inf";

    public string NegativeInfinity { get; } = Options["negativeInf"] ?? "-Inf";

    public bool IgnoreLeadingWhiteSpace { get; } = JsonReadOptions.Flag(Options, "ignoreLeadingWhiteSpace", false);

    public bool IgnoreTrailingWhiteSpace { get; } = JsonReadOptions.Flag(Options, "ignoreTrailingWhiteSpace", false);

    public int MaxColumns { get; } = Integer(Options, "maxColumns", DefaultMaxColumns);

    public string? LineSeparator { get; } = LineSeparatorOf(Options["lineSep"]);

    public Encoding? Encoding { get; } = TextEncoding.Of(Options["encoding"] ?? Options["charset"]);

    public TimeZoneInfo Zone { get; } = TextEncoding.ZoneOf(Options, SessionZone);

    public string? TimestampFormat { get; } = Options["timestampFormat"];

    public string? TimestampNtzFormat { get; } = Options["timestampNTZFormat"];

    /// <summary>The strict pattern of dates; with <see cref="PreferDate"/> there is one even where the program gave none.</summary>
    public string? DateFormat => Options["dateFormat"] ?? (PreferDate ? DefaultDateFormat : null);

    /// <summary>Whether a date that is not of the pattern is read by the rules of casts after all.</summary>
    public bool DateFallback { get; } = JsonReadOptions.Flag(Options, "enableDateTimeParsingFallback", Options["dateFormat"] is null);

    /// <summary>The same for timestamps.</summary>
    public bool TimestampFallback { get; } = JsonReadOptions.Flag(Options, "enableDateTimeParsingFallback", Options["timestampFormat"] is null);

    /// <summary>Throws for settings that this engine does not read by.</summary>
    public void CheckSupported()
    {
        if (Options["unescapedQuoteHandling"] is { } handling && !handling.Equals("STOP_AT_DELIMITER", StringComparison.OrdinalIgnoreCase))
        {
            throw NotSupported.Yet($"The csv option unescapedQuoteHandling = {handling}");
        }
    }

    private static char Character(CaseInsensitiveOptions options, string name, char byDefault) => options[name] switch
    {
        null => byDefault,
        "" => None,
        [var single] => single,
        _ => throw new SparkException(new SparkError("SparkRuntimeException", null, $"{name} cannot be more than one character.")),
    };

    private static int Integer(CaseInsensitiveOptions options, string name, int byDefault) => options[name] is not { } text ? byDefault
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number
        : throw new SparkException(new SparkError("SparkRuntimeException", null, $"{name} should be an integer. Found {text}."));

    private static string? LineSeparatorOf(string? text) => text switch
    {
        "" => throw SparkException.IllegalArgument("requirement failed: 'lineSep' cannot be an empty string."),
        { Length: > 2 } => throw SparkException.IllegalArgument("requirement failed: 'lineSep' can contain only 1 character."),
        _ => text,
    };
}
