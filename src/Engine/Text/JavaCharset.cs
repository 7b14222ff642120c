using System.Text;
using Grader.Plans;

namespace Grader.Engine.Text;

/// <summary>The character sets that every Java has, by its names; bytes and text that do not fit are replaced.</summary>
internal static class JavaCharset
{
    /// <exception cref="SparkException">No such character set.</exception>
    public static byte[] Encode(string text, string name) => name.ToUpperInvariant() switch
    {
        "UTF-16" => text.Length == 0 ? [] : [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        _ => Of(name).GetBytes(text),
    };

    /// <exception cref="SparkException">No such character set.</exception>
    public static string Decode(byte[] bytes, string name)
    {
        if (!name.Equals("UTF-16", StringComparison.OrdinalIgnoreCase))
        {
            return Of(name).GetString(bytes);
        }

        return bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2)
            : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2)
            : Encoding.BigEndianUnicode.GetString(bytes);
    }

    private static Encoding Of(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => Encoding.UTF8,
        "US-ASCII" or "ASCII" => Encoding.ASCII,
        "ISO-8859-1" or "ISO8859_1" or "LATIN1" => Encoding.Latin1,
        "UTF-16BE" => Encoding.BigEndianUnicode,
        "UTF-16LE" => Encoding.Unicode,
        "UTF-32" or "UTF-32BE" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        "UTF-32LE" => new UTF32Encoding(bigEndian: false, byteOrderMark: false),
        _ => throw new SparkException(new SparkError("UnsupportedEncodingException", null, name)),
    };
}
