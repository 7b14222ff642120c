using Grader.Compile;
using Grader.Sandbox;

namespace Grader.Replay;

/// <summary>What one submission may use. The first group is for all its scenarios together, the second for each run.</summary>
/// <param name="ProcessorTime">Of the program's process; the engine's own is not counted.</param>
/// <param name="WallTime">A backstop: what it stops may pass on a faster machine.</param>
/// <param name="ResidentBytes">Memory of the program's process at any moment.</param>
/// <param name="Threads">Of the program's process at any moment, the runtime's own included.</param>
/// <param name="ScratchBytes">What the program itself writes to disk.</param>
/// <param name="ScratchFiles">How many files of it.</param>
/// <param name="OutputCharacters">Kept of what a run prints; more is cut off and costs nothing.</param>
/// <param name="VirtualTime">How long a scenario's timeline may become.</param>
/// <param name="TimeWithoutQuery">How long after the scenario's end the timeline goes on for a run without an active query, which may start one yet.</param>
/// <param name="CallsPerRun">How often a run may call its session or clock.</param>
public sealed record ReplayLimits(
    TimeSpan ProcessorTime, TimeSpan WallTime, long ResidentBytes, int Threads,
    long ScratchBytes, int ScratchFiles, int OutputCharacters, TimeSpan VirtualTime, TimeSpan TimeWithoutQuery, int CallsPerRun)
{
    /// <summary>Processor time of the engine for all that a submission asks of it. Its rows, cells and state are counted by the engine itself.</summary>
    public TimeSpan EngineTime { get; init; } = TimeSpan.FromSeconds(15);

    public CompileLimits Compile { get; init; } = CompileLimits.Default;

    public static ReplayLimits Default { get; } = new(
        WorkerLimits.Default.ProcessorTime, WorkerLimits.Default.WallTime, WorkerLimits.Default.ResidentBytes, WorkerLimits.Default.Threads,
        WorkerLimits.Default.ScratchBytes, WorkerLimits.Default.ScratchFiles, WorkerLimits.Default.OutputCharacters, TimeSpan.FromHours(24), TimeSpan.FromMinutes(10), 500_000);

    /// <summary>For reference solutions: a busy machine must not make an assignment look broken.</summary>
    public static ReplayLimits Trusted { get; } = Default with { WallTime = TimeSpan.FromMinutes(2) };
}
