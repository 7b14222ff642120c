using System.Globalization;
using Grader.Engine.Analysis;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>The same rows in every run: each batch has <c>rowsPerBatch</c> of them, all with the batch's own timestamp, whatever the clock says.</summary>
/// <remarks>There is always a next batch. Source: Spark's RatePerMicroBatchStream; spark-semantics 5.5.</remarks>
internal sealed class RatePerMicroBatchSource(CaseInsensitiveOptions options) : IMicroBatchSource
{
    private readonly long rowsPerBatch = RateOptions.Positive(options, "rowsPerBatch", 0);
    private readonly long startTimestampMs = RateOptions.NotNegative(options, "startTimestamp", 0);
    private readonly long advanceMs = RateOptions.NotNegative(options, "advanceMillisPerBatch", 1000);

    public string Description =>
        $"RatePerMicroBatchStream[rowsPerBatch={rowsPerBatch}, numPartitions={options["numPartitions"] ?? "default"}, startTimestamp={startTimestampMs}, advanceMsPerBatch={advanceMs}]";

    public bool ReportsLatestOffset => false;

    public string LatestOffset(string? start, bool ignoreLimits)
    {
        (long offset, long timestampMs) = Position(start);
        if (offset > long.MaxValue - rowsPerBatch || timestampMs > (long.MaxValue / 1000) - advanceMs)
        {
            throw new SparkException(new SparkError("ArithmeticException", null, "long overflow"));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{{\"offset\":{offset + rowsPerBatch},\"timestamp\":{timestampMs + advanceMs}}}");
    }

    public SourceBatch GetBatch(string? start, string end)
    {
        (long first, long timestampMs) = Position(start);
        return new SourceBatch([new CountedPartition(first, Position(end).Offset, _ => timestampMs)], []);
    }

    public void Commit(string end)
    {
        // A count can always be made again.
    }

    private (long Offset, long TimestampMs) Position(string? offset) =>
        offset is not null && LoggedOffset.Fields(offset, "offset", "timestamp") is [var position, var timestampMs] ? (position, timestampMs) : (0, startTimestampMs);
}
