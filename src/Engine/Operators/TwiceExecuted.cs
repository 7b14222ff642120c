using Grader.Engine.Streaming;

namespace Grader.Engine.Operators;

/// <summary>
/// A stateful operator right below a global sort. Spark runs the sort's input once to find the ranges of its partitions and once more to sort it, and both runs count.
/// </summary>
internal sealed class TwiceExecuted(IStatefulExec inner) : IStatefulExec
{
    public StateOperatorProgress Progress => inner.Progress with
    {
        RowsTotal = 2 * inner.Progress.RowsTotal,
        RowsUpdated = 2 * inner.Progress.RowsUpdated,
        RowsRemoved = 2 * inner.Progress.RowsRemoved,
        RowsDroppedByWatermark = 2 * inner.Progress.RowsDroppedByWatermark,
    };

    public bool ShouldRunAnotherBatch(long newWatermarkMs) => inner.ShouldRunAnotherBatch(newWatermarkMs);

    public void CommitState() => inner.CommitState();
}
