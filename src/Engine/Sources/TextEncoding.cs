using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>Charsets by Java's names.</summary>
internal static class TextEncoding
{
    /// <summary>Null stands for UTF-8, which needs no conversion.</summary>
    public static Encoding? Of(string? name)
    {
        switch (name?.ToUpperInvariant())
        {
            case null or "UTF-8" or "UTF8":
                return null;
            case "UTF-16":
                // Java: the mark decides, and without one it is big-endian.
                return new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
            case "UTF-32":
                return new UTF32Encoding(bigEndian: true, byteOrderMark: true);
        }

        string known = name.StartsWith("cp", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("cp8", StringComparison.OrdinalIgnoreCase) ? $"windows-{name[2..]}" : name;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(known) ?? Encoding.GetEncoding(known);
        }
        catch (ArgumentException)
        {
            throw new SparkException(new SparkError("UnsupportedCharsetException", null, name));
        }
    }

    /// <summary>The text without its byte order mark.</summary>
    public static string Decode(Encoding? encoding, ReadOnlySpan<byte> bytes)
    {
        // A mark of the other order turns the bytes around.
        if (encoding is UTF32Encoding && bytes is [0xFF, 0xFE, 0, 0, ..])
        {
            encoding = Encoding.UTF32;
        }
        else if (encoding is UnicodeEncoding && bytes is [0xFF, 0xFE, ..])
        {
            encoding = Encoding.Unicode;
        }

        string text = (encoding ?? Encoding.UTF8).GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    /// <summary>The option <c>timeZone</c>, or the session's zone.</summary>
    public static TimeZoneInfo ZoneOf(CaseInsensitiveOptions options, TimeZoneInfo session) => options["timeZone"] is not { } name ? session
        : TemporalText.TryZone(name, out TimeZoneInfo? zone) ? zone!
        : throw SparkException.IllegalArgument($"Unknown time-zone ID: {name}");
}
