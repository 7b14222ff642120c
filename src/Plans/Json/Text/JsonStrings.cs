using System.Globalization;
using System.Text;

namespace Grader.Plans.Json;

/// <summary>What stands between the quotes of a JSON text (RFC 8259, section 7).</summary>
internal static class JsonStrings
{
    // Nearly all texts are shorter. The decoder's own ways with ASCII are faster for long ones, and cost a worker two milliseconds before the first.
    private const int ShortLength = 256;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="WireFormatException">Not UTF-8, an escape JSON does not know, or half of a surrogate pair.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, bool isEscaped)
    {
        if (!isEscaped && bytes.Length <= ShortLength && ShortAscii(bytes) is { } text)
        {
            return text;
        }

        try
        {
            return isEscaped ? Unescape(Strict.GetString(bytes)) : Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new WireFormatException("a text is not UTF-8", e);
        }
    }

    /// <summary>Null where a byte is none of ASCII.</summary>
    private static string? ShortAscii(ReadOnlySpan<byte> bytes)
    {
        Span<char> letters = stackalloc char[ShortLength];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] >= 0x80)
            {
                return null;
            }

            letters[i] = (char)bytes[i];
        }

        return new string(letters[..bytes.Length]);
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == 'u')
            {
                result.Append(Unit(text, i + 1));
                i += 4;
            }
            else
            {
                result.Append(Short(text[i]));
            }
        }

        string unescaped = result.ToString();
        return HasWholePairs(unescaped) ? unescaped : throw new WireFormatException("a text holds half of a surrogate pair");
    }

    private static char Short(char escaped) => escaped switch
    {
        '"' or '\\' or '/' => escaped,
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => throw new WireFormatException("a text holds an escape that JSON does not know"),
    };

    private static char Unit(string text, int start) =>
        text.Length - start >= 4 && ushort.TryParse(text.AsSpan(start, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : throw new WireFormatException("a text holds a \\u without four hexadecimal digits");

    private static bool HasWholePairs(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
