using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>
/// Takes from the input of streaming joins and deduplications the columns that nothing above needs (from Spark's ColumnPruning). They would be kept in state, and a second column
/// of event time would be one too many.
/// </summary>
internal static class ColumnPruning
{
    public static ResolvedPlan Apply(ResolvedPlan plan) => Prune(plan, Ids(plan.Output));

    private static ResolvedPlan Prune(ResolvedPlan plan, HashSet<long> required)
    {
        switch (plan)
        {
            case ProjectPlan project:
                ProjectPlan kept = project with { Expressions = project.Expressions.Where(e => required.Contains(OutputAttribute.Of(e).Id)).ToSeq() };
                return kept with { Child = Prune(kept.Child, Used(kept.Expressions)) };
            case FilterPlan filter:
                return filter with { Child = Prune(filter.Child, [.. required, .. Used([filter.Condition])]) };
            case EventTimeWatermark watermark:
                return watermark with { Child = Prune(watermark.Child, [.. required, watermark.EventTime.Id]) };
            case AggregatePlan aggregate:
                return aggregate with { Child = Prune(aggregate.Child, Used([.. aggregate.Groupings, .. aggregate.Aggregates])) };
            case SortPlan sort:
                return sort with { Child = Prune(sort.Child, [.. required, .. Used(sort.Order)]) };
            case LimitPlan or OffsetPlan:
                return plan.MapChildren(child => Prune(child, required));
            case DeduplicatePlan { IsStreaming: true } deduplicate:
                HashSet<long> withKeys = [.. required, .. Ids(deduplicate.Keys)];

                // How long a key is remembered goes by the event time.
                withKeys.UnionWith(deduplicate.WithinWatermark ? Ids(deduplicate.Child.Output.Where(a => a.Metadata.WatermarkDelayMs is not null)) : []);
                return deduplicate with { Child = Only(Prune(deduplicate.Child, withKeys), withKeys) };
            case JoinPlan join:
                HashSet<long> withCondition = [.. required, .. join.Condition is null ? [] : Used([join.Condition])];
                ResolvedPlan left = Prune(join.Left, withCondition), right = Prune(join.Right, withCondition);
                return join.Left.IsStreaming && join.Right.IsStreaming
                    ? join with { Left = Only(left, withCondition), Right = Only(right, withCondition) }
                    : join with { Left = left, Right = right };
            default:
                return plan.MapChildren(child => Prune(child, Ids(child.Output)));
        }
    }

    private static ResolvedPlan Only(ResolvedPlan plan, HashSet<long> required) => plan.Output.All(a => required.Contains(a.Id))
        ? plan
        : new ProjectPlan(plan, plan.Output.Where(a => required.Contains(a.Id)).Select(a => (ResolvedExpression)a).ToSeq());

    private static HashSet<long> Ids(IEnumerable<AttributeReference> attributes) => [.. attributes.Select(a => a.Id)];

    private static HashSet<long> Used(IEnumerable<ResolvedExpression> expressions) => Ids(expressions.SelectMany(e => e.References()));
}
