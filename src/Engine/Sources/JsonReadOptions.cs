using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

internal enum ParseMode { Permissive, DropMalformed, FailFast }

/// <summary>The options of the JSON source with Spark's defaults (JSONOptions).</summary>
internal sealed record JsonReadOptions(CaseInsensitiveOptions Options, TimeZoneInfo SessionZone)
{
    public ParseMode Mode { get; } = ParseModeOf(Options["mode"]);

    public string CorruptRecordColumn { get; } = Sources.CorruptRecordColumn.Name(Options);

    public bool MultiLine { get; } = Flag(Options, "multiLine", false);

    public bool AllowSingleQuotes { get; } = Flag(Options, "allowSingleQuotes", true);

    public bool AllowComments { get; } = Flag(Options, "allowComments", false);

    public bool AllowUnquotedFieldNames { get; } = Flag(Options, "allowUnquotedFieldNames", false);

    public bool AllowNumericLeadingZeros { get; } = Flag(Options, "allowNumericLeadingZeros", false);

    public bool AllowNonNumericNumbers { get; } = Flag(Options, "allowNonNumericNumbers", true);

    public bool AllowBackslashEscapingAnyCharacter { get; } = Flag(Options, "allowBackslashEscapingAnyCharacter", false);

    public bool AllowUnquotedControlChars { get; } = Flag(Options, "allowUnquotedControlChars", false);

    public string? LineSeparator { get; } = Options["lineSep"];

    public Encoding? Encoding { get; } = EncodingOf(Options);

    public TimeZoneInfo Zone { get; } = TextEncoding.ZoneOf(Options, SessionZone);

    public bool PrimitivesAsString { get; } = Flag(Options, "primitivesAsString", false);

    public bool PrefersDecimal { get; } = Flag(Options, "prefersDecimal", false);

    public bool DropFieldIfAllNull { get; } = Flag(Options, "dropFieldIfAllNull", false);

    public bool InferTimestamp { get; } = Flag(Options, "inferTimestamp", false);

    public double SamplingRatio { get; } = SamplingRatioOf(Options);

    public string? TimestampFormat { get; } = Options["timestampFormat"];

    public string? TimestampNtzFormat { get; } = Options["timestampNTZFormat"];

    public string? DateFormat { get; } = Options["dateFormat"];

    internal static bool Flag(CaseInsensitiveOptions options, string name, bool byDefault) => options[name] switch
    {
        null => byDefault,
        { } text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        { } text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        { } text => throw SparkException.IllegalArgument($"For input string: \"{text}\""),
    };

    // Lines are cut before they are decoded: in another charset than UTF-8 a line end must be given.
    private static Encoding? EncodingOf(CaseInsensitiveOptions options)
    {
        string? name = options["encoding"] ?? options["charset"];
        Encoding? encoding = TextEncoding.Of(name);
        if (encoding is null || Flag(options, "multiLine", false))
        {
            return encoding;
        }

        if (name!.ToUpperInvariant() is "UTF-16" or "UTF-32")
        {
            throw SparkException.IllegalArgument($"requirement failed: The {name} encoding must not be included in the denyList when multiLine is disabled:\nUTF-16, UTF-32");
        }

        return options["lineSep"] is not null ? encoding : throw SparkException.IllegalArgument($"requirement failed: The lineSep option must be specified for the {name} encoding");
    }

    /// <summary>Spark warns about an unknown mode and goes on as PERMISSIVE.</summary>
    internal static ParseMode ParseModeOf(string? mode) => mode?.ToUpperInvariant() switch
    {
        "DROPMALFORMED" => ParseMode.DropMalformed,
        "FAILFAST" => ParseMode.FailFast,
        _ => ParseMode.Permissive,
    };

    /// <summary>The share of records that inference looks at.</summary>
    internal static double SamplingRatioOf(CaseInsensitiveOptions options) => options["samplingRatio"] is not { } text ? 1
        : !JavaNumberText.TryParseDouble(text, out double ratio) ? throw new SparkException(new SparkError("NumberFormatException", null, $"For input string: \"{text}\""))
        : ratio > 0 ? ratio
        : throw SparkException.IllegalArgument($"requirement failed: samplingRatio ({JavaNumberText.Of(ratio)}) should be greater than 0");
}
