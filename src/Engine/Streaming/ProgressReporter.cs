using Grader.Plans;

namespace Grader.Engine.Streaming;

/// <summary>Makes the progress reports of one run: one for each trigger that ran a batch, and one for an idle trigger where the last report is ten seconds old.</summary>
/// <remarks>Source: Spark's ProgressReporter.finishTrigger; the first idle trigger is reported too, as nothing was before it.</remarks>
internal sealed class ProgressReporter(string queryId, string runId, string? name)
{
    private const int MaxRecent = 100;
    private const long NoDataProgressIntervalMs = 10_000;

    private readonly Queue<StreamingQueryProgress> recent = new();
    private long? lastTriggerMs;
    private long? lastIdleReportMs;

    /// <summary>The last hundred, oldest first.</summary>
    public IReadOnlyCollection<StreamingQueryProgress> Recent => recent;

    public StreamingQueryProgress? Last { get; private set; }

    public void Finish(TriggerExecution trigger, long startMs, long endMs)
    {
        long? before = lastTriggerMs;
        lastTriggerMs = startMs;
        if (trigger.Batch is null && endMs - NoDataProgressIntervalMs < lastIdleReportMs)
        {
            return;
        }

        StreamingQueryProgress progress = Report(trigger, before, startMs, endMs);
        lastIdleReportMs = endMs;
        Last = progress;
        recent.Enqueue(progress);
        if (recent.Count > MaxRecent)
        {
            recent.Dequeue();
        }
    }

    private StreamingQueryProgress Report(TriggerExecution trigger, long? lastTriggerMs, long startMs, long endMs)
    {
        double inputSeconds = lastTriggerMs is { } last ? (startMs - last) / 1000.0 : double.PositiveInfinity;
        double processingSeconds = Math.Max(1, endMs - startMs) / 1000.0;
        long rows = trigger.Sources.Sum(source => source.RowCount);
        return new StreamingQueryProgress(
            queryId, runId, name, startMs, trigger.BatchId, rows / inputSeconds, rows / processingSeconds,
            trigger.Durations.With("triggerExecution", endMs - startMs), EventTime(trigger).ToSeq(),
            trigger.StateOperators.Select(state => Operator(state, trigger)).ToSeq(),
            trigger.Sources.Select(source => new SourceProgress(
                source.Description, source.Start, source.End, source.Latest, source.RowCount, source.RowCount / inputSeconds, source.RowCount / processingSeconds)).ToSeq(),
            new SinkProgress(trigger.SinkDescription, trigger.NumOutputRows));
    }

    private static IEnumerable<KeyValuePair<string, long>> EventTime(TriggerExecution trigger)
    {
        if (trigger.Batch?.EventTime is { } seen)
        {
            yield return new("avg", seen.AverageMs);
            yield return new("max", seen.MaxMs);
            yield return new("min", seen.MinMs);
        }

        if (trigger.WatermarkMs is { } watermark)
        {
            yield return new("watermark", watermark);
        }
    }

    // An aggregation (one by session reports the default name) opens its state to restore and to save; a join keeps four stores a partition, a limit one in all.
    private static StateOperatorReport Operator(StateOperatorProgress state, TriggerExecution trigger)
    {
        (long instances, int loads) = state.OperatorName switch
        {
            "symmetricHashJoin" => (4L * trigger.ShufflePartitions, 1),
            "globalLimit" => (1L, 1),
            "stateStoreSave" or "defaultName" => (trigger.ShufflePartitions, 2),
            _ => (trigger.ShufflePartitions, 1),
        };
        return new StateOperatorReport(state, trigger.ShufflePartitions, instances, loads * instances * trigger.BatchesBefore);
    }
}
