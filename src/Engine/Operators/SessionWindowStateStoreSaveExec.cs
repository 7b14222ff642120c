using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Engine.Streaming;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Streaming aggregation by session: the batch's sessions are merged with those in state of the same key, and emitted by output mode (spark-semantics 3.6).</summary>
/// <remarks>
/// The late filter sees one session per key and time of the batch, before they are merged, so it is that which dropped rows count.
/// Spark reports this operator under the name that operators without one get.
/// </remarks>
internal sealed class SessionWindowStateStoreSaveExec(
    PlanExec child, GroupedAggregation aggregation, IReadOnlyList<AttributeReference> output, MicroBatchContext batch, SessionWindowState state)
    : PlanExec(output, child.Watermark), IStatefulExec
{
    private readonly SessionWindows windows = new(aggregation);
    private readonly EventTimeColumn? eventTime = EventTimeColumn.In(aggregation.KeyColumns);
    private long updated;
    private long removed;
    private long dropped;

    private OperatorWatermark InputWatermark => child.Watermark ?? default;

    public StateOperatorProgress Progress => new("defaultName", state.Count, updated, removed, dropped);

    public bool ShouldRunAnotherBatch(long newWatermarkMs) =>
        batch.OutputMode is not OutputMode.Complete && child.Watermark is { } watermark && watermark.At(newWatermarkMs) > watermark.EvictionMs;

    public void CommitState() => state.Commit();

    public override IEnumerable<Datum[]> Execute()
    {
        Dictionary<Datum[], List<Session>> arrived = SessionWindows.NewGroups();
        foreach ((Datum[] grouping, Datum[] buffer) in aggregation.Aggregate(child.Execute()))
        {
            if (eventTime?.IsAtOrBefore(grouping, InputWatermark.LateMs) == true)
            {
                dropped++;
                continue;
            }

            Datum[] key = windows.KeyOf(grouping);
            if (!arrived.TryGetValue(key, out List<Session>? sessions))
            {
                arrived.Add(key, sessions = []);
            }

            sessions.Add(windows.SessionOf(grouping, buffer));
        }

        foreach ((Datum[] key, List<Session> sessions) in arrived)
        {
            List<Session> merged = windows.Merge(state.Get(key).Concat(sessions));
            removed += state.Replace(key, merged);
            updated += merged.Count;
        }

        return [.. (batch.OutputMode is OutputMode.Complete ? state.All() : Evict()).Select(entry => windows.Result(entry.Key, entry.Session))];
    }

    /// <summary>Removes the sessions that the watermark has passed.</summary>
    private List<(Datum[] Key, Session Session)> Evict()
    {
        List<(Datum[] Key, Session Session)> passed = eventTime is null
            ? []
            : [.. state.All().Where(entry => entry.Session.End <= InputWatermark.EvictionMs * 1000)];
        foreach ((Datum[] key, Session session) in passed)
        {
            state.Remove(key, session.Start);
            removed++;
        }

        return passed;
    }

    public static SparkException WithoutKeys() => SparkException.Analysis(null, "Global aggregation with session window in streaming query is not supported.");
}
