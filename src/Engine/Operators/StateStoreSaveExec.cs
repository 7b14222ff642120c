using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Engine.Streaming;

namespace Grader.Engine.Operators;

/// <summary>Streaming aggregation: groups the batch, merges with state, keeps it, and emits by output mode (spark-semantics 3.2).</summary>
/// <remarks>The late filter sees one row per key of the batch, so dropped rows are counted in keys, as Spark does.</remarks>
internal sealed class StateStoreSaveExec(
    PlanExec child, GroupedAggregation aggregation, IReadOnlyList<AttributeReference> output, MicroBatchContext batch, StateStore state)
    : PlanExec(output, child.Watermark), IStatefulExec
{
    private readonly EventTimeColumn? eventTime = EventTimeColumn.In(aggregation.KeyColumns);
    private long updated;
    private long removed;
    private long dropped;

    private OperatorWatermark InputWatermark => child.Watermark ?? default;

    public StateOperatorProgress Progress => new("stateStoreSave", state.Count, updated, removed, dropped);

    public bool ShouldRunAnotherBatch(long newWatermarkMs) =>
        batch.OutputMode is not OutputMode.Complete && child.Watermark is { } watermark && watermark.At(newWatermarkMs) > watermark.EvictionMs;

    public void CommitState() => state.Commit();

    public override IEnumerable<Datum[]> Execute()
    {
        var present = new List<KeyValuePair<Datum[], Datum[]>>();
        foreach ((Datum[] key, Datum[] buffer) in aggregation.Aggregate(child.ExecutePartitions()))
        {
            if (batch.OutputMode is not OutputMode.Complete && eventTime?.IsAtOrBefore(key, InputWatermark.LateMs) == true)
            {
                dropped++;
                continue;
            }

            Datum[] merged = state.Get(key) is { } earlier ? aggregation.Merge(earlier, buffer) : buffer;
            state.Put(key, merged);
            updated++;
            present.Add(new(key, merged));
        }

        return batch.OutputMode switch
        {
            OutputMode.Complete => Results(state.Entries()),
            OutputMode.Update => Update(present),
            _ => Results(Evict()),
        };
    }

    private List<Datum[]> Update(List<KeyValuePair<Datum[], Datum[]>> present)
    {
        Evict();
        return Results(present);
    }

    /// <summary>Removes the groups that the watermark has passed.</summary>
    private IReadOnlyList<KeyValuePair<Datum[], Datum[]>> Evict()
    {
        IReadOnlyList<KeyValuePair<Datum[], Datum[]>> passed = eventTime is null
            ? []
            : state.Entries(entry => eventTime.IsAtOrBefore(entry.Key, InputWatermark.EvictionMs));
        foreach ((Datum[] key, _) in passed)
        {
            state.Remove(key);
            removed++;
        }

        return passed;
    }

    private List<Datum[]> Results(IEnumerable<KeyValuePair<Datum[], Datum[]>> groups) =>
        [.. groups.Select(group => aggregation.Result(group.Key, group.Value))];
}
