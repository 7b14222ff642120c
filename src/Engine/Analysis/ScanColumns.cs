using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>Drops what no operator above looks at: computed columns, and columns of files, which are then not even parsed (Spark's ColumnPruning).</summary>
/// <remarks>Stops at operators that keep or compare whole rows.</remarks>
internal static class ScanColumns
{
    public static ResolvedPlan Apply(ResolvedPlan plan) => Prune(plan, null);

    /// <param name="required">Ids of the columns that are looked at above; null for all.</param>
    private static ResolvedPlan Prune(ResolvedPlan plan, HashSet<long>? required)
    {
        switch (plan)
        {
            case StreamingRelation relation:
                return relation with { RequiredColumns = Flags(relation.Attributes, required) };
            case FileRelation relation:
                return relation with { RequiredColumns = Flags(relation.Attributes, required) };
            case ProjectPlan project:
                Seq<ResolvedExpression> expressions = required is null
                    ? project.Expressions
                    : project.Expressions.Where(e => required.Contains(OutputAttribute.Of(e).Id)).ToSeq();
                return new ProjectPlan(Prune(project.Child, Ids(expressions)), expressions) { Origin = project.Origin, PlanIds = project.PlanIds };
            case ExpandPlan expand:
                int[] kept = [.. Enumerable.Range(0, expand.Attributes.Count).Where(i => required?.Contains(expand.Attributes[i].Id) != false)];
                Seq<Seq<ResolvedExpression>> projections = expand.Projections.Select(projection => kept.Select(i => projection[i]).ToSeq()).ToSeq();
                return new ExpandPlan(Prune(expand.Child, Ids(projections.SelectMany(p => p))), projections, kept.Select(i => expand.Attributes[i]).ToSeq())
                {
                    Origin = expand.Origin,
                    PlanIds = expand.PlanIds,
                };
            case AggregatePlan aggregate:
                return aggregate with { Child = Prune(aggregate.Child, Ids(aggregate.Groupings.Concat(aggregate.Aggregates))) };
            case FilterPlan filter:
                return filter with { Child = Prune(filter.Child, With(required, [filter.Condition])) };
            case EventTimeWatermark watermark:
                return watermark with { Child = Prune(watermark.Child, With(required, [watermark.EventTime])) };
            case SortPlan sort:
                return sort with { Child = Prune(sort.Child, With(required, sort.Order)) };
            case GeneratePlan generate:
                return generate with { Child = Prune(generate.Child, With(required, [generate.Generator])) };
            case LimitPlan or OffsetPlan:
                return plan.MapChildren(child => Prune(child, required));
            default:
                return plan.MapChildren(child => Prune(child, null));
        }
    }

    private static HashSet<long> Ids(IEnumerable<ResolvedExpression> expressions) => [.. expressions.SelectMany(e => e.References()).Select(a => a.Id)];

    private static HashSet<long>? With(HashSet<long>? required, IEnumerable<ResolvedExpression> expressions) =>
        required is null ? null : [.. required, .. Ids(expressions)];

    private static Seq<bool> Flags(Seq<AttributeReference> columns, HashSet<long>? required) =>
        required is null || columns.All(column => required.Contains(column.Id)) ? [] : columns.Select(column => required.Contains(column.Id)).ToSeq();
}
