using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Strings: positions count code points from 1 (spark-semantics 8.8).</summary>
internal static class StringFunctions
{
    private static readonly Parameter Text = Parameter.String;

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        .. Names(["upper", "ucase"], OneText(value => value.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal)), "Upper case."),
        .. Names(["lower", "lcase"], OneText(value => value.ToLowerInvariant()), "Lower case."),
        .. Names(["initcap"], OneText(InitCap), "Each word begins with an upper-case letter, the rest is lower case."),
        .. Names(["trim"], (Signature.Of(new StringType(), [Text, Text], optional: 1), Trimming((value, set) => value.Trim(set))), "Cuts blanks, or the given characters, at both ends."),
        .. Names(["ltrim"], (Signature.Of(new StringType(), [Text, Text], optional: 1), Trimming((value, set) => value.TrimStart(set))), "Cuts blanks, or the given characters, at the start."),
        .. Names(["rtrim"], (Signature.Of(new StringType(), [Text, Text], optional: 1), Trimming((value, set) => value.TrimEnd(set))), "Cuts blanks, or the given characters, at the end."),
        .. Names(["length", "char_length", "character_length"], (Signature.Of(new IntegerType(), [Text]), Evaluate.Strict(v => Datum.Of((long)Length(v.String)))), "Number of characters."),
        .. Names(["concat_ws"], (Signature.Variadic(new StringType(), Text, least: 1), ConcatWithSeparator), "The strings joined by the first argument; nulls are passed over."),
        .. Names(["substring", "substr"], (Signature.Of(new StringType(), [Text, Parameter.Integer, Parameter.Integer], optional: 1), Evaluate.StrictMany(Substring)), "Part of a string from a position, counted from 1, or from the end where negative."),
        .. Names(["left"], (Signature.Of(new StringType(), [Text, Parameter.Integer]), Evaluate.Strict((s, n) => Datum.Of(Slice(s.String, 0, n.Int64)))), "The first characters."),
        .. Names(["right"], (Signature.Of(new StringType(), [Text, Parameter.Integer]), Evaluate.Strict((s, n) => Datum.Of(n.Int64 <= 0 ? "" : Slice(s.String, Math.Max(0, Length(s.String) - n.Int64), n.Int64)))), "The last characters."),
        .. Names(["repeat"], (Signature.Of(new StringType(), [Text, Parameter.Integer]), Evaluate.Strict((s, n) => Datum.Of(Repeat(s.String, n.Int64)))), "The string several times."),
        .. Names(["lpad"], (Signature.Of(new StringType(), [Text, Parameter.Integer, Text], optional: 1), Evaluate.StrictMany(a => Datum.Of(Pad(a, left: true)))), "Filled at the start, or cut, to a length."),
        .. Names(["rpad"], (Signature.Of(new StringType(), [Text, Parameter.Integer, Text], optional: 1), Evaluate.StrictMany(a => Datum.Of(Pad(a, left: false)))), "Filled at the end, or cut, to a length."),
        .. Names(["instr"], (Signature.Of(new IntegerType(), [Text, Text]), Evaluate.Strict((s, sub) => Datum.Of(IndexOf(s.String, sub.String, 1)))), "Position of a part; 0 where it is absent."),
        .. Names(["locate"], (Signature.Of(new IntegerType(), [Text, Text, Parameter.Integer], optional: 1), Evaluate.StrictMany(a => Datum.Of(IndexOf(a[1].String, a[0].String, a.Length > 2 ? a[2].Int64 : 1)))), "Position of a part in a string from a position on; 0 where it is absent."),
        .. Names(["replace"], (Signature.Of(new StringType(), [Text, Text, Text], optional: 1), Evaluate.StrictMany(a => Datum.Of(a[1].String.Length == 0 ? a[0].String : a[0].String.Replace(a[1].String, a.Length > 2 ? a[2].String : "", StringComparison.Ordinal)))), "Replaces every occurrence of a part."),
        .. Names(["translate"], (Signature.Of(new StringType(), [Text, Text, Text]), Evaluate.StrictMany(a => Datum.Of(Translate(a[0].String, a[1].String, a[2].String)))), "Replaces characters one by one."),
        .. Names(["ascii"], (Signature.Of(new IntegerType(), [Text]), Evaluate.Strict(v => Datum.Of(v.String.Length == 0 ? 0L : v.String.EnumerateRunes().First().Value))), "Code point of the first character."),
        .. Names(["startswith"], (Signature.Of(new BooleanType(), [Text, Text]), Evaluate.Strict((s, part) => Datum.Of(s.String.StartsWith(part.String, StringComparison.Ordinal)))), "Whether a string begins with a part."),
        .. Names(["endswith"], (Signature.Of(new BooleanType(), [Text, Text]), Evaluate.Strict((s, part) => Datum.Of(s.String.EndsWith(part.String, StringComparison.Ordinal)))), "Whether a string ends with a part."),
        .. Names(["contains"], (Signature.Of(new BooleanType(), [Text, Text]), Evaluate.Strict((s, part) => Datum.Of(s.String.Contains(part.String, StringComparison.Ordinal)))), "Whether a string holds a part."),
        .. Names(["like"], (Signature.Of(new BooleanType(), [Text, Text, Text], optional: 1), Like(RegexOptions.None)), "Whether a string matches a pattern of % and _.", (_, a) => $"{a[0]} LIKE {a[1]}"),
        .. Names(["ilike"], (Signature.Of(new BooleanType(), [Text, Text, Text], optional: 1), Like(RegexOptions.IgnoreCase)), "LIKE without case.", (_, a) => $"ilike({a[0]}, {a[1]})"),
        .. Names(["rlike", "regexp", "regexp_like"], (Signature.Of(new BooleanType(), [Text, Text]), Pattern((regex, a) => Datum.Of(regex.IsMatch(a[0].String)))), "Whether a regular expression is found.", (_, a) => $"RLIKE({a[0]}, {a[1]})"),
        .. Names(["regexp_replace"], (Signature.Of(new StringType(), [Text, Text, Text]), Pattern((regex, a) => Datum.Of(JavaRegex.Replace(regex, a[0].String, a[2].String)))), "Replaces every match of a regular expression.", (_, a) => $"regexp_replace({a[0]}, {a[1]}, {a[2]}, 1)"),
        .. Names(["regexp_extract"], (Signature.Of(new StringType(), [Text, Text, Parameter.Integer], optional: 1), Pattern(Extract)), "A group of the first match; empty where nothing matches.", (_, a) => $"regexp_extract({a[0]}, {a[1]}, {(a.Count > 2 ? a[2] : "1")})"),
        .. Names(["split"], (Signature.Of(_ => new ArrayType(new StringType(), ContainsNull: false), [Text, Text, Parameter.Integer], optional: 1), Pattern(Split)), "The parts between matches of a regular expression.", (_, a) => $"split({a[0]}, {a[1]}, {(a.Count > 2 ? a[2] : "-1")})"),
    ];

    private static IEnumerable<(string, ScalarFunction)> Names(string[] names, (TypeRule Rule, ScalarEvaluation Evaluation) function, string documentation, SqlText? text = null) =>
        names.Select(name => (name, new ScalarFunction(name, function.Rule, function.Evaluation, documentation, text)));

    private static (TypeRule, ScalarEvaluation) OneText(Func<string, string> function) =>
        (Signature.Of(new StringType(), [Text]), Evaluate.Strict(value => Datum.Of(function(value.String))));

    private static ScalarEvaluation Trimming(Func<string, char[], string> trim) => Evaluate.StrictMany(a =>
        Datum.Of(trim(a[0].String, a.Length > 1 ? a[1].String.ToCharArray() : [' '])));

    private static Evaluator ConcatWithSeparator(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum separator = arguments[0](row);
        return separator.IsNull
            ? Datum.Null
            : Datum.Of(string.Join(separator.String, arguments.Skip(1).Select(argument => argument(row)).Where(value => !value.IsNull).Select(value => value.String)));
    };

    private static Datum Substring(Datum[] a)
    {
        string text = a[0].String;
        long length = Length(text), position = a[1].Int64, count = a.Length > 2 ? a[2].Int64 : int.MaxValue;
        long start = position > 0 ? position - 1 : position < 0 ? length + position : 0;
        long end = start + count;
        return Datum.Of(count <= 0 ? "" : Slice(text, Math.Max(0, start), Math.Min(length, end) - Math.Max(0, start)));
    }

    private static string Slice(string text, long start, long count)
    {
        if (count <= 0 || start >= text.Length)
        {
            return "";
        }

        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return text.Substring((int)start, (int)Math.Min(count, text.Length - start));
        }

        return string.Concat(text.EnumerateRunes().Skip((int)start).Take((int)Math.Min(count, int.MaxValue)));
    }

    private static int Length(string text)
    {
        int length = text.Length;
        foreach (char c in text)
        {
            length -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        return length;
    }

    // A bound on what one value may grow to: the engine's memory is the class's.
    private static string Repeat(string text, long times) => times <= 0 || text.Length == 0 ? ""
        : text.Length * times <= 16 * 1024 * 1024 ? new StringBuilder().Insert(0, text, (int)times).ToString()
        : throw Plans.SparkException.Analysis(null, "A string longer than 16 million characters is more than this engine makes.");

    private static string Pad(Datum[] a, bool left)
    {
        string text = a[0].String, fill = a.Length > 2 ? a[2].String : " ";
        long wanted = Math.Max(0, a[1].Int64), missing = wanted - Length(text);
        if (missing <= 0)
        {
            return Slice(text, 0, wanted);
        }

        string padding = fill.Length == 0 ? "" : Slice(Repeat(fill, missing / Math.Max(1, Length(fill)) + 1), 0, missing);
        return left ? padding + text : text + padding;
    }

    private static long IndexOf(string text, string part, long from)
    {
        if (from < 1 || from > Length(text) + 1)
        {
            return 0;
        }

        int start = Slice(text, 0, from - 1).Length;
        int index = text.IndexOf(part, start, StringComparison.Ordinal);
        return index < 0 ? 0 : Length(text[..index]) + 1;
    }

    private static string Translate(string text, string from, string to)
    {
        var result = new StringBuilder();
        foreach (char c in text)
        {
            int index = from.IndexOf(c, StringComparison.Ordinal);
            if (index < 0)
            {
                result.Append(c);
            }
            else if (index < to.Length)
            {
                result.Append(to[index]);
            }
        }

        return result.ToString();
    }

    private static string InitCap(string text)
    {
        var result = new StringBuilder();
        bool first = true;
        foreach (char c in text)
        {
            result.Append(first ? char.ToUpper(c, CultureInfo.InvariantCulture) : char.ToLower(c, CultureInfo.InvariantCulture));
            first = c == ' ';
        }

        return result.ToString();
    }

    private static ScalarEvaluation Like(RegexOptions options) => (call, arguments, context) =>
    {
        Func<string, char, Regex> compile = Memoized((string pattern, char escape) => JavaRegex.OfLikePattern(pattern, escape, options));
        return Evaluate.StrictMany(a => Datum.Of(compile(a[1].String, a.Length > 2 && a[2].String.Length == 1 ? a[2].String[0] : '\\').IsMatch(a[0].String)))(call, arguments, context);
    };

    private static ScalarEvaluation Pattern(Func<Regex, Datum[], Datum> function) => (call, arguments, context) =>
    {
        Func<string, char, Regex> compile = Memoized((string pattern, char _) => JavaRegex.Create(pattern));
        return Evaluate.StrictMany(a => function(compile(a[1].String, ' '), a))(call, arguments, context);
    };

    // The pattern is nearly always the same literal.
    private static Func<string, char, Regex> Memoized(Func<string, char, Regex> create)
    {
        (string Pattern, char Escape, Regex Regex)? last = null;
        return (pattern, escape) =>
        {
            if (last is not { } cached || cached.Pattern != pattern || cached.Escape != escape)
            {
                last = cached = (pattern, escape, create(pattern, escape));
            }

            return cached.Regex;
        };
    }

    private static Datum Extract(Regex regex, Datum[] a)
    {
        Match match = regex.Match(a[0].String);
        long group = a.Length > 2 ? a[2].Int64 : 1;
        return group >= 0 && group < regex.GetGroupNumbers().Length
            ? Datum.Of(match.Success ? match.Groups[(int)group].Value : "")
            : throw Plans.SparkException.Analysis(
                "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX",
                $"[INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX] The value of parameter(s) `idx` in `regexp_extract` is invalid: Expects group index between 0 and {regex.GetGroupNumbers().Length - 1}, but got {group}.");
    }

    private static Datum Split(Regex regex, Datum[] a) =>
        Datum.Of([.. JavaRegex.Split(regex, a[0].String, a.Length > 2 ? (int)a[2].Int64 : -1).Select(part => Datum.Of(part))]);
}
