using System.Text;
using Grader.Plans;

namespace Grader.Engine.Text;

/// <summary>Base64 as java.util.Base64's MIME coders do it: lines of 76 characters, other characters passed over.</summary>
internal static class MimeBase64
{
    private const int LineLength = 76;

    public static string Encode(byte[] bytes)
    {
        string plain = Convert.ToBase64String(bytes);
        if (plain.Length <= LineLength)
        {
            return plain;
        }

        return string.Join("\r\n", plain.Chunk(LineLength).Select(line => new string(line)));
    }

    /// <exception cref="SparkException">The text ends inside of a unit of four characters.</exception>
    public static byte[] Decode(string text)
    {
        var digits = new StringBuilder(text.Length);
        int padding = 0;
        foreach (char c in text)
        {
            if (c == '=')
            {
                padding++;
            }
            else if (padding == 0 && (char.IsAsciiLetterOrDigit(c) || c is '+' or '/'))
            {
                digits.Append(c);
            }
        }

        int rest = digits.Length % 4;
        if (rest == 1)
        {
            throw SparkException.IllegalArgument("Last unit does not have enough valid bits");
        }

        if (padding > 0 && (rest == 0 || (rest == 2 && padding < 2)))
        {
            throw SparkException.IllegalArgument("Input byte array has wrong 4-byte ending unit");
        }

        return Convert.FromBase64String(digits.Append('=', rest == 0 ? 0 : 4 - rest).ToString());
    }

    /// <summary>Whether the text is base64 as RFC 4648 has it, blanks apart: what <c>to_binary</c> asks for.</summary>
    public static bool IsStrict(string text)
    {
        string compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        string digits = compact.TrimEnd('=');
        int padding = compact.Length - digits.Length;
        return padding <= 2 && digits.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/') && digits.Length % 4 != 1
            && (padding == 0 || (digits.Length + padding) % 4 == 0);
    }
}
