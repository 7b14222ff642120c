using Grader.Engine.Expressions;

namespace Grader.Engine.Analysis;

/// <summary>The parts of a condition joined by AND.</summary>
internal static class Conjuncts
{
    public static IReadOnlyList<ResolvedExpression> Of(ResolvedExpression condition)
    {
        List<ResolvedExpression> parts = [];
        Add(condition, parts);
        return parts;
    }

    private static void Add(ResolvedExpression condition, List<ResolvedExpression> parts)
    {
        if (condition is FunctionCall { Arguments: [var left, var right] } call && call.Function.Name.Equals("and", StringComparison.OrdinalIgnoreCase))
        {
            Add(left, parts);
            Add(right, parts);
        }
        else
        {
            parts.Add(condition);
        }
    }
}
