using System.Text;
using System.Text.RegularExpressions;
using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Text;

/// <summary>Java's regular expressions on .NET's: the differences are translated, or refused in words (spark-semantics 8.8).</summary>
/// <remarks>
/// Matching takes linear time where .NET can do so. Patterns that look around or refer back need a backtracking matcher: there the worst case,
/// known from the pattern's shape and the text's length, must stay within <see cref="ValueLimits.MaxSteps"/>.
/// </remarks>
public sealed class JavaRegex
{
    private const long MaxSize = 20_000;

    private readonly Regex regex;
    private readonly TranslatedPattern translated;
    private readonly string pattern;
    private readonly string? literal;

    private JavaRegex(string pattern, TranslatedPattern translated)
    {
        this.pattern = pattern;
        this.translated = translated;
        literal = pattern.Length > 0 && pattern.AsSpan().IndexOfAny(@"\[](){}.*+?^$|") < 0 ? pattern : null;
        regex = new Regex(translated.Text, translated.Options | (translated.NeedsBacktracking ? RegexOptions.None : RegexOptions.NonBacktracking));
    }

    public int GroupCount => translated.GroupCount;

    /// <param name="function">The function that the message names.</param>
    /// <exception cref="SparkException">The pattern is none, or one that this engine does not take.</exception>
    public static JavaRegex Create(string pattern, string function = "rlike")
    {
        try
        {
            TranslatedPattern translated = JavaRegexTranslator.Translate(pattern);
            return translated.Cost.Size > MaxSize
                ? throw ValueLimits.Exceeded($"The regular expression '{pattern}' stands for {translated.Cost.Size} characters when its repetitions are written out; this engine takes at most {MaxSize}.")
                : translated.NeedsBacktracking && translated.Cost.IsExponential
                ? throw ValueLimits.Exceeded($"The regular expression '{pattern}' repeats a part that can be read in several ways, and needs to go back; the time for it has no bound, so this engine refuses it.")
                : new JavaRegex(pattern, translated);
        }
        catch (JavaRegexSyntaxException e) when (e.IsUnsupported)
        {
            throw new SparkException(new SparkError("SparkUnsupportedOperationException", null, $"{e.Message}: '{pattern}'."));
        }
        catch (Exception e) when (e is JavaRegexSyntaxException or ArgumentException or NotSupportedException)
        {
            string shown = pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
            throw new SparkException(new SparkError("SparkRuntimeException", "INVALID_PARAMETER_VALUE.PATTERN",
                $"[INVALID_PARAMETER_VALUE.PATTERN] The value of parameter(s) `regexp` in `{function}` is invalid: '{shown}'."));
        }
    }

    public bool IsMatch(string text) => literal is not null ? text.Contains(literal, StringComparison.Ordinal) : Bounded(text).IsMatch(text);

    public Match Match(string text) => Bounded(text).Match(text);

    /// <summary>All matches, from left to right.</summary>
    public IEnumerable<Match> Matches(string text)
    {
        for (Match match = Match(text); match.Success; match = match.NextMatch())
        {
            yield return match;
        }
    }

    /// <summary>String.split: parts between matches; an empty match at the start gives no part; a positive limit bounds the parts, the rest stays whole.</summary>
    /// <param name="limit">At most that many parts; zero or less means all, trailing empty ones included.</param>
    public IReadOnlyList<string> Split(string text, int limit)
    {
        if (literal is not null)
        {
            return limit > 0 ? text.Split(literal, limit) : text.Split(literal);
        }

        List<string> parts = [];
        int start = 0;
        foreach (Match match in Matches(text))
        {
            if (limit > 0 && parts.Count >= limit - 1)
            {
                break;
            }

            if (match.Length == 0 && match.Index == 0)
            {
                continue;
            }

            parts.Add(text[start..match.Index]);
            start = match.Index + match.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>Matcher.replaceAll: <c>$1</c> and <c>${name}</c> are groups, a backslash makes the next character plain.</summary>
    /// <exception cref="SparkException">The replacement names a group that is none.</exception>
    public string Replace(string text, string replacement)
    {
        var result = new StringBuilder();
        int start = 0;
        foreach (Match match in Matches(text))
        {
            result.Append(text, start, match.Index - start);
            Append(result, match, replacement);
            start = match.Index + match.Length;
            ValueLimits.CheckLength("regexp_replace", result.Length);
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    private void Append(StringBuilder result, Match match, string replacement)
    {
        for (int i = 0; i < replacement.Length; i++)
        {
            char c = replacement[i];
            if (c == '\\')
            {
                result.Append(++i < replacement.Length ? replacement[i] : throw SparkException.IllegalArgument("character to be escaped is missing"));
            }
            else if (c == '$')
            {
                result.Append(match.Groups[GroupAt(replacement, ref i)].Value);
            }
            else
            {
                result.Append(c);
            }
        }
    }

    // The first digit is the group; more digits belong to it while so many groups exist.
    private int GroupAt(string replacement, ref int i)
    {
        if (++i >= replacement.Length)
        {
            throw SparkException.IllegalArgument("Illegal group reference: group index is missing");
        }

        if (replacement[i] == '{')
        {
            int end = replacement.IndexOf('}', i);
            string name = end < 0 ? throw SparkException.IllegalArgument("named capturing group is missing trailing '}'") : replacement[(i + 1)..end];
            i = end;
            return translated.GroupNames.TryGetValue(name, out int named) ? named : throw SparkException.IllegalArgument($"No group with name {{{name}}}");
        }

        if (!char.IsAsciiDigit(replacement[i]))
        {
            throw SparkException.IllegalArgument("Illegal group reference");
        }

        int group = replacement[i] - '0';
        if (group > GroupCount)
        {
            throw new SparkException(new SparkError("IndexOutOfBoundsException", null, $"No group {group}"));
        }

        while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && group * 10 + replacement[i + 1] - '0' <= GroupCount)
        {
            group = group * 10 + replacement[++i] - '0';
        }

        return group;
    }

    private Regex Bounded(string text)
    {
        if (translated.NeedsBacktracking)
        {
            Int128 steps = translated.Cost.Size + 1;
            for (int i = 0; i <= translated.Cost.Degree && steps <= ValueLimits.MaxSteps; i++)
            {
                steps *= text.Length + 1;
            }

            if (steps > ValueLimits.MaxSteps)
            {
                throw ValueLimits.Exceeded(
                    $"The regular expression '{pattern}' may take more than {ValueLimits.MaxSteps} steps over a text of {text.Length} characters, which is this engine's limit.");
            }
        }

        return regex;
    }
}
