using System.Text;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Strings: case, blanks, parts, positions. Positions count code points from 1 (spark-semantics 8.8).</summary>
internal static class StringFunctions
{
    private static readonly Parameter Text = Parameter.String;
    private static readonly StringType StringResult = new();

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        .. Entries.Named(["upper", "ucase"], Signature.Of(StringResult, [Text]), OneText(value => ValueLimits.Checked("upper", JavaCase.ToUpper(value))), "Upper case."),
        .. Entries.Named(["lower", "lcase"], Signature.Of(StringResult, [Text]), OneText(JavaCase.ToLower), "Lower case."),
        Entries.Of("initcap", Signature.Of(StringResult, [Text]), OneText(JavaCase.InitCap), "Each word begins with an upper-case letter, the rest is lower case."),
        Trim("trim", "BOTH", "Cuts blanks, or the characters of the first argument, at both ends.", start: true, end: true),
        Trim("ltrim", "LEADING", "Cuts blanks, or the characters of the first argument, at the start.", start: true, end: false),
        Trim("rtrim", "TRAILING", "Cuts blanks, or the characters of the first argument, at the end.", start: false, end: true),
        Entries.Of("btrim", Signature.Of(StringResult, [Text, Text], optional: 1),
            Evaluate.StrictMany(a => Datum.Of(Trimmed(a[0].String, a.Length > 1 ? a[1].String : " ", true, true))), "Cuts blanks, or the characters of the second argument, at both ends."),
        .. Entries.Named(["length", "len", "char_length", "character_length"], Signature.Of(new IntegerType(), [Parameter.StringOrBinary]), Length, "Number of characters, or of bytes."),
        Entries.Of("bit_length", Signature.Of(new IntegerType(), [Parameter.StringOrBinary]), Bytes(8), "Number of bits."),
        Entries.Of("octet_length", Signature.Of(new IntegerType(), [Parameter.StringOrBinary]), Bytes(1), "Number of bytes."),
        Entries.Of("concat_ws", ConcatWithSeparatorRule, ConcatWithSeparator, "The strings, and those of arrays, joined by the first argument; nulls are passed over."),
        .. Entries.Named(["substring", "substr"], SubstringRule, Substring, "Part of a string from a position, counted from 1, or from the end where negative.", name => Entries.WithDefaults(name, 3, "2147483647")),
        Entries.Of("left", Signature.Of(a => a[0].Type, [Parameter.StringOrBinary, Parameter.Integer]), Left, "The first characters."),
        Entries.Of("right", Signature.Of(StringResult, [Text, Parameter.Integer]),
            Evaluate.Strict((s, n) => Datum.Of(n.Int64 <= 0 ? "" : CodePoints.Slice(s.String, Math.Max(0, CodePoints.Length(s.String) - n.Int64), n.Int64))), "The last characters."),
        Entries.Of("repeat", Signature.Of(StringResult, [Text, Parameter.Integer]), Evaluate.Strict((s, n) => Datum.Of(Repeat("repeat", s.String, n.Int64))), "The string several times."),
        Entries.Of("space", Signature.Of(StringResult, [Parameter.Integer]), Evaluate.Strict(n => Datum.Of(Repeat("space", " ", n.Int64))), "Blanks."),
        Entries.Of("lpad", PadRule, Padding("lpad", left: true), "Filled at the start, or cut, to a length.", Entries.WithDefaults("lpad", 3, " ")),
        Entries.Of("rpad", PadRule, Padding("rpad", left: false), "Filled at the end, or cut, to a length.", Entries.WithDefaults("rpad", 3, " ")),
        Entries.Of("instr", Signature.Of(new IntegerType(), [Text, Text]), Evaluate.Strict((s, part) => Datum.Of(IndexOf(s.String, part.String, 1))), "Position of a part; 0 where it is absent."),
        .. Entries.Named(["locate", "position"], LocateRule, Locate, "Position of a part in a string from a position on; 0 where it is absent.", name => Entries.WithDefaults(name, 3, "1")),
        Entries.Of("replace", Signature.Of(StringResult, [Text, Text, Text], optional: 1), Evaluate.StrictMany(Replace), "Replaces every occurrence of a part.", Entries.WithDefaults("replace", 3, "")),
        Entries.Of("translate", Signature.Of(StringResult, [Text, Text, Text]), Evaluate.StrictMany(a => Datum.Of(Translate(a[0].String, a[1].String, a[2].String))), "Replaces characters one by one."),
        Entries.Of("overlay", OverlayRule, Overlay, "Puts a string over a part of another.", Entries.WithDefaults("overlay", 4, "-1")),
        Contained("startswith", (text, part) => text.StartsWith(part, StringComparison.Ordinal), (bytes, part) => bytes.AsSpan().StartsWith(part), "Whether a string begins with a part."),
        Contained("endswith", (text, part) => text.EndsWith(part, StringComparison.Ordinal), (bytes, part) => bytes.AsSpan().EndsWith(part), "Whether a string ends with a part."),
        Contained("contains", (text, part) => text.Contains(part, StringComparison.Ordinal), (bytes, part) => bytes.AsSpan().IndexOf(part) >= 0, "Whether a string holds a part."),
    ];

    private static ScalarEvaluation OneText(Func<string, string> function) => Evaluate.Strict(value => Datum.Of(function(value.String)));

    // The arguments are in the order of SQL's TRIM(BOTH x FROM s): what to cut, then the text.
    private static (string, ScalarFunction) Trim(string name, string direction, string documentation, bool start, bool end) => Entries.Of(
        name, Signature.Of(StringResult, [Text, Text], optional: 1),
        Evaluate.StrictMany(a => Datum.Of(a.Length > 1 ? Trimmed(a[1].String, a[0].String, start, end) : Trimmed(a[0].String, " ", start, end))),
        documentation, (_, a) => a.Count > 1 ? $"TRIM({direction} {a[0]} FROM {a[1]})" : $"{name}({a[0]})");

    private static string Trimmed(string text, string characters, bool start, bool end)
    {
        var set = characters.EnumerateRunes().ToHashSet();
        int from = 0, to = text.Length;
        while (start && from < to && Rune.DecodeFromUtf16(text.AsSpan(from, to - from), out Rune first, out int width) == System.Buffers.OperationStatus.Done && set.Contains(first))
        {
            from += width;
        }

        while (end && from < to && Rune.DecodeLastFromUtf16(text.AsSpan(from, to - from), out Rune last, out int width) == System.Buffers.OperationStatus.Done && set.Contains(last))
        {
            to -= width;
        }

        return text[from..to];
    }

    private static Evaluator Length(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        Evaluate.Strict(call.Arguments[0].Type is BinaryType ? v => Datum.Of((long)v.Binary.Length) : v => Datum.Of((long)CodePoints.Length(v.String)))(call, arguments, context);

    private static ScalarEvaluation Bytes(int bits) => (call, arguments, context) =>
        Evaluate.Strict(call.Arguments[0].Type is BinaryType ? v => Datum.Of((long)v.Binary.Length * bits) : v => Datum.Of((long)Encoding.UTF8.GetByteCount(v.String) * bits))(call, arguments, context);

    private static (Seq<ResolvedExpression>, ResultType) ConcatWithSeparatorRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count == 0)
        {
            throw FunctionErrors.ArgumentCount(name, "> 0", 0);
        }

        Seq<ResolvedExpression> fitted = arguments.Select((argument, i) =>
            i > 0 && argument.Type is ArrayType array && CastRules.CanCast(array.ElementType, StringResult) ? argument.To(array with { ElementType = StringResult })
            : Text.Fit(argument) ?? throw FunctionErrors.UnexpectedInputType(
                Signature.CallText(name, arguments), i + 1, i == 0 ? "\"STRING\"" : "(\"ARRAY<STRING>\" or \"STRING\")", argument)).ToSeq();
        return (fitted, new ResultType(StringResult, fitted[0].Nullable));
    }

    private static Evaluator ConcatWithSeparator(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum separator = arguments[0](row);
        if (separator.IsNull)
        {
            return Datum.Null;
        }

        List<string> parts = [];
        long length = 0;
        for (int i = 1; i < arguments.Length; i++)
        {
            Datum value = arguments[i](row);
            IEnumerable<Datum> items = value.IsNull ? [] : call.Arguments[i].Type is ArrayType ? value.Items : [value];
            foreach (Datum item in items.Where(item => !item.IsNull))
            {
                parts.Add(item.String);
                length += item.String.Length + separator.String.Length;
            }
        }

        ValueLimits.CheckLength("concat_ws", length);
        return Datum.Of(string.Join(separator.String, parts));
    };

    private static (Seq<ResolvedExpression>, ResultType) SubstringRule(string name, Seq<ResolvedExpression> arguments) =>
        Signature.Of(a => a[0].Type, [Parameter.StringOrBinary, Parameter.Integer, Parameter.Integer], optional: 1)(name, arguments);

    private static Evaluator Substring(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.StrictMany(call.Type is BinaryType
        ? a => Datum.Of(CodePoints.Substring(a[0].Binary, a[1].Int64, a.Length > 2 ? a[2].Int64 : int.MaxValue))
        : a => Datum.Of(CodePoints.Substring(a[0].String, a[1].Int64, a.Length > 2 ? a[2].Int64 : int.MaxValue)))(call, arguments, context);

    private static Evaluator Left(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.Strict(call.Type is BinaryType
        ? (bytes, n) => Datum.Of(CodePoints.Substring(bytes.Binary, 1, n.Int64))
        : (text, n) => Datum.Of(CodePoints.Substring(text.String, 1, n.Int64)))(call, arguments, context);

    private static string Repeat(string function, string text, long times)
    {
        if (times <= 0 || text.Length == 0)
        {
            return "";
        }

        ValueLimits.CheckLength(function, (Int128)text.Length * times);
        return new StringBuilder().Insert(0, text, (int)times).ToString();
    }

    private static (Seq<ResolvedExpression>, ResultType) PadRule(string name, Seq<ResolvedExpression> arguments) =>
        arguments.Count > 0 && arguments[0].Type is BinaryType && (arguments.Count < 3 || arguments[2].Type is BinaryType)
            ? Signature.Of(new BinaryType(), [Parameter.Binary, Parameter.Integer, Parameter.Binary], optional: 1)(name, arguments)
            : Signature.Of(StringResult, [Text, Parameter.Integer, Text], optional: 1)(name, arguments);

    private static ScalarEvaluation Padding(string name, bool left) => (call, arguments, context) => Evaluate.StrictMany(call.Type is BinaryType
        ? a => Datum.Of(Pad(name, a[0].Binary, a[1].Int64, a.Length > 2 ? a[2].Binary : [0], left))
        : a => Datum.Of(Pad(name, a[0].String, a[1].Int64, a.Length > 2 ? a[2].String : " ", left)))(call, arguments, context);

    private static string Pad(string name, string text, long wanted, string fill, bool left)
    {
        wanted = Math.Max(0, wanted);
        long missing = wanted - CodePoints.Length(text);
        if (missing <= 0 || fill.Length == 0)
        {
            return CodePoints.Slice(text, 0, wanted);
        }

        string padding = CodePoints.Slice(Repeat(name, fill, missing / CodePoints.Length(fill) + 1), 0, missing);
        return left ? padding + text : text + padding;
    }

    private static byte[] Pad(string name, byte[] bytes, long wanted, byte[] fill, bool left)
    {
        wanted = Math.Max(0, wanted);
        long missing = wanted - bytes.Length;
        if (missing <= 0 || fill.Length == 0)
        {
            return CodePoints.Substring(bytes, 1, wanted);
        }

        ValueLimits.CheckLength(name, wanted);
        byte[] padding = [.. Enumerable.Range(0, (int)missing).Select(i => fill[i % fill.Length])];
        return left ? [.. padding, .. bytes] : [.. bytes, .. padding];
    }

    private static (Seq<ResolvedExpression>, ResultType) LocateRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression> fitted, _) = Signature.Of(new IntegerType(), [Text, Text, Parameter.Integer], optional: 1)(name, arguments);
        return (fitted, new ResultType(new IntegerType(), fitted[0].Nullable || fitted[1].Nullable));
    }

    // A null position gives 0, unlike the other nulls.
    private static Evaluator Locate(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum from = arguments.Length > 2 ? arguments[2](row) : Datum.Of(1L);
        return from.IsNull ? Datum.Of(0L)
            : arguments[0](row) is { IsNull: false } part && arguments[1](row) is { IsNull: false } text ? Datum.Of(IndexOf(text.String, part.String, from.Int64))
            : Datum.Null;
    };

    private static long IndexOf(string text, string part, long from)
    {
        if (from < 1 || from > CodePoints.Length(text) + 1)
        {
            return 0;
        }

        int start = CodePoints.Slice(text, 0, from - 1).Length;
        int index = text.IndexOf(part, start, StringComparison.Ordinal);
        return index < 0 ? 0 : CodePoints.Length(text[..index]) + 1;
    }

    private static Datum Replace(Datum[] a)
    {
        string text = a[0].String, part = a[1].String, replacement = a.Length > 2 ? a[2].String : "";
        if (part.Length == 0)
        {
            return a[0];
        }

        if (replacement.Length > part.Length)
        {
            long count = 0;
            for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
            {
                count++;
            }

            ValueLimits.CheckLength("replace", text.Length + (Int128)count * (replacement.Length - part.Length));
        }

        return Datum.Of(text.Replace(part, replacement, StringComparison.Ordinal));
    }

    private static string Translate(string text, string from, string to)
    {
        var replacements = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] targets = [.. CodePoints.Each(to)];
        foreach ((string source, int i) in CodePoints.Each(from).Select((source, i) => (source, i)))
        {
            replacements.TryAdd(source, i < targets.Length ? targets[i] : "");
        }

        var result = new StringBuilder();
        foreach (string point in CodePoints.Each(text))
        {
            result.Append(replacements.GetValueOrDefault(point, point));
        }

        return result.ToString();
    }

    private static (Seq<ResolvedExpression>, ResultType) OverlayRule(string name, Seq<ResolvedExpression> arguments) =>
        arguments.Count > 1 && arguments[0].Type is BinaryType && arguments[1].Type is BinaryType
            ? Signature.Of(new BinaryType(), [Parameter.Binary, Parameter.Binary, Parameter.Integer, Parameter.Integer], optional: 1)(name, arguments)
            : Signature.Of(StringResult, [Text, Text, Parameter.Integer, Parameter.Integer], optional: 1)(name, arguments);

    // A negative length stands for that of the replacement.
    private static Evaluator Overlay(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.StrictMany(a =>
    {
        long position = a[2].Int64, length = a.Length > 3 ? a[3].Int64 : -1;
        if (call.Type is BinaryType)
        {
            length = length < 0 ? a[1].Binary.Length : length;
            return Datum.Of(ValueLimits.Checked("overlay",
                [.. CodePoints.Substring(a[0].Binary, 1, position - 1), .. a[1].Binary, .. CodePoints.Substring(a[0].Binary, position + length, int.MaxValue)]));
        }

        length = length < 0 ? CodePoints.Length(a[1].String) : length;
        return Datum.Of(ValueLimits.Checked("overlay",
            CodePoints.Substring(a[0].String, 1, position - 1) + a[1].String + CodePoints.Substring(a[0].String, position + length, int.MaxValue)));
    })(call, arguments, context);

    private static (string, ScalarFunction) Contained(string name, Func<string, string, bool> ofText, Func<byte[], byte[], bool> ofBytes, string documentation) => Entries.Of(
        name,
        (n, a) => a is [{ Type: BinaryType }, { Type: BinaryType }]
            ? (a, new ResultType(new BooleanType(), a.Any(argument => argument.Nullable)))
            : Signature.Of(new BooleanType(), [Text, Text])(n, a),
        (call, a, context) => Evaluate.Strict(call.Arguments[0].Type is BinaryType
            ? (value, part) => Datum.Of(ofBytes(value.Binary, part.Binary))
            : (value, part) => Datum.Of(ofText(value.String, part.String)))(call, a, context),
        documentation);
}
