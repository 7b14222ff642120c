using System.Text.RegularExpressions;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>LIKE and regular expressions.</summary>
internal static class RegexFunctions
{
    private static readonly Parameter Text = Parameter.String;
    private static readonly StringType StringResult = new();
    private static readonly ArrayType Strings = new(new StringType(), ContainsNull: false);

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entries.Of("like", Signature.Of(new BooleanType(), [Text, Text, Text], optional: 1), Like(ignoresCase: false), "Whether a string matches a pattern of % and _.", (_, a) => $"{a[0]} LIKE {a[1]}"),
        Entries.Of("ilike", Signature.Of(new BooleanType(), [Text, Text, Text], optional: 1), Like(ignoresCase: true), "LIKE without case.", (_, a) => $"ilike({a[0]}, {a[1]})"),
        .. Entries.Named(["rlike", "regexp", "regexp_like"], Signature.Of(new BooleanType(), [Text, Text]), Pattern("rlike", (regex, a) => Datum.Of(regex.IsMatch(a[0].String))), "Whether a regular expression is found.", _ => (_, a) => $"RLIKE({a[0]}, {a[1]})"),
        Entries.Of("regexp_replace", ReplaceRule, Pattern("regexp_replace", Replace), "Replaces every match of a regular expression from a position on.", Entries.WithDefaults("regexp_replace", 4, "1")),
        Entries.Of("regexp_extract", Signature.Of(StringResult, [Text, Text, Parameter.Integer], optional: 1), Pattern("regexp_extract", Extract), "A group of the first match; empty where nothing matches.", Entries.WithDefaults("regexp_extract", 3, "1")),
        Entries.Of("regexp_extract_all", Signature.Of(_ => new ArrayType(StringResult), [Text, Text, Parameter.Integer], optional: 1), Pattern("regexp_extract_all", ExtractAll), "A group of every match.", Entries.WithDefaults("regexp_extract_all", 3, "1")),
        Entries.Of("regexp_count", Signature.Of(new IntegerType(), [Text, Text]), Pattern("regexp_extract_all", (regex, a) => Datum.Of((long)regex.Matches(a[0].String).Count())), "Number of matches of a regular expression."),
        Entries.Of("regexp_instr", Signature.Of(new IntegerType(), [Text, Text, Parameter.Integer], optional: 1), Pattern("regexp_instr", Position), "Position of the first match; 0 where there is none.", Entries.WithDefaults("regexp_instr", 3, "0")),
        Entries.Of("regexp_substr", Signature.Of(StringResult, [Text, Text], alwaysNullable: true), Pattern("regexp_extract", (regex, a) => regex.Match(a[0].String) is { Success: true, Length: > 0 } match ? Datum.Of(match.Value) : Datum.Null), "The first match; null where there is none."),
        Entries.Of("split", Signature.Of(Strings, [Text, Text, Parameter.Integer], optional: 1), Pattern("split", Split), "The parts between matches of a regular expression.", Entries.WithDefaults("split", 3, "-1")),
    ];

    private static ScalarEvaluation Like(bool ignoresCase) => (call, arguments, context) =>
    {
        Func<(string Pattern, char Escape), LikePattern> compile = Evaluate.Memoized(((string Pattern, char Escape) key) => new LikePattern(key.Pattern, key.Escape, ignoresCase));
        return Evaluate.StrictMany(a => Datum.Of(compile((a[1].String, a.Length > 2 && a[2].String.Length == 1 ? a[2].String[0] : '\\')).IsMatch(a[0].String)))(call, arguments, context);
    };

    private static ScalarEvaluation Pattern(string function, Func<JavaRegex, Datum[], Datum> evaluate) => (call, arguments, context) =>
    {
        Func<string, JavaRegex> compile = Evaluate.Memoized((string pattern) => JavaRegex.Create(pattern, function));
        return Evaluate.StrictMany(a => evaluate(compile(a[1].String), a))(call, arguments, context);
    };

    private static (Seq<ResolvedExpression>, ResultType) ReplaceRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression>, ResultType) typed = Signature.Of(StringResult, [Text, Text, Text, Parameter.Integer], optional: 1)(name, arguments);
        if (arguments.Count < 4)
        {
            return typed;
        }

        string call = Signature.CallText(name, arguments);
        return !arguments[3].IsFoldable()
            ? throw FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", call, $"the input `position` should be a foldable \"INT\" expression; however, got \"{PrettySql.Of(arguments[3])}\".")
            : typed.Item1[3].Fold() is { IsNull: false } position && position.Int64 < 1
            ? throw FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", call, $"The `position` must be between (0, 2147483647] (current value = {position.Int64}).")
            : typed;
    }

    private static Datum Replace(JavaRegex regex, Datum[] a)
    {
        string text = a[0].String;
        long from = a.Length > 3 ? a[3].Int64 - 1 : 0;
        return from > 0 && from >= text.Length ? a[0]
            : from <= 0 ? Datum.Of(regex.Replace(text, a[2].String))
            : Datum.Of(text[..(int)from] + regex.Replace(text[(int)from..], a[2].String));
    }

    private static Datum Extract(JavaRegex regex, Datum[] a) => regex.Match(a[0].String) is { Success: true } match
        ? Datum.Of(GroupOf(match, regex, a.Length > 2 ? a[2].Int64 : 1, "regexp_extract"))
        : Datum.Of("");

    private static Datum ExtractAll(JavaRegex regex, Datum[] a) =>
        Datum.Of([.. regex.Matches(a[0].String).Select(match => Datum.Of(GroupOf(match, regex, a.Length > 2 ? a[2].Int64 : 1, "regexp_extract_all")))]);

    private static string GroupOf(Match match, JavaRegex regex, long group, string function) => group >= 0 && group <= regex.GroupCount
        ? match.Groups[(int)group].Value
        : throw new SparkException(new SparkError("SparkRuntimeException", "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX",
            $"[INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX] The value of parameter(s) `idx` in `{function}` is invalid: Expects group index between 0 and {regex.GroupCount}, but got {group}."));

    private static Datum Position(JavaRegex regex, Datum[] a) =>
        Datum.Of(regex.Match(a[0].String) is { Success: true } match ? CodePoints.Length(a[0].String[..match.Index]) + 1L : 0);

    private static Datum Split(JavaRegex regex, Datum[] a)
    {
        string text = a[0].String;
        int limit = a.Length > 2 ? (int)a[2].Int64 : -1;

        // The empty pattern gives the characters; what is beyond the limit is dropped (UTF8String.split).
        IEnumerable<string> parts = a[1].String.Length == 0 && text.Length > 0
            ? CodePoints.Each(text).Take(limit > 0 ? limit : int.MaxValue)
            : regex.Split(text, limit);
        return Datum.Of([.. parts.Select(part => Datum.Of(part))]);
    }
}
