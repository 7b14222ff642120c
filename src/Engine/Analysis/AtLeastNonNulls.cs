using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>The test of <c>na.drop</c>: so many of the columns are neither null nor NaN (Spark's AtLeastNNonNulls).</summary>
internal static class AtLeastNonNulls
{
    public static ScalarFunction Function { get; } = new(
        "atleastnnonnulls", static (_, _) => throw new InvalidOperationException("Made by the analyzer only"), Evaluate,
        "Whether at least n of the columns are neither null nor NaN.");

    private static Evaluator Evaluate(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        long least = ((Constant)call.Arguments[0]).Value.Int64;
        bool[] isFloating = [.. call.Arguments.Select(a => a.Type is DoubleType or FloatType)];
        return row =>
        {
            long found = 0;
            for (int i = 1; i < arguments.Length; i++)
            {
                Datum value = arguments[i](row);
                found += value.IsNull || (isFloating[i] && double.IsNaN(value.Double)) ? 0 : 1;
            }

            return Datum.Of(found >= least);
        };
    }
}
