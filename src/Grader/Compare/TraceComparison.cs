using Grader.Plans;
using Grader.Plans.Types;
using Grader.Replay;
using Grader.Score;

namespace Grader.Compare;

/// <summary>A submission's trace against the reference's on one scenario.</summary>
/// <param name="Differences">The first of them, as reports show them; empty where the answer is right.</param>
/// <param name="DifferingTriggers">All of them.</param>
/// <param name="First">
/// The first of them, in the engine's values; where columns are wrong, the first with wrong columns. Null where the answer is right.
/// </param>
internal sealed record TraceComparison(
    ComparisonLevel Level, bool IsRight, Seq<BatchDifference> Differences, int DifferingTriggers, TriggerDifference? First);

/// <summary>One trigger, or one stretch between common cuts, at which the traces differ.</summary>
/// <param name="TimeMs">When the trigger fired; for a stretch, its end, or where that is the end of all its last batch.</param>
/// <param name="Expected">The reference's batches with rows.</param>
/// <param name="Actual">The submission's.</param>
/// <param name="Schema">The reference's columns, which the rows are in.</param>
/// <param name="Keys">Columns that name a row.</param>
internal sealed record TriggerDifference(
    long TimeMs, Seq<DeliveredBatch> Expected, Seq<DeliveredBatch> Actual, StructType Schema, Seq<int> Keys,
    string? SchemaProblem, string? Remark, RowDifference Rows)
{
    /// <summary>Which run it falls into: 0 from the start, one more after every restart.</summary>
    public int Run => (Expected.Count > 0 ? Expected : Actual)[0].Run;

    public QueryTrace? Submission => Actual.Count > 0 ? Actual[0].Query : null;
}
