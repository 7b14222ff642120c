using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Analysis;

/// <summary>An outer join whose rows of nulls a filter above throws away is none (Spark's EliminateOuterJoin). For streams it matters: other rows are kept, and none come out late.</summary>
internal static class OuterJoinElimination
{
    public static JoinPlan Apply(JoinPlan join, ResolvedExpression condition)
    {
        bool left = RejectsNulls(condition, join.Left.Output), right = RejectsNulls(condition, join.Right.Output);
        return (join.JoinType, left, right) switch
        {
            (JoinType.RightOuter, true, _) or (JoinType.LeftOuter, _, true) or (JoinType.FullOuter, true, true) => join with { JoinType = JoinType.Inner },
            (JoinType.FullOuter, true, false) => join with { JoinType = JoinType.LeftOuter },
            (JoinType.FullOuter, false, true) => join with { JoinType = JoinType.RightOuter },
            _ => join,
        };
    }

    private static bool RejectsNulls(ResolvedExpression condition, Seq<AttributeReference> side)
    {
        HashSet<long> ids = [.. side.Select(a => a.Id)];
        return NullIntolerance.NotNullColumns(condition).Any(a => ids.Contains(a.Id))
            || (ConstraintSet.IsOver(condition, ids) && !HoldsForNulls(condition, side));
    }

    private static bool HoldsForNulls(ResolvedExpression condition, Seq<AttributeReference> side)
    {
        try
        {
            return ExpressionCompiler.Compile(condition, side, EvaluationContext.Utc(0))(new Datum[side.Count]) is { IsNull: false, Boolean: true };
        }
        catch (SparkException)
        {
            // A condition that fails decides nothing.
            return true;
        }
    }
}
