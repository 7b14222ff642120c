using Grader.Plans;

namespace Grader.Engine.Sql;

/// <summary>Spark's words for text that is no SQL.</summary>
internal static class SqlSyntax
{
    /// <param name="near">The offending token as written, or <c>end of input</c>.</param>
    public static SparkException Error(string text, string near, int position)
    {
        (int line, int column) = PlaceOf(text, position);
        string token = near == "end of input" ? near : $"'{near}'";
        return SparkException.Parse(
            "PARSE_SYNTAX_ERROR", $"\n[PARSE_SYNTAX_ERROR] Syntax error at or near {token}.(line {line}, pos {column})\n\n== SQL ==\n{Pointed(text, line, column)}");
    }

    /// <summary>An error of a class of its own at a place of the text.</summary>
    /// <param name="isPrefixed">False for Spark's legacy errors, whose messages do not begin with their class.</param>
    public static SparkException At(string text, int position, string errorClass, string message, bool isPrefixed = true)
    {
        (int line, int column) = PlaceOf(text, position);
        string prefix = isPrefixed ? $"[{errorClass}] " : "";
        return SparkException.Parse(errorClass, $"\n{prefix}{message}(line {line}, pos {column})\n\n== SQL ==\n{Pointed(text, line, column)}");
    }

    /// <summary>The text with a pointer below the line, as Spark's ParseException shows it.</summary>
    private static string Pointed(string text, int line, int column)
    {
        string[] lines = text.Split('\n');
        return string.Join('\n', [.. lines[..line], new string('-', column) + "^^^", .. lines[line..]]) + "\n";
    }

    public static SparkException Unsupported(string construct) =>
        SparkException.Parse(null, $"{construct} is not supported by this engine yet.");

    /// <summary>Line from 1, position from 0, as Spark counts.</summary>
    private static (int Line, int Column) PlaceOf(string text, int position)
    {
        int line = 1, lineStart = 0;
        for (int i = 0; i < position && i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        return (line, position - lineStart);
    }
}
