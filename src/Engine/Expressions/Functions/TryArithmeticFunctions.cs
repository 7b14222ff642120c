using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>The operators with null instead of an overflow or a division by zero.</summary>
internal static class TryArithmeticFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry("try_add", "+", OperatorFunctions.Arithmetic, "The sum; null where it overflows."),
        Entry("try_subtract", "-", OperatorFunctions.Arithmetic, "The difference; null where it overflows."),
        Entry("try_multiply", "*", OperatorFunctions.Arithmetic, "The product; null where it overflows."),
        Entry("try_divide", "/", OperatorFunctions.Division, "The quotient; null for a zero divisor."),
    ];

    private static (string, ScalarFunction) Entry(string name, string symbol, TypeRule rule, string documentation) => (name, new(
        name,
        (_, arguments) => Nullable(rule(symbol, arguments)),
        (call, arguments, context) => call.Type switch
        {
            IntegralType when call.Arguments.All(argument => argument.Type is IntegralType) => Checked(symbol, call, arguments, context),
            _ => OrNull(OperatorFunctions.ArithmeticEvaluation(call with { Function = new(symbol, rule, call.Function.Evaluation, documentation) }, arguments, context)),
        },
        documentation));

    private static (Seq<ResolvedExpression>, ResultType) Nullable((Seq<ResolvedExpression> Arguments, ResultType Result) typed) => (typed.Arguments, typed.Result with { Nullable = true });

    private static Evaluator Checked(string symbol, FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        long least = TryCasts.Least(call.Type), most = TryCasts.Most(call.Type);
        return Evaluate.Strict((a, b) =>
        {
            Int128 result = symbol switch
            {
                "+" => (Int128)a.Int64 + b.Int64,
                "-" => (Int128)a.Int64 - b.Int64,
                _ => (Int128)a.Int64 * b.Int64,
            };
            return result >= least && result <= most ? Datum.Of((long)result) : Datum.Null;
        })(call, arguments, context);
    }

    private static Evaluator OrNull(Evaluator evaluator) => row =>
    {
        try
        {
            return evaluator(row);
        }
        catch (SparkException e) when (e.Error.ExceptionClass is "SparkArithmeticException" or "ArithmeticException")
        {
            return Datum.Null;
        }
        catch (OverflowException)
        {
            return Datum.Null;
        }
    };
}
