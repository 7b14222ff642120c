using Grader.Plans;

namespace Grader.Engine.Streaming;

/// <summary>The global watermark over a run's batches (spark-semantics 2.3). It never goes back.</summary>
/// <param name="initialMs">The watermark that the checkpoint holds; each node's own maximum is not persisted.</param>
internal sealed class WatermarkTracker(string policy, long initialMs)
{
    private readonly Dictionary<int, long> nodes = [];

    public long CurrentMs { get; private set; } = initialMs;

    /// <param name="observed">Per watermark node in plan order: the latest event time of the batch (null where it saw none) and the delay.</param>
    public void Update(IReadOnlyList<(long? MaxEventTimeMs, long DelayMs)> observed)
    {
        if (observed.Count == 0)
        {
            return;
        }

        for (int i = 0; i < observed.Count; i++)
        {
            long earlier = nodes.GetValueOrDefault(i);
            nodes[i] = observed[i].MaxEventTimeMs is { } max ? Math.Max(earlier, max - observed[i].DelayMs) : earlier;
        }

        long candidate = policy == "max" ? nodes.Values.Max() : nodes.Values.Min();
        CurrentMs = Math.Max(CurrentMs, candidate);
    }

    public static string CheckPolicy(string policy) => policy.ToLowerInvariant() is "min" or "max"
        ? policy.ToLowerInvariant()
        : throw SparkException.IllegalArgument($"Could not recognize watermark policy '{policy}'");
}
