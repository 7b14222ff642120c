using Grader.Engine.Expressions;

namespace Grader.Engine.Operators;

/// <summary>Groups the rows of one execution.</summary>
internal sealed class HashAggregateExec(PlanExec child, GroupedAggregation aggregation, IReadOnlyList<AttributeReference> output) : PlanExec(output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute() =>
        aggregation.Aggregate(child.ExecutePartitions()).Select(group => aggregation.Result(group.Key, group.Value));
}
