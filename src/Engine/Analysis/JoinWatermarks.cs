using Grader.Engine.Expressions;

namespace Grader.Engine.Analysis;

/// <summary>Whether the state of an outer or semi join of two streams can ever be dropped, so that unmatched rows come out.</summary>
internal static class JoinWatermarks
{
    /// <summary>A watermark among the join's keys, or a time range between watermarked columns that bounds the nullable side.</summary>
    public static bool BoundState(JoinPlan join)
    {
        List<FunctionCall> comparisons = join.Condition is null ? [] : [.. Conjuncts.Of(join.Condition).OfType<FunctionCall>()];
        bool inKeys = comparisons.Any(c => c is { Function.Name: "=" or "==" or "<=>", Arguments: [var a, var b] }
            && OppositeSides(join, a, b) && (IsWatermarked(a) || IsWatermarked(b)));
        return inKeys || comparisons.Any(c => c is { Function.Name: "<" or "<=" or ">" or ">=", Arguments: [var a, var b] }
            && OppositeSides(join, a, b) && HasWatermark(a) && HasWatermark(b));
    }

    private static bool OppositeSides(JoinPlan join, ResolvedExpression a, ResolvedExpression b) =>
        (IsFrom(join.Left, a) && IsFrom(join.Right, b)) || (IsFrom(join.Right, a) && IsFrom(join.Left, b));

    private static bool IsFrom(ResolvedPlan side, ResolvedExpression expression)
    {
        HashSet<long> ids = [.. side.Output.Select(a => a.Id)];
        return expression.References().Any() && expression.References().All(a => ids.Contains(a.Id));
    }

    private static bool IsWatermarked(ResolvedExpression expression) => expression is AttributeReference { Metadata.WatermarkDelayMs: not null };

    private static bool HasWatermark(ResolvedExpression expression) => expression.References().Any(IsWatermarked);
}
