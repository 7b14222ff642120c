using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>The columns of a query's output that say which row it is, as against what the row says.</summary>
internal static class KeyColumns
{
    /// <summary>Positions of the grouping columns in the output; null where the query groups nothing.</summary>
    /// <remarks>A column counts as key when it is made of grouping columns alone, so <c>window.start</c> does.</remarks>
    public static Seq<int>? OfGroups(ResolvedPlan plan) => KeyIds(plan) is { } keys
        ? plan.Output.Select((attribute, i) => (attribute, i)).Where(column => keys.Contains(column.attribute.Id)).Select(column => column.i).ToSeq()
        : null;

    /// <summary>The grouping columns; where there are none, every column that is no number.</summary>
    public static Seq<int> ForReport(ResolvedPlan plan) => OfGroups(plan) is { Count: > 0 } groups
        ? groups
        : plan.Output.Select((attribute, i) => (attribute, i)).Where(column => column.attribute.Type is not NumericType).Select(column => column.i).ToSeq();

    private static HashSet<long>? KeyIds(ResolvedPlan plan) => plan switch
    {
        AggregatePlan aggregate => Made(aggregate.Aggregates, [.. aggregate.Groupings.Select(IdOf)], aggregate.Groupings),
        ProjectPlan project => KeyIds(project.Child) is { } below ? Made(project.Expressions, below, []) : null,
        ResolvedUnary unary => KeyIds(unary.Child),
        _ => null,
    };

    private static HashSet<long> Made(Seq<ResolvedExpression> outputs, HashSet<long> keys, Seq<ResolvedExpression> groupings) =>
        [.. outputs.Where(output => IsKey(output, keys, groupings)).Select(IdOf)];

    private static bool IsKey(ResolvedExpression output, HashSet<long> keys, Seq<ResolvedExpression> groupings)
    {
        ResolvedExpression value = output is NamedExpression named ? named.Child : output;
        return groupings.Any(grouping => (grouping is NamedExpression group ? group.Child : grouping).IsSameAs(value))
            || (!value.Contains<AggregateCall>() && value.References().Any() && value.References().All(attribute => keys.Contains(attribute.Id)));
    }

    private static long IdOf(ResolvedExpression expression) => expression switch
    {
        AttributeReference attribute => attribute.Id,
        NamedExpression named => named.Id,
        _ => -1,
    };
}
