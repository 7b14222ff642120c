using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Engine.Streaming;

namespace Grader.Engine.Operators;

/// <summary>The first rows over the query's life: a counter in state (Spark's StreamingGlobalLimitExec).</summary>
internal sealed class GlobalLimitExec(PlanExec child, int count, StateStore state) : PlanExec(child.Output, child.Watermark), IStatefulExec
{
    private long updated;

    public StateOperatorProgress Progress => new("globalLimit", state.Count, updated, 0, 0);

    public bool ShouldRunAnotherBatch(long newWatermarkMs) => false;

    public void CommitState() => state.Commit();

    public override IEnumerable<Datum[]> Execute()
    {
        long before = state.Get([]) is { } stored ? stored[0].Int64 : 0;
        List<Datum[]> rows = [.. child.Execute()];
        long after = Math.Min(count, before + rows.Count);
        if (after > before)
        {
            state.Put([], [Datum.Of(after)]);
            updated++;
        }

        return rows.Take((int)(after - before));
    }
}
