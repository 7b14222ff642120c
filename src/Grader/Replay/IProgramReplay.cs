using Grader.Scenarios;

namespace Grader.Replay;

/// <summary>Replays scenarios against one compiled program. Disposing ends the program's process.</summary>
public interface IProgramReplay : IAsyncDisposable
{
    /// <summary>Runs the program from its entry point against a scenario on virtual time, again after each restart.</summary>
    /// <exception cref="GraderFaultException">A fault of ours; what the program does wrong is in the trace.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the process was ended.</exception>
    Task<ScenarioTrace> ReplayAsync(Scenario scenario, CancellationToken cancellation);
}
