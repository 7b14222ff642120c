using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>
/// Drops what no operator above looks at (Spark's ColumnPruning): computed columns; columns of files, which are then not even parsed; and columns of the input of streaming joins and
/// deduplications, which would be kept in state, and of which a second one of event time would be one too many.
/// </summary>
internal static class ColumnPruning
{
    public static ResolvedPlan Apply(ResolvedPlan plan) => Prune(plan, Ids(plan.Output));

    /// <param name="required">Ids of the columns that are looked at above.</param>
    private static ResolvedPlan Prune(ResolvedPlan plan, HashSet<long> required)
    {
        switch (plan)
        {
            case StreamingRelation relation:
                return relation with { RequiredColumns = Flags(relation.Attributes, required) };
            case FileRelation relation:
                return relation with { RequiredColumns = Flags(relation.Attributes, required) };
            case ProjectPlan project:
                ProjectPlan computed = project with { Expressions = project.Expressions.Where(e => required.Contains(OutputAttribute.Of(e).Id)).ToSeq() };
                return computed with { Child = Prune(computed.Child, Used(computed.Expressions)) };
            case ExpandPlan expand:
                int[] kept = [.. Enumerable.Range(0, expand.Attributes.Count).Where(i => required.Contains(expand.Attributes[i].Id))];
                Seq<Seq<ResolvedExpression>> projections = expand.Projections.Select(projection => kept.Select(i => projection[i]).ToSeq()).ToSeq();
                return expand with
                {
                    Child = Prune(expand.Child, Used(projections.SelectMany(projection => projection))),
                    Projections = projections,
                    Attributes = kept.Select(i => expand.Attributes[i]).ToSeq(),
                };
            case AggregatePlan aggregate:
                return aggregate with { Child = Prune(aggregate.Child, Used([.. aggregate.Groupings, .. aggregate.Aggregates])) };
            case FilterPlan filter:
                return filter with { Child = Prune(filter.Child, [.. required, .. Used([filter.Condition])]) };
            case EventTimeWatermark watermark:
                return watermark with { Child = Prune(watermark.Child, [.. required, watermark.EventTime.Id]) };
            case SortPlan sort:
                return sort with { Child = Prune(sort.Child, [.. required, .. Used(sort.Order)]) };
            case GeneratePlan generate:
                return generate with { Child = Prune(generate.Child, [.. required, .. Used([generate.Generator])]) };
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

    private static Seq<bool> Flags(Seq<AttributeReference> columns, HashSet<long> required) =>
        columns.All(column => required.Contains(column.Id)) ? [] : columns.Select(column => required.Contains(column.Id)).ToSeq();
}
