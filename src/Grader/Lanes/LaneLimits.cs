namespace Grader.Lanes;

/// <summary>When a lane is given up: it is killed and replaced, and its submission is tried once more alone.</summary>
/// <param name="Submission">Wall time for one submission with all its scenarios; a backstop over the limits that count.</param>
/// <param name="ResidentBytes">Memory of the lane itself, compiler and engine included.</param>
public sealed record LaneLimits(TimeSpan Submission, long ResidentBytes)
{
    /// <summary>Processor time of a submission's program, the other limits of time in proportion; null for those of <see cref="Replay.ReplayLimits.Default"/>.</summary>
    public int? ProcessorSeconds { get; init; }

    public static LaneLimits Default { get; } = new(TimeSpan.FromMinutes(5), 2L * 1024 * 1024 * 1024);
}
