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
    /// <summary>Deeper conditions are not pushed further, and larger plans get no inferred filters: both take time that grows with a power of the size.</summary>
    private const int MaxConditionDepth = 100, MaxNodesForInference = 150;

    public static ResolvedPlan Optimize(ResolvedPlan plan)
    {
        // Names of sub-plans have done their work, and would stand between filters and what they pass.
        plan = plan.TransformUp(node => node is SubqueryAliasPlan alias ? alias.Child : node);
        // DISTINCT is an aggregate over all columns; before the push, which passes aggregates.
        plan = plan.TransformUp(node => node is DistinctPlan distinct ? ToAggregate(distinct) : node);
        plan = PushFilters(plan);

        // What follows from the conditions is inferred once, and pushed in its turn.
        if (plan.Extent.Nodes <= MaxNodesForInference)
        {
            var constraints = new Dictionary<ResolvedPlan, ConstraintSet>(ReferenceEqualityComparer.Instance);
            plan = PushFilters(CombineFilters(plan).TransformUp(node => InferFilters(node, constraints)));
        }

        return UserDefinedCalls.Extract(ColumnPruning.Apply(CombineFilters(plan)));
    }

    /// <summary>Filters that follow from a filter's or a join's condition (Spark's InferFiltersFromConstraints). They move by themselves: below a watermark, for one.</summary>
    private static ResolvedPlan InferFilters(ResolvedPlan plan, Dictionary<ResolvedPlan, ConstraintSet> known)
    {
        switch (plan)
        {
            case FilterPlan filter:
                ConstraintSet below = ConstraintSet.Of(filter.Child, known);
                List<ResolvedExpression> conjuncts = [.. Conjuncts.Of(filter.Condition)];
                conjuncts.AddRange([.. ConstraintSet.Of(filter, known).Constraints.Where(c => !below.Contains(c) && !conjuncts.Exists(written => written.IsSameAs(c)))]);
                return filter with { Condition = And(conjuncts)! };
            case JoinPlan join:
                bool left = join.JoinType is JoinType.Inner or JoinType.Cross or JoinType.LeftSemi or JoinType.RightOuter;
                bool right = join.JoinType is JoinType.Inner or JoinType.Cross or JoinType.LeftSemi or JoinType.LeftOuter or JoinType.LeftAnti;
                List<ResolvedExpression> constraints = left || right ? [.. ConstraintSet.OfJoin(join, known)] : [];
                return join with { Left = left ? Constrained(join.Left, constraints, join.Origin, known) : join.Left, Right = right ? Constrained(join.Right, constraints, join.Origin, known) : join.Right };
            default:
                return plan;
        }
    }

    /// <summary>Filters right above each other are one; the lower one's conditions come first, as they did.</summary>
    private static ResolvedPlan CombineFilters(ResolvedPlan plan)
    {
        if (plan is not FilterPlan { Child: FilterPlan })
        {
            return plan.MapChildren(CombineFilters);
        }

        List<FilterPlan> chain = [];
        for (; plan is FilterPlan filter; plan = filter.Child)
        {
            chain.Add(filter);
        }

        chain.Reverse();
        return chain.TrueForAll(filter => filter.Condition.IsDeterministic())
            ? chain[0] with { Child = CombineFilters(plan), Condition = And(chain.SelectMany(filter => Conjuncts.Of(filter.Condition)))! }
            : chain.Aggregate(CombineFilters(plan), (child, filter) => filter with { Child = child });
    }

    private static ResolvedPlan Constrained(ResolvedPlan side, List<ResolvedExpression> constraints, Origin origin, Dictionary<ResolvedPlan, ConstraintSet> known)
    {
        ConstraintSet met = ConstraintSet.Of(side, known);
        HashSet<long> output = [.. side.Output.Select(a => a.Id)];
        return constraints.Where(c => ConstraintSet.IsOver(c, output) && !met.Contains(c))
            .Aggregate(side, (child, constraint) => new FilterPlan(child, constraint) { Origin = origin });
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
        if (plan is JoinPlan { Condition: not null } join)
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

    /// <summary>What a join asks of one side alone is a filter on that side, unless rows of that side come out unmatched.</summary>
    private static JoinPlan PushJoinCondition(JoinPlan join, ResolvedExpression condition)
    {
        List<ResolvedExpression> kept = [];
        ResolvedPlan left = join.Left, right = join.Right;
        foreach (ResolvedExpression conjunct in Conjuncts.Of(condition))
        {
            if (conjunct.IsDeterministic() && IsOver(conjunct, left.Output) && join.JoinType is JoinType.Inner or JoinType.Cross or JoinType.LeftSemi or JoinType.RightOuter)
            {
                left = Into(left, conjunct, join.Origin);
            }
            else if (conjunct.IsDeterministic() && IsOver(conjunct, right.Output)
                && join.JoinType is JoinType.Inner or JoinType.Cross or JoinType.LeftSemi or JoinType.LeftOuter or JoinType.LeftAnti)
            {
                right = Into(right, conjunct, join.Origin);
            }
            else
            {
                kept.Add(conjunct);
            }
        }

        return ReferenceEquals(left, join.Left) && ReferenceEquals(right, join.Right) ? join : join with { Left = left, Right = right, Condition = And(kept) };
    }

    internal static ResolvedExpression? And(IEnumerable<ResolvedExpression> conjuncts) =>
        conjuncts.Aggregate((ResolvedExpression?)null, (left, right) => left is null ? right : FunctionRegistry.BuiltIn.TryResolve("and", [left, right], false, null)!);

    private static ResolvedPlan Into(ResolvedPlan child, ResolvedExpression condition, Origin origin) =>
        Push(condition, child, origin) ?? new FilterPlan(child, condition) { Origin = origin };

    /// <summary>A filter right above a join: on one side where the join lets it pass, else part of an inner join's condition.</summary>
    private static ResolvedPlan? PushThroughJoin(ResolvedExpression condition, JoinPlan written, Origin origin)
    {
        JoinPlan join = OuterJoinElimination.Apply(written, condition);
        bool isInner = join.JoinType is JoinType.Inner or JoinType.Cross;
        if (IsOver(condition, join.Left.Output) && (isInner || join.JoinType is JoinType.LeftOuter or JoinType.LeftSemi or JoinType.LeftAnti))
        {
            return join with { Left = Into(join.Left, condition, origin) };
        }

        if (IsOver(condition, join.Right.Output) && (isInner || join.JoinType is JoinType.RightOuter))
        {
            return join with { Right = Into(join.Right, condition, origin) };
        }

        if (isInner && condition.References().Any())
        {
            return PushFilters(join with { JoinType = JoinType.Inner, Condition = And(join.Condition is null ? [condition] : [condition, join.Condition]) });
        }

        return ReferenceEquals(join, written) ? null : new FilterPlan(join, condition) { Origin = origin };
    }

    /// <returns>The plan with the condition somewhere inside, or null where it must stay above.</returns>
    private static ResolvedPlan? Push(ResolvedExpression condition, ResolvedPlan plan, Origin origin)
    {
        ResolvedPlan Into(ResolvedPlan child, ResolvedExpression inner) => Optimizer.Into(child, inner, origin);
        switch (plan)
        {
            case FilterPlan filter when filter.Condition.IsDeterministic():
                return Push(condition, filter.Child, origin) is ResolvedPlan below ? filter with { Child = below } : null;
            case ProjectPlan project when project.Expressions.All(e => e.IsDeterministic()):
                // Definitions of definitions grow with every project passed: too deep a condition stays where it is.
                ResolvedExpression defined = Substitute(condition, project.Expressions);
                return defined.IsDeeperThan(MaxConditionDepth) ? null : project with { Child = Into(project.Child, defined) };
            case EventTimeWatermark watermark when condition.References().All(a => a.Id != watermark.EventTime.Id):
                return watermark with { Child = Into(watermark.Child, condition) };
            case AggregatePlan { Groupings.Count: > 0 } aggregate:
                return ThroughAggregate(condition, aggregate) is ResolvedExpression inner ? aggregate with { Child = Into(aggregate.Child, inner) } : null;
            case UnionPlan union:
                return union with { Left = Into(union.Left, OnSide(condition, union, union.Left)), Right = Into(union.Right, OnSide(condition, union, union.Right)) };
            case JoinPlan join:
                return PushThroughJoin(condition, join, origin);
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
