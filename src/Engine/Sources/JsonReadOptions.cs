using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

internal enum ParseMode { Permissive, DropMalformed, FailFast }

/// <summary>The options of the JSON source with Spark's defaults (JSONOptions).</summary>
internal sealed record JsonReadOptions(CaseInsensitiveOptions Options, TimeZoneInfo SessionZone)
{
    public ParseMode Mode { get; } = (Options["mode"] ?? "PERMISSIVE").ToUpperInvariant() switch
    {
        "DROPMALFORMED" => ParseMode.DropMalformed,
        "FAILFAST" => ParseMode.FailFast,
        _ => ParseMode.Permissive, // Spark warns about an unknown mode and goes on as PERMISSIVE.
    };

    public string CorruptRecordColumn { get; } = Options["columnNameOfCorruptRecord"] ?? "_corrupt_record";

    public bool MultiLine { get; } = Flag(Options, "multiLine", false);

    public bool AllowSingleQuotes { get; } = Flag(Options, "allowSingleQuotes", true);

    public bool AllowComments { get; } = Flag(Options, "allowComments", false);

    public bool AllowUnquotedFieldNames { get; } = Flag(Options, "allowUnquotedFieldNames", false);

    public bool AllowNumericLeadingZeros { get; } = Flag(Options, "allowNumericLeadingZeros", false);

    public bool AllowNonNumericNumbers { get; } = Flag(Options, "allowNonNumericNumbers", true);

    public bool AllowBackslashEscapingAnyCharacter { get; } = Flag(Options, "allowBackslashEscapingAnyCharacter", false);

    public bool AllowUnquotedControlChars { get; } = Flag(Options, "allowUnquotedControlChars", false);

    public string? LineSeparator { get; } = Options["lineSep"];

    public Encoding? Encoding { get; } = EncodingOf(Options["encoding"] ?? Options["charset"]);

    public TimeZoneInfo Zone { get; } = Options["timeZone"] is { } name
        ? TemporalText.TryZone(name, out TimeZoneInfo? zone)
            ? zone!
            : throw SparkException.IllegalArgument($"Unknown time-zone ID: {name}")
        : SessionZone;

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

    // Null stands for UTF-8, which needs no conversion.
    private static Encoding? EncodingOf(string? name)
    {
        if (name is null || name.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || name.Equals("UTF8", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw SparkException.IllegalArgument(name);
        }
    }
}
