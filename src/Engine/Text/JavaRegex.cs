using System.Text;
using System.Text.RegularExpressions;
using Grader.Plans;

namespace Grader.Engine.Text;

/// <summary>Java's regular expressions on .NET's: the differences are translated, or refused in words (spark-semantics 8.8).</summary>
public static class JavaRegex
{
    // A pattern of a student's may backtrack for ever; a match that takes that long is an error of the query.
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(2);

    /// <exception cref="SparkException">The pattern is none.</exception>
    public static Regex Create(string pattern)
    {
        try
        {
            return new Regex(Translate(pattern), RegexOptions.CultureInvariant, MatchLimit);
        }
        catch (ArgumentException)
        {
            throw SparkException.Analysis(
                "INVALID_PARAMETER_VALUE.PATTERN",
                $"[INVALID_PARAMETER_VALUE.PATTERN] The value of parameter(s) `regexp` in `rlike` is invalid: '{pattern}'.");
        }
    }

    /// <summary>A LIKE pattern: <c>%</c> any text, <c>_</c> one character, the escape makes the next one plain.</summary>
    public static Regex OfLikePattern(string pattern, char escape, RegexOptions options)
    {
        var regex = new StringBuilder("\\A");
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == escape && i + 1 < pattern.Length)
            {
                regex.Append(Regex.Escape(pattern[++i].ToString()));
            }
            else
            {
                regex.Append(c switch { '%' => ".*", '_' => ".", _ => Regex.Escape(c.ToString()) });
            }
        }

        return new Regex(regex.Append("\\z").ToString(), options | RegexOptions.Singleline | RegexOptions.CultureInvariant, MatchLimit);
    }

    /// <summary>String.split: parts between matches; an empty match at the start gives no part; a positive limit bounds the parts, the rest stays whole.</summary>
    /// <param name="limit">At most that many parts; zero or less means all, trailing empty ones included.</param>
    public static IReadOnlyList<string> Split(Regex regex, string text, int limit)
    {
        List<string> parts = [];
        int start = 0;
        for (Match match = regex.Match(text); match.Success && (limit <= 0 || parts.Count < limit - 1); match = match.NextMatch())
        {
            if (match.Length == 0 && (match.Index == 0 || match.Index == text.Length))
            {
                continue;
            }

            parts.Add(text[start..match.Index]);
            start = match.Index + match.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>Matcher.replaceAll: <c>$1</c> is a group, a backslash makes the next character plain.</summary>
    public static string Replace(Regex regex, string text, string replacement) => regex.Replace(text, match =>
    {
        var result = new StringBuilder();
        for (int i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '\\' && i + 1 < replacement.Length)
            {
                result.Append(replacement[++i]);
            }
            else if (replacement[i] == '$' && i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]))
            {
                result.Append(match.Groups[replacement[++i] - '0'].Value);
            }
            else
            {
                result.Append(replacement[i]);
            }
        }

        return result.ToString();
    });

    /// <summary>Classes that are ASCII-only in Java, possessive quantifiers, and quoting.</summary>
    private static string Translate(string pattern)
    {
        var result = new StringBuilder();
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                char escaped = pattern[++i];
                if (escaped == 'Q')
                {
                    int end = pattern.IndexOf("\\E", i + 1, StringComparison.Ordinal);
                    result.Append(Regex.Escape(end < 0 ? pattern[(i + 1)..] : pattern[(i + 1)..end]));
                    i = end < 0 ? pattern.Length : end + 1;
                    continue;
                }

                result.Append((escaped, inClass) switch
                {
                    ('d', true) => "0-9",
                    ('d', false) => "[0-9]",
                    ('D', false) => "[^0-9]",
                    ('w', true) => "a-zA-Z_0-9",
                    ('w', false) => "[a-zA-Z_0-9]",
                    ('W', false) => "[^a-zA-Z_0-9]",
                    ('s', true) => " \\t\\n\\v\\f\\r",
                    ('s', false) => "[ \\t\\n\\v\\f\\r]",
                    ('S', false) => "[^ \\t\\n\\v\\f\\r]",
                    ('h', true) => " \\t\\u00A0",
                    ('h', false) => "[ \\t\\u00A0]",
                    ('z', _) => "\\z",
                    _ => "\\" + escaped,
                });
                if (escaped == 'p' && i + 1 < pattern.Length && pattern[i + 1] == '{')
                {
                    i = PosixClass(pattern, i, result, inClass);
                }

                continue;
            }

            inClass = c == '[' ? true : c == ']' ? false : inClass;
            result.Append(c);
        }

        return result.ToString();
    }

    private static int PosixClass(string pattern, int at, StringBuilder result, bool inClass)
    {
        int end = pattern.IndexOf('}', at);
        string name = end < 0 ? "" : pattern[(at + 2)..end];
        string? members = name switch
        {
            "Alpha" => "a-zA-Z",
            "Digit" => "0-9",
            "Alnum" => "a-zA-Z0-9",
            "Upper" => "A-Z",
            "Lower" => "a-z",
            "Punct" => "!-/:-@\\[-`{-~",
            "Space" => " \\t\\n\\v\\f\\r",
            "Blank" => " \\t",
            "XDigit" => "0-9a-fA-F",
            _ => null,
        };
        if (members is null)
        {
            return at;
        }

        result.Length -= 2;
        result.Append(inClass ? members : $"[{members}]");
        return end;
    }
}
