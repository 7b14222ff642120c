using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Session;

namespace Grader.Live;

/// <summary>A started query on a thread of its own, which fires its trigger by the clock until the query ends.</summary>
/// <remarks>Source: Spark's StreamExecution and ProcessingTimeExecutor; spark-semantics 1.4.</remarks>
internal sealed class LiveQuery
{
    // spark.sql.streaming.pollingDelay
    private static readonly TimeSpan PollingDelay = TimeSpan.FromMilliseconds(10);

    private readonly StreamingQueryExecution execution;
    private readonly TimeProvider clock;
    private readonly ChangeSignal signal;
    private readonly Action<StreamingQueryProgress> onProgress;
    private readonly StopRequest stop = new();
    private readonly Thread thread;
    private StreamingQueryProgress? reported;
    private bool isStopping;
    private bool hasEnded;
    private long triggers;
    private long lastIdleTrigger;
    private SparkError? error;

    /// <param name="onProgress">Told of every trigger that ran a batch, on the query's thread.</param>
    public LiveQuery(StreamingQueryExecution execution, TimeProvider clock, ChangeSignal signal, Action<StreamingQueryProgress> onProgress)
    {
        this.execution = execution;
        this.clock = clock;
        this.signal = signal;
        this.onProgress = onProgress;
        // A program whose entry point returns ends, whatever its queries do.
        thread = new Thread(Run) { IsBackground = true, Name = $"stream execution thread for {execution.Name ?? execution.Id}" };
    }

    public StreamingQueryHandle Handle => new(execution.Id, execution.RunId, execution.Name);

    public StreamingQueryExecution Execution => execution;

    public bool HasEnded => signal.Read(() => hasEnded);

    /// <summary>What ended the query; null where it runs or ended well.</summary>
    public SparkError? Error => signal.Read(() => error);

    /// <summary>The program has been told of <see cref="Error"/>.</summary>
    public bool IsErrorTold { get; set; }

    /// <summary>Its end is not told to whoever waits for any query: the program has reset the list of ended ones.</summary>
    public bool IsForgotten { get; set; }

    public bool IsOnItsThread => Thread.CurrentThread == thread;

    public void Start() => thread.Start();

    /// <summary>Asks the query to end after the batch that may be running.</summary>
    public void RequestEnd() => signal.Change(() => isStopping = true);

    /// <summary>Asks the query to end, without the batch that may be running: it is not committed, and runs again at the next start.</summary>
    public void RequestStop()
    {
        RequestEnd();
        stop.Request();
    }

    public bool WaitForEnd(TimeSpan? timeout) => signal.WaitUntil(() => hasEnded, timeout);

    /// <summary>Waits until a trigger that began after this call found nothing to do, or the query has ended.</summary>
    public void WaitForIdleTrigger()
    {
        long before = signal.Read(() => triggers);
        signal.WaitUntil(() => hasEnded || lastIdleTrigger > before, timeout: null);
    }

    private void Run()
    {
        SparkError? failure = null;
        stop.Begin();
        try
        {
            while (!signal.Read(() => isStopping) && Trigger() is { } wait)
            {
                signal.WaitUntil(() => isStopping, wait);
            }
        }
#pragma warning disable CA1031 // Whatever went wrong on this thread is told to whoever waits for the query; the process goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = new SparkError("StreamingQueryException", "STREAM_FAILED",
                $"[STREAM_FAILED] Query [id = {execution.Id}, runId = {execution.RunId}] terminated with exception: {e.GetType().Name}: {e.Message}",
                "This is a fault of the engine, not of the program.");
        }

        execution.Stop();
        execution.Close();
        stop.Dispose();
        signal.Change(() => (hasEnded, error) = (true, failure ?? execution.Error));
    }

    /// <summary>Fires the trigger.</summary>
    /// <returns>How long to wait before the next one; null where there is none.</returns>
    private TimeSpan? Trigger()
    {
        long firedMs = clock.GetUtcNow().ToUnixTimeMilliseconds(), number = 0;
        signal.Change(() => number = ++triggers);
        bool isIdle = execution.RunTrigger() is null;
        if (!isIdle && execution.LastProgress is { } progress && progress != reported)
        {
            reported = progress;
            onProgress(progress);
        }

        // A trigger that failed, or was the last, ends the query: that is told instead.
        if (isIdle && execution.IsActive)
        {
            signal.Change(() => lastIdleTrigger = number);
        }

        if (execution.NextTriggerMs(firedMs) is not { } nextMs)
        {
            return null;
        }

        TimeSpan untilNext = DateTimeOffset.FromUnixTimeMilliseconds(nextMs) - clock.GetUtcNow();
        return isIdle && untilNext < PollingDelay ? PollingDelay : untilNext;
    }
}
