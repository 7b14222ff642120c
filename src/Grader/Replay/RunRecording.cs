using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>All that passed between the lane and one run of a program, in the lane's order. Pings are no part of it: they say nothing.</summary>
/// <remarks>Bounded by whoever adds to it. Immutable once the run is over.</remarks>
internal sealed class RunRecording(StartRun start)
{
    private readonly List<Step> steps = [new Step(ForAnyRun(start), null)];

    public int Count => steps.Count;

    public void AddSent(LaneMessage message) => steps.Add(new Step(ForAnyRun(message), null));

    public void AddReceived(WorkerMessage message) => steps.Add(new Step(null, message));

    /// <summary>Whether the lane said just that at that step.</summary>
    public bool WasSent(int step, LaneMessage message) => step < steps.Count && steps[step].Sent is { } sent && sent == ForAnyRun(message);

    /// <summary>What came from the program at that step; null where the lane was to speak, or the run was over.</summary>
    public WorkerMessage? Received(int step, int runId) => step < steps.Count && steps[step].Received is { } received ? ForRun(received, runId) : null;

    private static LaneMessage ForAnyRun(LaneMessage message) => message switch
    {
        StartRun start => start with { RunId = 0, StartUtcTicks = 0 }, // a program that asks for the time is not recorded
        CallReply reply => reply with { RunId = 0 },
        RunCallback callback => callback with { RunId = 0 },
        AbandonRun => new AbandonRun(0),
        _ => message,
    };

    private static WorkerMessage ForRun(WorkerMessage message, int runId) => message switch
    {
        Call call => call with { RunId = runId },
        CallbackReply reply => reply with { RunId = runId },
        Printed printed => printed with { RunId = runId },
        ThreadIdle idle => idle with { RunId = runId },
        EntryPointReturned => new EntryPointReturned(runId),
        RunEnded ended => ended with { RunId = runId },
        RunAbandoned => new RunAbandoned(runId),
        RunCleared cleared => cleared with { RunId = runId },
        _ => message,
    };

    /// <summary>One of the two.</summary>
    private readonly record struct Step(LaneMessage? Sent, WorkerMessage? Received);
}
