using Grader.Engine.Streaming;
using Grader.Plans;

namespace Grader.Replay;

/// <summary>A query on the timeline of the run that started it.</summary>
internal sealed class RunningQuery(StreamingQueryExecution execution, VirtualClock clock)
{
    private readonly List<MicroBatch> batches = [];
    private readonly List<StreamingQueryProgress> progress = [];

    // The first trigger belongs to the instant of Start.
    private long? dueTicks = clock.UtcTicks;
    private bool wasStopped;
    private bool isFiring;

    public StreamingQueryExecution Execution => execution;

    public bool IsActive => execution.IsActive;

    /// <summary>Its last trigger constructed nothing, and nothing has arrived since.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>How many triggers constructed nothing.</summary>
    public int EmptyTriggers { get; private set; }

    /// <summary>Its end is not to be told to whoever waits for any query: the program has reset the list of ended ones.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>A batch is under way: it waits for code of the program's.</summary>
    public bool IsInBatch => isFiring;

    public QueryOnTimeline OnTimeline => new(IsActive, IsActive && !isFiring ? dueTicks : null, IsQuiet && !isFiring);

    // Another query of the session was started on the same checkpoint: Spark stops the older one.
    private bool WasReplaced => !IsActive && execution is { Error: null, TriggerIntervalMs: not null };

    private bool IsDefaultTrigger => execution.TriggerIntervalMs == 0;

    public void Add(MicroBatch batch) => batches.Add(batch);

    /// <summary>
    /// Fires the trigger. The default trigger fires again at the same instant until it constructs nothing, and then when something happens; a
    /// processing-time trigger fires at the next point of its grid.
    /// </summary>
    /// <returns>Whether a batch ran.</returns>
    public bool Fire()
    {
        long firedMs = clock.UnixMilliseconds;
        isFiring = true;
        bool isEmpty = execution.RunTrigger() is null;
        isFiring = false;
        if (!isEmpty && execution.LastProgress is { } report)
        {
            progress.Add(report);
        }

        EmptyTriggers += isEmpty ? 1 : 0;
        IsQuiet = isEmpty;
        dueTicks = IsDefaultTrigger && isEmpty ? null
            : execution.NextTriggerMs(firedMs) is { } next ? VirtualClock.TicksOf(next)
            : null;
        return !isEmpty;
    }

    /// <summary>An arrival: whether there is something to do is open again.</summary>
    public void OnArrival()
    {
        IsQuiet = false;
        Look();
    }

    /// <summary>A default trigger, which never rests, looks again now; any other waits for its time.</summary>
    public void Look() => dueTicks = IsDefaultTrigger ? clock.UtcTicks : dueTicks;

    public void Stop()
    {
        wasStopped |= IsActive;
        execution.Stop();
    }

    /// <summary>What its start declared, without what came of it. May be asked for from any thread, at any time.</summary>
    public QueryTrace Declared() => new(
        execution.Id, execution.Name, execution.Operation, execution.Plan, execution.OutputMode, execution.TriggerIntervalMs, execution.SinkFormat,
        execution.CheckpointLocation, execution.Plan.Schema, [], [], execution.Error, WasStopped: false);

    public QueryTrace Trace() => new(
        execution.Id, execution.Name, execution.Operation, execution.Plan, execution.OutputMode, execution.TriggerIntervalMs, execution.SinkFormat,
        execution.CheckpointLocation, execution.Plan.Schema, batches.ToSeq(), progress.ToSeq(), execution.Error, wasStopped || WasReplaced);
}
