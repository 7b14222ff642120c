using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <content>Joins of two streams.</content>
internal sealed partial class PhysicalPlanner
{
    private StreamingSymmetricHashJoinExec PlanStreamStreamJoin(JoinPlan plan, MicroBatchContext batch)
    {
        int place = Reserve(statefulOperators);
        (PlanExec left, PlanExec right) = PlanSides(plan);
        EquiJoinKeys condition = EquiJoinKeys.Of(plan.Condition, left.Output, right.Output);
        if (condition.Keys.Count == 0)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1181", "Stream-stream join without equality predicate is not supported.");
        }

        OperatorWatermark? input = OperatorWatermark.Min(left.Watermark, right.Watermark);
        long eviction = (input ?? default).EvictionMs;
        HashSet<long> leftIds = [.. left.Output.Select(a => a.Id)], rightIds = [.. right.Output.Select(a => a.Id)];
        Seq<ResolvedExpression> ofLeft = condition.Rest.Where(c => IsOver(c, leftIds)).ToSeq(), ofRight = condition.Rest.Where(c => IsOver(c, rightIds)).ToSeq();
        Evaluator[] ofBoth = [.. condition.Rest.Where(c => !IsOver(c, leftIds) && !IsOver(c, rightIds))
            .Select(c => ExpressionCompiler.Compile(c, [.. left.Output, .. right.Output], context.Evaluation))];
        var exec = new StreamingSymmetricHashJoinExec(
            left, right,
            Side("left", left, right, condition, [.. condition.Keys.Select(key => key.Left)], ofLeft, eviction, batch, place),
            Side("right", right, left, condition, [.. condition.Keys.Select(key => key.Right)], ofRight, eviction, batch, place),
            plan.JoinType,
            ofBoth.Length == 0 ? null : pair => Datum.Of(Array.TrueForAll(ofBoth, test => test(pair) is { IsNull: false, Boolean: true })),
            plan.Output, input?.HeldBack(watermark => OutputWatermark(watermark, left.Output, right.Output, condition)), context.Budget, context.Evaluation.Cells);
        statefulOperators[place] = exec;
        return exec;
    }

    /// <summary>A stream that is joined with itself on the same columns is read once.</summary>
    private (PlanExec Left, PlanExec Right) PlanSides(JoinPlan plan)
    {
        EquiJoinKeys keys = EquiJoinKeys.Of(plan.Condition, plan.Left.Output, plan.Right.Output);
        bool isStateless = plan.Left.SelfAndDescendants().All(node => node is not (AggregatePlan or DistinctPlan or DeduplicatePlan or JoinPlan or LimitPlan));
        if (isStateless && SameResult.Of(Keyed(plan.Left, keys.Keys.Select(key => key.Left)), Keyed(plan.Right, keys.Keys.Select(key => key.Right))))
        {
            var shared = new ReusedRowsExec(Kept(plan.Left));
            return (shared, new RenameExec(shared, plan.Right.Output));
        }

        return (Plan(plan.Left), Plan(plan.Right));
    }

    private static ProjectPlan Keyed(ResolvedPlan side, IEnumerable<ResolvedExpression> keys) =>
        new(side, [.. side.Output, .. keys.Select(key => new NamedExpression(key, "", -1))]);

    private JoinSide Side(
        string name, PlanExec side, PlanExec other, EquiJoinKeys condition, Seq<ResolvedExpression> keys, Seq<ResolvedExpression> ownConjuncts,
        long evictionMs, MicroBatchContext batch, int place)
    {
        DataType[] keyTypes = [.. keys.Select(key => key.Type)];
        var state = new JoinSideState(
            batch.OpenState(place, keyTypes, [new LongType()], $"{name}-{JoinSideState.CountsStore}"),
            batch.OpenState(place, [.. keyTypes, new LongType()], [.. side.Output.Select(a => a.Type), new BooleanType()], $"{name}-{JoinSideState.RowsStore}"));
        return new JoinSide(
            side, keys, [.. condition.Keys.Select(key => key.IsNullSafe)], ownConjuncts, JoinStateBound.Of(side.Output, other.Output, condition, evictionMs), state, context);
    }

    /// <summary>Operators above must wait for the rows that the join still keeps (spark-semantics 2.5).</summary>
    private static long OutputWatermark(long inputMs, IReadOnlyList<AttributeReference> left, IReadOnlyList<AttributeReference> right, EquiJoinKeys condition)
    {
        long lowest = inputMs;
        foreach (JoinStateBound? bound in new[] { JoinStateBound.Of(left, right, condition, inputMs), JoinStateBound.Of(right, left, condition, inputMs) })
        {
            lowest = Math.Min(lowest, bound?.WatermarkMs ?? lowest);
        }

        return lowest;
    }

    private static bool IsOver(ResolvedExpression expression, HashSet<long> ids) =>
        expression.IsDeterministic() && expression.References().Any() && expression.References().All(a => ids.Contains(a.Id));
}
