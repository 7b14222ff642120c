namespace Grader.Compile;

/// <summary>What one compilation of a submission, and that of its rewritten form, may take together.</summary>
/// <param name="ProcessorTime">Of this process meanwhile, so that a busy machine gives the same verdict.</param>
/// <param name="WallTime">A backstop.</param>
public sealed record CompileLimits(TimeSpan ProcessorTime, TimeSpan WallTime)
{
    public static CompileLimits Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));

    /// <summary>For programs of ours, which end.</summary>
    public static CompileLimits Trusted { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));
}
