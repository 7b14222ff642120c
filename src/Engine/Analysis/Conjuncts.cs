using Grader.Engine.Expressions;

namespace Grader.Engine.Analysis;

/// <summary>The parts of a condition joined by AND.</summary>
internal static class Conjuncts
{
    public static IEnumerable<ResolvedExpression> Of(ResolvedExpression condition) =>
        condition is FunctionCall { Arguments: [var left, var right] } call && call.Function.Name.Equals("and", StringComparison.OrdinalIgnoreCase)
            ? Of(left).Concat(Of(right))
            : [condition];
}
