using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Engine.Streaming;

namespace Grader.Engine.Operators;

/// <summary>The first row of each key of one execution.</summary>
internal sealed class DeduplicateExec(PlanExec child, Evaluator[] keys, CellBudget cells) : PlanExec(child.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        var seen = new HashSet<Datum[]>(RowComparer.Instance);
        foreach (Datum[] row in child.Execute())
        {
            Datum[] key = Evaluators.Evaluate(keys, row);
            if (seen.Add(key))
            {
                cells.Keep(key);
                yield return row;
            }
        }
    }
}

/// <summary>Streaming dropDuplicates: emits a row at once if its key is not in state (spark-semantics 3.3).</summary>
/// <param name="keyColumns">The keys' attributes: state is evicted only where event time is one of them, or <paramref name="withinDelayMs"/> is set.</param>
/// <param name="withinDelayMs">For dropDuplicatesWithinWatermark: how long after its event time a key is remembered, milliseconds.</param>
internal sealed class StreamingDeduplicateExec(
    PlanExec child, Evaluator[] keys, IReadOnlyList<AttributeReference> keyColumns, long? withinDelayMs, StateStore state)
    : PlanExec(child.Output, child.Watermark), IStatefulExec
{
    private readonly EventTimeColumn? rowTime = EventTimeColumn.In(child.Output);
    private readonly EventTimeColumn? keyTime = EventTimeColumn.In(keyColumns);
    private long updated;
    private long removed;
    private long dropped;

    private OperatorWatermark InputWatermark => child.Watermark ?? default;

    public StateOperatorProgress Progress =>
        new(withinDelayMs is null ? "dedupe" : "dedupeWithinWatermark", state.Count, updated, removed, dropped);

    public bool ShouldRunAnotherBatch(long newWatermarkMs) => child.Watermark is { } watermark && watermark.At(newWatermarkMs) > watermark.EvictionMs;

    public void CommitState() => state.Commit();

    public override IEnumerable<Datum[]> Execute()
    {
        foreach (Datum[] row in child.Execute())
        {
            if (rowTime?.IsAtOrBefore(row, InputWatermark.LateMs) == true)
            {
                dropped++;
                continue;
            }

            Datum[] key = Evaluators.Evaluate(keys, row);
            if (state.Get(key) is null)
            {
                state.Put(key, withinDelayMs is { } delay ? [Datum.Of((rowTime!.Micros(row) ?? 0) + (delay * 1000))] : []);
                updated++;
                yield return row;
            }
        }

        foreach ((Datum[] key, _) in state.Entries(IsPassed))
        {
            state.Remove(key);
            removed++;
        }
    }

    private bool IsPassed(KeyValuePair<Datum[], Datum[]> entry) => withinDelayMs is not null
        ? entry.Value[0].Int64 <= InputWatermark.EvictionMs * 1000
        : keyTime?.IsAtOrBefore(entry.Key, InputWatermark.EvictionMs) == true;
}
