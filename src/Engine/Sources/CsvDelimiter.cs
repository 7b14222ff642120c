using System.Text;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>The option <c>sep</c>: one character or more, with Java's escapes (Spark's CSVExprUtils).</summary>
internal static class CsvDelimiter
{
    public static string Unescape(string text)
    {
        switch (text)
        {
            case "":
                throw Invalid("EMPTY_STRING", "Delimiter cannot be empty string.");
            case "\\":
                throw Invalid("SINGLE_BACKSLASH", "Single backslash is prohibited. It has special meaning as beginning of an escape sequence. To get the backslash character, pass a string with two backslashes as the delimiter.");
        }

        var delimiter = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                delimiter.Append(text[i]);
                continue;
            }

            i++;
            if (text[i] == 'u' && text.AsSpan(i + 1) is "0000")
            {
                delimiter.Append('\0');
                i += 4;
                continue;
            }

            delimiter.Append(text[i] switch
            {
                't' => '\t',
                'r' => '\r',
                'n' => '\n',
                'b' => '\b',
                'f' => '\f',
                '"' or '\'' or '\\' => text[i],
                _ => throw Invalid("UNSUPPORTED_SPECIAL_CHARACTER", $"Unsupported special character for delimiter: {text}."),
            });
        }

        return delimiter.ToString();
    }

    private static SparkException Invalid(string kind, string reason) => new(new SparkError(
        "SparkIllegalArgumentException", $"INVALID_DELIMITER_VALUE.{kind}", $"[INVALID_DELIMITER_VALUE.{kind}] Invalid value for delimiter. {reason}"));
}
