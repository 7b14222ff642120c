using Grader.Plans;

namespace Grader.Engine.Streaming;

/// <summary>What Spark reports of one trigger: of each that ran a batch, and now and then of one that found nothing to do.</summary>
/// <param name="TimestampMs">When the trigger fired, milliseconds since the epoch.</param>
/// <param name="BatchId">Of the batch that ran, or of the one that would have been next.</param>
/// <param name="InputRowsPerSecond">Over the time since the trigger before; zero at the first one, NaN where two fired at one moment.</param>
/// <param name="DurationMs">Milliseconds by phase, sorted by name.</param>
/// <param name="EventTimeMs"><c>avg</c>, <c>max</c>, <c>min</c> of the batch's event times where it had any, and the <c>watermark</c> in force; empty without a watermark in the query.</param>
/// <remarks>Source: Spark's ProgressReporter; spark-semantics 7.</remarks>
public sealed record StreamingQueryProgress(
    string Id, string RunId, string? Name, long TimestampMs, long BatchId, double InputRowsPerSecond, double ProcessedRowsPerSecond,
    Seq<KeyValuePair<string, long>> DurationMs, Seq<KeyValuePair<string, long>> EventTimeMs,
    Seq<StateOperatorReport> StateOperators, Seq<SourceProgress> Sources, SinkProgress Sink)
{
    public long NumInputRows => Sources.Sum(source => source.NumInputRows);

    /// <summary>As Spark's <c>StreamingQueryProgress.json</c>, on one line.</summary>
    public string Json => StreamingQueryProgressJson.Write(this);
}

/// <summary>A stateful operator in a progress report.</summary>
/// <param name="NumStateStoreInstances">State stores that a Spark with as many shuffle partitions has for it.</param>
/// <param name="LoadedMapCacheHits">How often, in this run, a store's version was still in memory.</param>
public sealed record StateOperatorReport(StateOperatorProgress Operator, long NumShufflePartitions, long NumStateStoreInstances, long LoadedMapCacheHits);

/// <param name="Description">As Spark writes it, for example <c>FileStreamSource[file:/data/in]</c>.</param>
/// <param name="StartOffset">JSON text; null where there is none.</param>
/// <param name="LatestOffset">JSON text, where the source reports it.</param>
public sealed record SourceProgress(
    string Description, string? StartOffset, string? EndOffset, string? LatestOffset, long NumInputRows, double InputRowsPerSecond, double ProcessedRowsPerSecond);

/// <param name="NumOutputRows">-1 where the sink does not count, or no batch ran yet.</param>
public sealed record SinkProgress(string Description, long NumOutputRows);
