using System.Globalization;
using System.Text;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Bytes as text and back.</summary>
internal static class BinaryFunctions
{
    private static readonly Parameter Text = Parameter.String;
    private static readonly Parameter Hexable = new("(\"BIGINT\" or \"BINARY\" or \"STRING\")", type => type is LongType or BinaryType or StringType, new LongType());

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entries.Of("base64", Signature.Of(new StringType(), [Parameter.Binary]), Evaluate.Strict(v => Datum.Of(ValueLimits.Checked("base64", MimeBase64.Encode(v.Binary)))), "Bytes as base64, in lines of 76 characters."),
        Entries.Of("unbase64", Signature.Of(new BinaryType(), [Text]), Evaluate.Strict(v => Datum.Of(MimeBase64.Decode(v.String))), "The bytes of a base64 text."),
        Entries.Of("hex", HexRule, Hex, "A whole number, or bytes, in hexadecimal."),
        Entries.Of("unhex", Signature.Of(new BinaryType(), [Text], alwaysNullable: true), Evaluate.Strict(v => Datum.Of(Unhex(v.String))), "The bytes of a hexadecimal text; null where it is none."),
        Entries.Of("encode", Signature.Of(new BinaryType(), [Text, Text]), Evaluate.Strict((text, charset) => Datum.Of(ValueLimits.Checked("encode", JavaCharset.Encode(text.String, charset.String)))), "The bytes of a text in a character set."),
        Entries.Of("decode", DecodeRule, Decode, "The text of bytes in a character set; with more arguments, the result that belongs to a value."),
        Entries.Of("to_binary", ToBinaryRule(alwaysNullable: false), ToBinary(isTry: false), "The bytes of a text in hexadecimal, base64 or UTF-8."),
        Entries.Of("try_to_binary", ToBinaryRule(alwaysNullable: true), ToBinary(isTry: true), "to_binary, with null where the text is malformed."),
    ];

    private static (Seq<ResolvedExpression>, ResultType) HexRule(string name, Seq<ResolvedExpression> arguments)
    {
        Parameter parameter = arguments is [{ Type: NumericType or NullType }] ? Parameter.Long : arguments is [{ Type: BinaryType }] ? Parameter.Binary : arguments is [{ Type: not (ArrayType or MapType or StructType) }] ? Text : Hexable;
        return Signature.Of(new StringType(), [parameter])(name, arguments);
    }

    private static Evaluator Hex(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.Strict(v => Datum.Of(call.Arguments[0].Type switch
    {
        LongType => v.Int64.ToString("X", CultureInfo.InvariantCulture),
        BinaryType => ValueLimits.Checked("hex", Convert.ToHexString(v.Binary)),
        _ => ValueLimits.Checked("hex", Convert.ToHexString(Encoding.UTF8.GetBytes(v.String))),
    }))(call, arguments, context);

    private static byte[]? Unhex(string text)
    {
        string even = text.Length % 2 == 0 ? text : "0" + text;
        return even.All(char.IsAsciiHexDigit) ? Convert.FromHexString(even) : null;
    }

    // With two arguments bytes are decoded; with more it is a CASE over equal values, nulls equal too.
    private static (Seq<ResolvedExpression>, ResultType) DecodeRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count < 2)
        {
            throw FunctionErrors.ArgumentCount(name, "> 1", arguments.Count);
        }

        if (arguments.Count == 2)
        {
            return Signature.Of(new StringType(), [Parameter.Binary, Text])(name, arguments);
        }

        bool IsResult(int i) => i > 0 && (i % 2 == 0 || (i == arguments.Count - 1 && arguments.Count % 2 == 0));
        DataType[] types = [.. arguments.Where((_, i) => IsResult(i)).Select(argument => argument.Type)];
        DataType result = TypeCoercion.LeastCommonType(types) ?? throw FunctionErrors.DifferentTypes(Signature.CallText(name, arguments), "casewhen", types);
        DataType key = arguments.Where((_, i) => !IsResult(i)).Select(argument => argument.Type).Aggregate((left, right) => TypeCoercion.ComparisonType(left, right)
            ?? throw FunctionErrors.BinaryOperands(Signature.CallText(name, arguments), left, right));
        Seq<ResolvedExpression> typed = arguments.Select((argument, i) => argument.To(IsResult(i) ? result : key)).ToSeq();
        return (typed, new ResultType(result, arguments.Count % 2 == 1 || typed.Where((_, i) => IsResult(i)).Any(argument => argument.Nullable)));
    }

    private static Evaluator Decode(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        if (arguments.Length == 2)
        {
            return Evaluate.Strict((bytes, charset) => Datum.Of(JavaCharset.Decode(bytes.Binary, charset.String)))(call, arguments, context);
        }

        Comparison<Datum> order = DatumComparer.Order(call.Arguments[0].Type);
        return row =>
        {
            Datum value = arguments[0](row);
            for (int i = 1; i + 1 < arguments.Length; i += 2)
            {
                Datum searched = arguments[i](row);
                if (value.IsNull ? searched.IsNull : !searched.IsNull && order(value, searched) == 0)
                {
                    return arguments[i + 1](row);
                }
            }

            return arguments.Length % 2 == 0 ? arguments[^1](row) : Datum.Null;
        };
    }

    private static TypeRule ToBinaryRule(bool alwaysNullable) => (name, arguments) =>
    {
        (Seq<ResolvedExpression> fitted, _) = Signature.Of(new BinaryType(), [Text, Text], optional: 1)(name, arguments);
        if (fitted.Count == 2 && !fitted[1].IsFoldable())
        {
            throw FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", Signature.CallText(name, arguments), $"the input `fmt` should be a foldable \"STRING\" expression; however, got \"{PrettySql.Of(fitted[1])}\".");
        }

        Datum format = fitted.Count == 2 ? fitted[1].Fold() : Datum.Of("hex");
        if (!format.IsNull && FormatOf(format.String) is not ("hex" or "utf-8" or "base64"))
        {
            throw FunctionErrors.Mismatch("INVALID_ARG_VALUE", Signature.CallText(name, arguments),
                $"The `fmt` value must to be a case-insensitive \"STRING\" literal of 'hex', 'utf-8', 'utf8', or 'base64', but got '{format.String}'.");
        }

        return (fitted, new ResultType(new BinaryType(), alwaysNullable || fitted.Any(argument => argument.Nullable) || (!format.IsNull && FormatOf(format.String) == "hex")));
    };

    private static string FormatOf(string format) => format.ToLowerInvariant() is var lower && lower == "utf8" ? "utf-8" : lower;

    private static ScalarEvaluation ToBinary(bool isTry) => Evaluate.StrictMany(a =>
    {
        string text = a[0].String, format = a.Length > 1 ? FormatOf(a[1].String) : "hex";
        byte[]? bytes = format switch
        {
            "hex" => Unhex(text),
            "utf-8" => Encoding.UTF8.GetBytes(text),
            _ => MimeBase64.IsStrict(text) ? MimeBase64.Decode(text) : null,
        };
        return bytes is not null || isTry ? Datum.Of(bytes) : throw new SparkException(new SparkError("IllegalArgumentException", "CONVERSION_INVALID_INPUT",
            $"[CONVERSION_INVALID_INPUT] The value '{text}' (\"STRING\") cannot be converted to \"BINARY\" because it is malformed. Correct the value as per the syntax, or change its format. "
            + "Use `try_to_binary` to tolerate malformed input and return NULL instead."));
    });
}
