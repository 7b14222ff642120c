using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Functions that strings, bytes and arrays share.</summary>
internal static class ConcatenationFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        ("concat", new("concat", ConcatRule, Concat, "Strings, bytes or arrays one after another; null where any is null.")),
        ("reverse", new("reverse", ReverseRule, Reverse, "Characters or elements in reverse order.")),
    ];

    private static (Seq<ResolvedExpression>, ResultType) ConcatRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Any(argument => argument.Type is ArrayType))
        {
            DataType array = arguments.CommonType(name, name);
            return (arguments.Select(argument => argument.To(array)).ToSeq(), new ResultType(array, arguments.AnyNullable()));
        }

        if (arguments.Count > 0 && arguments.All(argument => argument.Type is BinaryType))
        {
            return (arguments, new ResultType(new BinaryType(), arguments.AnyNullable()));
        }

        // concat of bytes and texts is text.
        Seq<ResolvedExpression> texts = arguments.Select((argument, i) => argument.Type is BinaryType
            ? argument.To(new StringType())
            : Parameter.String.Fit(argument) ?? throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), i + 1, "(\"STRING\" or \"BINARY\" or \"ARRAY\")", argument)).ToSeq();
        return (texts, new ResultType(new StringType(), texts.AnyNullable()));
    }

    private static Evaluator Concat(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.StrictMany(call.Type switch
    {
        ArrayType => values => ValueLimits.CheckElements("concat", values.Sum(value => (long)value.Items.Length)) is var _ ? Datum.Of([.. values.SelectMany(value => value.Items)]) : Datum.Null,
        BinaryType => ConcatBytes,
        _ => ConcatTexts,
    })(call, arguments, context);

    private static Datum ConcatBytes(Datum[] values)
    {
        ValueLimits.CheckLength("concat", values.Sum(value => (long)value.Binary.Length));
        return Datum.Of([.. values.SelectMany(value => value.Binary)]);
    }

    private static Datum ConcatTexts(Datum[] values)
    {
        ValueLimits.CheckLength("concat", values.Sum(value => (long)value.String.Length));
        return Datum.Of(string.Concat(values.Select(value => value.String)));
    }

    private static (Seq<ResolvedExpression>, ResultType) ReverseRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        return arguments[0].Type is ArrayType array
            ? (arguments, new ResultType(array, arguments[0].Nullable))
            : Parameter.String.Fit(arguments[0]) is { } text ? ([text], new ResultType(new StringType(), text.Nullable))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "(\"STRING\" or \"ARRAY\")", arguments[0]);
    }

    private static Evaluator Reverse(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.Strict(call.Type is ArrayType
        ? value => Datum.Of(Enumerable.Reverse(value.Items).ToArray())
        : value => Datum.Of(CodePoints.Reverse(value.String)))(call, arguments, context);
}
