using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Analysis;

/// <summary>
/// Those of Spark's rewrites that change what a stream does. A filter that moves below a watermark keeps rows from the watermark's eyes
/// (spark-semantics 2.2), so the moves here are Spark's moves and no others.
/// </summary>
public static class Optimizer
{
    public static ResolvedPlan Optimize(ResolvedPlan plan)
    {
        // Names of sub-plans have done their work, and would stand between filters and what they pass.
        plan = plan.TransformUp(node => node is SubqueryAliasPlan alias ? alias.Child : node);
        // DISTINCT is an aggregate over all columns; before the push, which passes aggregates.
        plan = plan.TransformUp(node => node is DistinctPlan distinct ? ToAggregate(distinct) : node);
        return PushFilters(plan);
    }

    private static AggregatePlan ToAggregate(DistinctPlan distinct)
    {
        Seq<ResolvedExpression> columns = distinct.Output.Select(a => (ResolvedExpression)a).ToSeq();
        return new AggregatePlan(distinct.Child, columns, columns) { Origin = distinct.Origin, PlanIds = distinct.PlanIds };
    }

    /// <summary>Bottom-up, each filter's conjuncts one by one go as deep as they may (Spark's PushPredicateThroughNonJoin, PushPredicateThroughJoin and CombineFilters).</summary>
    private static ResolvedPlan PushFilters(ResolvedPlan plan)
    {
        plan = plan.MapChildren(PushFilters);
        if (plan is JoinPlan { JoinType: JoinType.Inner, Condition: not null } join)
        {
            return PushJoinCondition(join, join.Condition);
        }

        if (plan is not FilterPlan filter || !filter.Condition.IsDeterministic())
        {
            return plan;
        }

        List<ResolvedExpression> kept = [];
        ResolvedPlan child = filter.Child;
        foreach (ResolvedExpression conjunct in Conjuncts.Of(filter.Condition))
        {
            if (Push(conjunct, child, filter.Origin) is ResolvedPlan pushed)
            {
                child = pushed;
            }
            else
            {
                kept.Add(conjunct);
            }
        }

        return ReferenceEquals(child, filter.Child)
            ? filter
            : kept.Aggregate(child, (below, conjunct) => new FilterPlan(below, conjunct) { Origin = filter.Origin, PlanIds = filter.PlanIds });
    }

    /// <summary>What an inner join asks of one side alone is a filter on that side.</summary>
    private static ResolvedPlan PushJoinCondition(JoinPlan join, ResolvedExpression condition)
    {
        List<ResolvedExpression> conjuncts = [.. Conjuncts.Of(condition)];
        List<ResolvedExpression> kept = [.. conjuncts.Where(c => !c.IsDeterministic() || !(IsOver(c, join.Left.Output) || IsOver(c, join.Right.Output)))];
        if (kept.Count == conjuncts.Count || condition is not FunctionCall and)
        {
            return join;
        }

        // More than one conjunct: the condition itself is an AND to make others from.
        ResolvedExpression? rest = kept.Count == 0 ? null : kept.Aggregate((left, right) => and with { Arguments = [left, right] });
        return conjuncts.Except(kept).Aggregate(
            (ResolvedPlan)(join with { Condition = rest }),
            (plan, conjunct) => Push(conjunct, plan, join.Origin) ?? new FilterPlan(plan, conjunct) { Origin = join.Origin });
    }

    /// <returns>The plan with the condition somewhere inside, or null where it must stay above.</returns>
    private static ResolvedPlan? Push(ResolvedExpression condition, ResolvedPlan plan, Origin origin)
    {
        ResolvedPlan Into(ResolvedPlan child, ResolvedExpression inner) =>
            Push(inner, child, origin) ?? new FilterPlan(child, inner) { Origin = origin };
        switch (plan)
        {
            case FilterPlan filter when filter.Condition.IsDeterministic():
                return Push(condition, filter.Child, origin) is ResolvedPlan below ? filter with { Child = below } : null;
            case ProjectPlan project when project.Expressions.All(e => e.IsDeterministic()):
                return project with { Child = Into(project.Child, Substitute(condition, project.Expressions)) };
            case EventTimeWatermark watermark when condition.References().All(a => a.Id != watermark.EventTime.Id):
                return watermark with { Child = Into(watermark.Child, condition) };
            case AggregatePlan { Groupings.Count: > 0 } aggregate:
                return ThroughAggregate(condition, aggregate) is ResolvedExpression inner ? aggregate with { Child = Into(aggregate.Child, inner) } : null;
            case UnionPlan union:
                return union with { Left = Into(union.Left, OnSide(condition, union, union.Left)), Right = Into(union.Right, OnSide(condition, union, union.Right)) };
            case JoinPlan { JoinType: JoinType.Inner or JoinType.Cross or JoinType.LeftOuter or JoinType.LeftSemi or JoinType.LeftAnti } join
                when IsOver(condition, join.Left.Output):
                return join with { Left = Into(join.Left, condition) };
            case JoinPlan { JoinType: JoinType.Inner or JoinType.Cross or JoinType.RightOuter } join when IsOver(condition, join.Right.Output):
                return join with { Right = Into(join.Right, condition) };
            case SortPlan sort:
                return sort with { Child = Into(sort.Child, condition) };
            case GeneratePlan generate when IsOver(condition, generate.Child.Output):
                return generate with { Child = Into(generate.Child, condition) };
            case ExpandPlan expand when IsOver(condition, expand.Child.Output):
                return expand with { Child = Into(expand.Child, condition) };
            default:
                return null;
        }
    }

    /// <summary>Only conditions on the keys may pass: the keys' own expressions take their place below.</summary>
    private static ResolvedExpression? ThroughAggregate(ResolvedExpression condition, AggregatePlan aggregate)
    {
        if (aggregate.Groupings.Concat(aggregate.Aggregates).Any(e => !e.IsDeterministic()))
        {
            return null;
        }

        ResolvedExpression overGroupings = Substitute(condition, aggregate.Aggregates);
        if (overGroupings.Contains<AggregateCall>() || !overGroupings.References().Any())
        {
            return null;
        }

        ResolvedExpression overInput = Substitute(overGroupings, aggregate.Groupings);
        return IsOver(overInput, aggregate.Child.Output) ? overInput : null;
    }

    private static bool IsOver(ResolvedExpression condition, Seq<AttributeReference> input)
    {
        HashSet<long> ids = [.. input.Select(a => a.Id)];
        return condition.References().Any() && condition.References().All(a => ids.Contains(a.Id));
    }

    private static ResolvedExpression Substitute(ResolvedExpression condition, Seq<ResolvedExpression> definitions) => condition.ReplaceDown(node =>
        node is AttributeReference a && definitions.FirstOrDefault(d => d is NamedExpression n && n.Id == a.Id) is NamedExpression definition ? definition.Child : null);

    /// <summary>A union's columns are those of each side by position.</summary>
    private static ResolvedExpression OnSide(ResolvedExpression condition, UnionPlan union, ResolvedPlan side) => condition.ReplaceDown(node =>
        node is AttributeReference a && union.Attributes.ToList().FindIndex(o => o.Id == a.Id) is >= 0 and var i ? side.Output[i] : null);
}
