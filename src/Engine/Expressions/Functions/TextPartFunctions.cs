using System.Text;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Strings as lists, codes and sounds: parts between delimiters, distances, masks.</summary>
internal static class TextPartFunctions
{
    // Digits of the American Soundex for A to Z; 7 stands for letters that are passed over.
    private const string SoundexCodes = "01230127022455012623017202";

    private static readonly Parameter Text = Parameter.String;
    private static readonly StringType StringResult = new();

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entries.Of("ascii", Signature.Of(new IntegerType(), [Text]), Evaluate.Strict(v => Datum.Of(v.String.Length == 0 ? 0L : v.String.EnumerateRunes().First().Value)), "Code point of the first character."),
        .. Entries.Named(["char", "chr"], Signature.Of(StringResult, [Parameter.Long]), Evaluate.Strict(n => Datum.Of(n.Int64 < 0 ? "" : ((char)(n.Int64 & 0xFF)).ToString())), "The character of a code, modulo 256."),
        Entries.Of("elt", EltRule, Elt, "The argument at a position, counted from 1; null where there is none."),
        Entries.Of("find_in_set", Signature.Of(new IntegerType(), [Text, Text]), Evaluate.Strict((word, set) => Datum.Of((long)FindInSet(word.String, set.String))), "Position of a word in a list separated by commas; 0 where it is absent."),
        Entries.Of("levenshtein", Signature.Of(new IntegerType(), [Text, Text, Parameter.Integer], optional: 1),
            Evaluate.StrictMany(a => Datum.Of(Levenshtein(a[0].String, a[1].String, a.Length > 2 ? a[2].Int64 : null))), "Edit distance of two strings; -1 where it is above a threshold."),
        Entries.Of("luhn_check", Signature.Of(new BooleanType(), [Text]), Evaluate.Strict(v => Datum.Of(IsLuhn(v.String))), "Whether the digits satisfy the Luhn algorithm."),
        Entries.Of("mask", MaskRule, Mask, "Letters and digits replaced by X, x and n, or by the given characters.", Entries.WithDefaults("mask", 5, "X", "x", "n", "NULL")),
        Entries.Of("sentences", Signature.Of(_ => new ArrayType(new ArrayType(StringResult, false), false), [Text, Text, Text], optional: 2), Sentences, "The sentences of a text as arrays of words.", Entries.WithDefaults("sentences", 3, "", "")),
        Entries.Of("soundex", Signature.Of(StringResult, [Text]), Evaluate.Strict(v => Datum.Of(Soundex(v.String))), "Soundex code of a word."),
        Entries.Of("split_part", Signature.Of(StringResult, [Text, Text, Parameter.Integer]), Evaluate.StrictMany(a => Datum.Of(SplitPart(a[0].String, a[1].String, a[2].Int64))), "The part at a position between delimiters; empty where there is none."),
        Entries.Of("str_to_map", Signature.Of(_ => new MapType(StringResult, StringResult), [Text, Text, Text], optional: 2), StringToMap, "A map from a text of pairs: regular expressions part the pairs, and key and value.", Entries.WithDefaults("str_to_map", 3, ",", ":")),
        Entries.Of("substring_index", Signature.Of(StringResult, [Text, Text, Parameter.Integer]), Evaluate.StrictMany(a => Datum.Of(SubstringIndex(a[0].String, a[1].String, a[2].Int64))), "What stands before a number of delimiters, or behind them where negative."),
    ];

    private static (Seq<ResolvedExpression>, ResultType) EltRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count < 2)
        {
            throw FunctionErrors.ArgumentCount(name, "> 1", arguments.Count);
        }

        bool isBinary = arguments.Skip(1).All(argument => argument.Type is BinaryType);
        Parameter part = isBinary ? Parameter.Binary : Text;
        Seq<ResolvedExpression> fitted = Signature.Fit(name, arguments, [Parameter.Integer, .. Enumerable.Repeat(part, arguments.Count - 1)]);
        return (fitted, new ResultType(isBinary ? new BinaryType() : StringResult, true));
    }

    private static Evaluator Elt(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
        arguments[0](row) is { IsNull: false, Int64: var index } && index >= 1 && index < arguments.Length ? arguments[index](row) : Datum.Null;

    private static int FindInSet(string word, string set) => word.Contains(',', StringComparison.Ordinal) ? 0 : Array.IndexOf(set.Split(','), word) + 1;

    private static long Levenshtein(string left, string right, long? threshold)
    {
        Rune[] a = [.. left.EnumerateRunes()], b = [.. right.EnumerateRunes()];
        ValueLimits.CheckSteps("levenshtein", (Int128)a.Length * b.Length);
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)], current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substituted, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return threshold is { } most && previous[b.Length] > most ? -1 : previous[b.Length];
    }

    private static bool IsLuhn(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[^(i + 1)]))
            {
                return false;
            }

            int digit = (digits[^(i + 1)] - '0') * (i % 2 + 1);
            sum = (sum + digit / 10 + digit % 10) % 10;
        }

        return digits.Length > 0 && sum == 0;
    }

    // The masking characters must be constants of one character; a null one leaves its kind of character as it is.
    private static (Seq<ResolvedExpression>, ResultType) MaskRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression> fitted, _) = Signature.Of(StringResult, [Text, Text, Text, Text, Text], optional: 4)(name, arguments);
        string[] names = ["upperChar", "lowerChar", "digitChar", "otherChar"];
        for (int i = 1; i < fitted.Count; i++)
        {
            if (!fitted[i].IsFoldable())
            {
                throw FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", Signature.CallText(name, arguments),
                    $"the input {names[i - 1]} should be a foldable \"STRING\" expression; however, got \"{PrettySql.Of(fitted[i])}\".");
            }

            if (fitted[i].Fold() is { IsNull: false } given && given.String.Length != 1)
            {
                throw FunctionErrors.Mismatch("INPUT_SIZE_NOT_ONE", Signature.CallText(name, arguments), $"Length of {names[i - 1]} should be 1.");
            }
        }

        return (fitted, new ResultType(StringResult, fitted[0].Nullable));
    }

    private static Evaluator Mask(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        if (arguments[0](row) is not { IsNull: false } value)
        {
            return Datum.Null;
        }

        char? Masking(int i, char? standard) => i >= arguments.Length ? standard : arguments[i](row) is { IsNull: false } given ? given.String[0] : null;
        (char? upper, char? lower, char? digit, char? other) = (Masking(1, 'X'), Masking(2, 'x'), Masking(3, 'n'), Masking(4, null));
        return Datum.Of(string.Create(value.String.Length, value.String, (span, text) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                char c = text[i];
                span[i] = (char.IsUpper(c) ? upper : char.IsLower(c) ? lower : char.IsDigit(c) ? digit : other) ?? c;
            }
        }));
    };

    private static Evaluator Sentences(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
        arguments[0](row) is { IsNull: false } text
            ? Datum.Of([.. SentenceBreaks.Sentences(text.String).Select(sentence => Datum.Of([.. SentenceBreaks.Words(sentence).Select(word => Datum.Of(word))]))])
            : Datum.Null;

    private static string Soundex(string word)
    {
        if (word.Length == 0 || !char.IsAsciiLetter(word[0]))
        {
            return word;
        }

        var code = new StringBuilder().Append(char.ToUpperInvariant(word[0]));
        char last = SoundexCodes[char.ToUpperInvariant(word[0]) - 'A'];
        foreach (char c in word.Skip(1))
        {
            if (!char.IsAsciiLetter(c))
            {
                last = '0';
                continue;
            }

            char digit = SoundexCodes[char.ToUpperInvariant(c) - 'A'];
            if (digit == '7')
            {
                continue;
            }

            if (digit != '0' && digit != last && code.Append(digit).Length == 4)
            {
                break;
            }

            last = digit;
        }

        return code.ToString().PadRight(4, '0');
    }

    private static string SplitPart(string text, string delimiter, long part)
    {
        if (part == 0)
        {
            throw new SparkException(new SparkError("SparkRuntimeException", "INVALID_INDEX_OF_ZERO",
                "[INVALID_INDEX_OF_ZERO] The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1)."));
        }

        string[] parts = delimiter.Length == 0 ? [text] : text.Split(delimiter, StringSplitOptions.None);
        long index = part > 0 ? part - 1 : parts.Length + part;
        return index >= 0 && index < parts.Length ? parts[index] : "";
    }

    private static Evaluator StringToMap(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Func<string, JavaRegex> pairs = Evaluate.Memoized((string pattern) => JavaRegex.Create(pattern, "str_to_map")), keys = Evaluate.Memoized((string pattern) => JavaRegex.Create(pattern, "str_to_map"));
        return Evaluate.StrictMany(a =>
        {
            JavaRegex keyDelimiter = keys(a.Length > 2 ? a[2].String : ":");
            IReadOnlyList<string>[] entries = [.. pairs(a.Length > 1 ? a[1].String : ",").Split(a[0].String, -1).Select(pair => keyDelimiter.Split(pair, 2))];
            return MapFunctions.Build([.. entries.Select(entry => Datum.Of(entry[0]))], [.. entries.Select(entry => entry.Count > 1 ? Datum.Of(entry[1]) : Datum.Null)], MapFunctions.KeyEquality(call.Type));
        })(call, arguments, context);
    }

    private static string SubstringIndex(string text, string delimiter, long count)
    {
        if (delimiter.Length == 0 || count == 0)
        {
            return "";
        }

        int index = count > 0 ? -1 : text.Length - delimiter.Length + 1;
        for (long left = Math.Abs(count); left > 0; left--)
        {
            index = count > 0 ? Find(index + 1) : FindBefore(index - 1);
            if (index < 0)
            {
                return text;
            }
        }

        return count > 0 ? text[..index] : text[(index + delimiter.Length)..];

        int Find(int from) => from > text.Length ? -1 : text.IndexOf(delimiter, from, StringComparison.Ordinal);

        int FindBefore(int from)
        {
            for (; from >= 0; from--)
            {
                if (string.CompareOrdinal(text, from, delimiter, 0, delimiter.Length) == 0)
                {
                    return from;
                }
            }

            return -1;
        }
    }
}
