using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Streaming;

/// <summary>A started query. It runs nothing by itself: whoever holds the clock calls <see cref="RunTrigger"/>.</summary>
public sealed class StreamingQueryExecution
{
    private readonly MicroBatchExecution execution;
    private readonly TimeProvider clock;
    private readonly ProgressReporter progress;
    private bool isTriggering;

    internal StreamingQueryExecution(
        string id, string runId, WriteStreamOperation operation, ResolvedPlan plan, string sinkFormat, OutputMode outputMode, long? triggerIntervalMs,
        string? checkpointLocation, TimeProvider clock, MicroBatchQuery query, Action<StreamingQueryExecution, MicroBatch> onBatch)
    {
        Id = id;
        RunId = runId;
        Operation = operation;
        Plan = plan;
        SinkFormat = sinkFormat;
        OutputMode = outputMode;
        TriggerIntervalMs = triggerIntervalMs;
        CheckpointLocation = checkpointLocation;
        Checkpoint = query.Checkpoint;
        this.clock = clock;
        execution = new MicroBatchExecution(query, clock, batch => onBatch(this, batch));
        progress = new ProgressReporter(id, runId, operation.QueryName);
    }

    /// <summary>Kept in the checkpoint: the same after a restart.</summary>
    public string Id { get; }

    /// <summary>New with every start.</summary>
    public string RunId { get; }

    public string? Name => Operation.QueryName;

    public WriteStreamOperation Operation { get; }

    /// <summary>The analyzed plan of the input.</summary>
    public ResolvedPlan Plan { get; }

    /// <summary>Lower-case sink: <c>console</c>, <c>memory</c>, …</summary>
    public string SinkFormat { get; }

    public OutputMode OutputMode { get; }

    /// <summary>Zero for the default trigger; null for a trigger that fires once.</summary>
    public long? TriggerIntervalMs { get; }

    /// <summary>The checkpoint that the program named by option or session setting, as given; null where it is a temporary one.</summary>
    public string? CheckpointLocation { get; }

    public bool IsActive { get; private set; } = true;

    /// <summary>What ended the query; null where it runs or ended well.</summary>
    public SparkError? Error { get; private set; }

    /// <summary>The last hundred progress reports of this run, oldest first.</summary>
    public IReadOnlyCollection<StreamingQueryProgress> RecentProgress => progress.Recent;

    /// <summary>Null before the first report.</summary>
    public StreamingQueryProgress? LastProgress => progress.Last;

    internal CheckpointLocation Checkpoint { get; }

    /// <summary>
    /// Fires the trigger at the clock's now: constructs and runs at most one batch.
    /// A failure of the query (not of ours) ends it and is in <see cref="Error"/>; an interruption ends it as a stop does.
    /// </summary>
    /// <returns>The batch, or null where nothing was constructed or the query failed or had ended.</returns>
    public MicroBatch? RunTrigger()
    {
        if (!IsActive || isTriggering)
        {
            return null;
        }

        isTriggering = true;
        try
        {
            long startMs = NowMs();
            MicroBatch? batch = execution.RunTrigger(startMs);
            progress.Finish(execution.LastTrigger!, startMs, NowMs());
            IsActive &= TriggerIntervalMs is not null;
            return batch;
        }
        catch (Exception e) when (e is SparkException or IOException)
        {
            string message = e is SparkException spark ? spark.Error.Message : $"java.io.IOException: {e.Message}";
            Error = new SparkError("StreamingQueryException", "STREAM_FAILED",
                $"[STREAM_FAILED] Query [id = {Id}, runId = {RunId}] terminated with exception: {message}", (e as SparkException)?.Error.Help);
            IsActive = false;
            return null;
        }
        catch (OperationCanceledException e) when (e.CancellationToken.IsCancellationRequested)
        {
            IsActive = false;
            return null;
        }
        finally
        {
            isTriggering = false;
        }
    }

    /// <summary>When the trigger that fired at <paramref name="firedMs"/> fires next, milliseconds since the epoch; null for never again.</summary>
    /// <remarks>The grid is aligned to the epoch (Spark's ProcessingTimeExecutor). A trigger that overran fires at once: the caller passes when it fired.</remarks>
    public long? NextTriggerMs(long firedMs) => TriggerIntervalMs switch
    {
        _ when !IsActive => null,
        null => null,
        0 => firedMs,
        { } interval => (firedMs / interval * interval) + interval,
    };

    public void Stop() => IsActive = false;

    /// <summary>Gives back what the sources of an ended query hold of the machine: connections. No trigger may be under way.</summary>
    public void Close() => execution.Close();

    private long NowMs() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>Spark's output modes, printed as Spark prints them.</summary>
public enum OutputMode { Append, Update, Complete }
