using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>A streaming source of one run. Offsets are JSON text, as the offset log keeps them.</summary>
internal interface IMicroBatchSource
{
    /// <summary>As progress reports name it.</summary>
    string Description { get; }

    /// <summary>Whether progress reports say how far the source could be read.</summary>
    bool ReportsLatestOffset { get; }

    /// <summary>How far the source could be read now; null where it has nothing to point at yet.</summary>
    /// <param name="start">Where the committed batches end; null at the very beginning.</param>
    /// <param name="ignoreLimits">Trigger.Once reads all there is, whatever maxFilesPerTrigger says.</param>
    string? LatestOffset(string? start, bool ignoreLimits);

    /// <summary>The rows after <paramref name="start"/> up to and with <paramref name="end"/>; the same for the same offsets where the source can be replayed.</summary>
    SourceBatch GetBatch(string? start, string end);

    /// <summary>All up to the offset was processed and is not asked for again.</summary>
    void Commit(string end);

    /// <summary>The query has ended: gives back what the source holds of the machine.</summary>
    void Close()
    {
    }
}

/// <summary>What a source gives to a batch.</summary>
/// <param name="Records">Where each row came from; empty unless input is traced.</param>
internal sealed record SourceBatch(IReadOnlyList<InputPartition> Partitions, Seq<SourceRecord> Records)
{
    /// <summary>A batch of rows in memory.</summary>
    public SourceBatch(IReadOnlyList<Datum[]> rows, Seq<SourceRecord> records) : this([new RowsPartition(rows)], records) { }

    public static SourceBatch Empty { get; } = new(Array.Empty<InputPartition>(), []);
}
