using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>All that passed between the lane and one run of a program, in the lane's order. Pings are no part of it: they say nothing.</summary>
/// <remarks>Bounded by whoever adds to it. Immutable once the run is over.</remarks>
internal sealed class RunRecording
{
    private readonly List<Step> steps = [];

    public int Count => steps.Count;

    /// <summary>Whether the program was told of an error: its text may name queries by their ids, which differ from run to run of a scenario.</summary>
    public bool TellsOfError { get; private set; }

    public void AddSent(LaneMessage message, QueryNumbers queries)
    {
        steps.Add(new Step(ForAnyRun(message, queries), null));
        TellsOfError |= message is CallReply { Reply: ErrorReply };
    }

    public void AddReceived(WorkerMessage message, QueryNumbers queries) =>
        steps.Add(new Step(null, message is Call call ? call with { Request = queries.Hide(call.Request) } : message));

    /// <summary>Whether the lane said just that at that step.</summary>
    public bool WasSent(int step, LaneMessage message, QueryNumbers queries) =>
        step < steps.Count && steps[step].Sent is { } sent && sent == ForAnyRun(message, queries);

    /// <summary>What came from the program at that step; null where the lane was to speak, or the run was over.</summary>
    public WorkerMessage? Received(int step, int runId, QueryNumbers queries) =>
        step < steps.Count && steps[step].Received is { } received ? ForRun(received, runId, queries) : null;

    private static LaneMessage ForAnyRun(LaneMessage message, QueryNumbers queries) => message switch
    {
        StartRun start => start with { RunId = 0, StartUtcTicks = 0 }, // a program that asks for the time is not recorded
        CallReply reply => reply with { RunId = 0, Reply = queries.Hide(reply.Reply) },
        RunCallback callback => callback with { RunId = 0 },
        AbandonRun => new AbandonRun(0),
        _ => message,
    };

    private static WorkerMessage ForRun(WorkerMessage message, int runId, QueryNumbers queries) => message switch
    {
        Call call => call with { RunId = runId, Request = queries.Show(call.Request) },
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
