using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// All that passed between the lane and one run of a program behind its start, in the lane's order and in terms that all runs share. Pings are no part of it: they say nothing.
/// </summary>
/// <remarks>Bounded by whoever adds to it. Immutable once the run is over.</remarks>
internal sealed class RunRecording
{
    private readonly List<Step> steps = [];

    public int Count => steps.Count;

    /// <summary>Whether the program was told of an error: its text may name queries by their ids, which differ from run to run of a scenario.</summary>
    public bool TellsOfError { get; private set; }

    public void Add(LaneMessage sent)
    {
        steps.Add(new Step(sent, null));
        TellsOfError |= sent is CallReply { Reply: ErrorReply };
    }

    public void Add(WorkerMessage received) => steps.Add(new Step(null, received));

    /// <summary>Whether the lane said just that at that step.</summary>
    public bool WasSent(int step, LaneMessage message) => step < steps.Count && steps[step].Sent is { } sent && sent == message;

    /// <summary>What came from the program at that step; null where the lane was to speak, or the run was over.</summary>
    public WorkerMessage? Received(int step) => step < steps.Count ? steps[step].Received : null;

    /// <summary>One of the two.</summary>
    private readonly record struct Step(LaneMessage? Sent, WorkerMessage? Received);
}
