using Grader.Plans;

namespace Grader.Engine.Streaming;

/// <summary>What one trigger did, for its progress report.</summary>
/// <param name="BatchId">Of the batch that ran, or of the next one.</param>
/// <param name="Batch">Null where there was nothing to run.</param>
/// <param name="WatermarkMs">In force; null where the query has none.</param>
/// <param name="StateOperators">Of the batch, or as the last batch left them.</param>
/// <param name="NumOutputRows">-1 where the sink does not count, or no batch ran yet.</param>
/// <param name="BatchesBefore">Batches of this run before this trigger.</param>
internal sealed record TriggerExecution(
    long BatchId, MicroBatch? Batch, long? WatermarkMs, Seq<StateOperatorProgress> StateOperators, Seq<SourceOffsets> Sources, long NumOutputRows,
    string SinkDescription, int ShufflePartitions, int BatchesBefore, TriggerDurations Durations);

/// <summary>Where a source stood in a trigger; offsets are JSON text.</summary>
internal sealed record SourceOffsets(string Description, string? Start, string? End, string? Latest, long RowCount);

/// <summary>Milliseconds that the phases of a trigger took, by the clock that the query runs on.</summary>
internal sealed class TriggerDurations(TimeProvider clock)
{
    private readonly SortedDictionary<string, long> phases = new(StringComparer.Ordinal);

    public T Measure<T>(string phase, Func<T> work)
    {
        long start = NowMs();
        T result = work();
        phases[phase] = phases.GetValueOrDefault(phase) + NowMs() - start;
        return result;
    }

    public void Measure(string phase, Action work) => Measure(phase, () =>
    {
        work();
        return true;
    });

    public Seq<KeyValuePair<string, long>> With(string phase, long ms) => phases.Append(KeyValuePair.Create(phase, ms)).OrderBy(p => p.Key, StringComparer.Ordinal).ToSeq();

    private long NowMs() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
