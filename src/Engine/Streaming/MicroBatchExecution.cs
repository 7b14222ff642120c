using System.Globalization;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Operators;
using Grader.Engine.Sinks;
using Grader.Engine.Sources;
using Grader.Engine.State;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine.Streaming;

/// <summary>A streaming source in the plan, with the run's source behind it.</summary>
internal sealed record SourceInPlan(long SourceId, IMicroBatchSource Source);

/// <summary>All that a run of a query is made of.</summary>
/// <param name="Sources">In order of first appearance in the plan: the order of the offset log's lines.</param>
internal sealed record MicroBatchQuery(
    ResolvedPlan Plan, OutputMode OutputMode, CheckpointLocation Checkpoint, Seq<SourceInPlan> Sources, ISink Sink, bool RunsOnce,
    Seq<Setting> LoggedConf, bool NoDataBatches, int MinBatchesToRetain, TimeZoneInfo TimeZone, EngineLimits Limits,
    Files.IFileSystem Files, Func<string, IReadOnlyList<Datum[]>> MemorySinkRows,
    int DegreeOfParallelism, IProgramCallbacks? Callbacks, Func<CancellationToken> Interruption, UnreadableFiles UnreadableFiles);

/// <summary>
/// The loop body of a streaming query. Durable effects of batch N in order: the sources' own logs, <c>offsets/N</c>, state version N+1, the sink,
/// <c>commits/N</c>. So on start, where the last offsets entry L has a commit, the next batch is L+1; where it has none, L is run again with the
/// logged offsets, watermark and time, and the sink may see it a second time. State for batch N is always loaded at version N.
/// </summary>
/// <remarks>Source: Spark's MicroBatchExecution; spark-semantics 1.1 and 1.5.</remarks>
internal sealed class MicroBatchExecution(MicroBatchQuery query, TimeProvider clock, Action<MicroBatch> onBatch)
{
    private const string WatermarkPolicy = "spark.sql.streaming.multipleWatermarkPolicy";
    private const string ShufflePartitions = "spark.sql.shuffle.partitions";
    private const long NotCounted = -1;

    private readonly Dictionary<(int Operator, string Store), StateStoreProvider> stateProviders = [];
    private readonly bool hasWatermark = query.Plan.SelfAndDescendants().Any(node => node is EventTimeWatermark);
    private BatchState? state;
    private int batchesRun;
    private Dictionary<long, long> countedRows = [];

    /// <summary>What the last trigger did; null before the first.</summary>
    public TriggerExecution? LastTrigger { get; private set; }

    /// <summary>Constructs and runs at most one batch; null where there was nothing to run.</summary>
    public MicroBatch? RunTrigger(long triggerMs)
    {
        var durations = new TriggerDurations(clock);
        state ??= PopulateStartOffsets();
        Seq<string?> latest = NoOffsets;
        if (state.Planned is null)
        {
            latest = durations.Measure("latestOffset", () => query.Sources.Select((source, i) => source.Source.LatestOffset(state.Start[i], ignoreLimits: query.RunsOnce)).ToSeq());
            state = ConstructNextBatch(state, latest, triggerMs, durations);
        }

        BatchState started = state;
        MicroBatch? batch = started.Planned is { } planned ? RunBatch(started, planned, triggerMs, durations) : null;
        LastTrigger = Describe(started, latest, batch, durations);
        batchesRun += batch is null ? 0 : 1;
        return batch;
    }

    /// <summary>Gives back what the sources hold of the machine.</summary>
    public void Close()
    {
        foreach (SourceInPlan source in query.Sources)
        {
            source.Source.Close();
        }
    }

    private TriggerExecution Describe(BatchState started, Seq<string?> latest, MicroBatch? batch, TriggerDurations durations)
    {
        Seq<StateOperatorProgress> operators = batch?.StateOperators
            ?? started.LastExecution?.StatefulOperators.Select(stateful => stateful.Progress with { RowsUpdated = 0, RowsDroppedByWatermark = 0 }).ToSeq() ?? [];
        long counted = batch?.Rows.Count ?? (batchesRun > 0 ? 0 : NotCounted);
        return new TriggerExecution(
            started.BatchId, batch, hasWatermark ? batch?.WatermarkMs ?? started.Tracker.CurrentMs : null, operators,
            query.Sources.Select((source, i) => new SourceOffsets(
                source.Source.Description, started.Start[i], started.Planned?.Offsets[i] ?? latest[i] ?? started.Start[i],
                source.Source.ReportsLatestOffset ? latest[i] : null, batch is null ? 0 : countedRows.GetValueOrDefault(source.SourceId))).ToSeq(),
            query.Sink.CountsRows ? counted : NotCounted, query.Sink.Description, Partitions(started.Conf), batchesRun, durations);
    }

    private static int Partitions(Seq<Setting> conf) =>
        int.TryParse(conf.LastOrDefault(pair => pair.Key == ShufflePartitions)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int partitions) ? partitions : 1;

    private BatchState PopulateStartOffsets()
    {
        if (query.Checkpoint.OffsetLog.Latest() is not { } latest)
        {
            return new BatchState(0, NoOffsets, null, 0, new WatermarkTracker(Policy(query.LoggedConf), 0), null, IsRerun: false, query.LoggedConf);
        }

        OffsetSeq last = Logged(latest);
        if (last.Offsets.Count != query.Sources.Count)
        {
            throw new SparkException(new SparkError("AssertionError", null,
                $"assertion failed: There are [{last.Offsets.Count}] sources in the checkpoint offsets and now there are [{query.Sources.Count}] sources requested by the query. Cannot continue."));
        }

        OffsetSeq? before = latest > 0 ? Logged(latest - 1) : null;
        Seq<Setting> conf = Recovered(last.Conf);
        if (query.Checkpoint.CommitLog.Latest() == latest)
        {
            long watermark = Math.Max(last.BatchWatermarkMs, query.Checkpoint.CommitLog.Get(latest)!.NextBatchWatermarkMs);
            return new BatchState(latest + 1, last.Offsets, null, last.BatchWatermarkMs, new WatermarkTracker(Policy(last.Conf), watermark), null, IsRerun: false, conf);
        }

        return new BatchState(
            latest, before?.Offsets ?? NoOffsets, last, before?.BatchWatermarkMs ?? 0, new WatermarkTracker(Policy(last.Conf), last.BatchWatermarkMs), null, IsRerun: true, conf);
    }

    private BatchState ConstructNextBatch(BatchState current, Seq<string?> latest, long nowMs, TriggerDurations durations)
    {
        Seq<string?> available = latest.Select((end, i) => end ?? current.Start[i]).ToSeq();
        bool hasNewData = available.Where((end, i) => end is not null && end != current.Start[i]).Any();
        long watermark = current.Tracker.CurrentMs;
        if (!hasNewData && !(query.NoDataBatches && current.LastExecution is { } last && ShouldRunAnotherBatch(last, watermark)))
        {
            return current;
        }

        var planned = new OffsetSeq(watermark, nowMs, current.Conf, available);
        durations.Measure("walCommit", () => query.Checkpoint.OffsetLog.Add(current.BatchId, planned));
        if (current.BatchId > 0)
        {
            Commit(current.Start);
            long oldest = current.BatchId - query.MinBatchesToRetain;
            query.Checkpoint.OffsetLog.PurgeBefore(oldest);
            query.Checkpoint.CommitLog.PurgeBefore(oldest);
        }

        return current with { Planned = planned };
    }

    private MicroBatch RunBatch(BatchState current, OffsetSeq planned, long triggerMs, TriggerDurations durations)
    {
        var inputs = new Dictionary<long, SourceBatch>();
        for (int i = 0; i < query.Sources.Count; i++)
        {
            bool isNew = planned.Offsets[i] is not null && planned.Offsets[i] != current.Start[i];
            SourceInPlan source = query.Sources[i];
            inputs.Add(source.SourceId, durations.Measure("getBatch", () => isNew ? source.Source.GetBatch(current.Start[i], planned.Offsets[i]!) : SourceBatch.Empty));
        }

        var context = new QueryContext(
            new EvaluationContext(planned.BatchTimestampMs, query.TimeZone) { Cells = new CellBudget(query.Limits.CellsPerBatch) }, query.Files, query.Limits, query.MemorySinkRows,
            new MicroBatchContext(
                query.OutputMode, current.LateWatermarkMs, planned.BatchWatermarkMs, inputs, (index, keys, values, name) => OpenState(current.BatchId, index, keys, values, name))
            {
                ShufflePartitions = Partitions(planned.Conf),
            })
        {
            DegreeOfParallelism = query.DegreeOfParallelism,
            Callbacks = query.Callbacks,
            Interruption = query.Interruption(),
            UnreadableFiles = query.UnreadableFiles,
        };
        using PhysicalPlan plan = durations.Measure("queryPlanning", () => PhysicalPlanner.Plan(query.Plan, context));
        List<Datum[]> rows = durations.Measure("addBatch", () => Rows(plan, context));

        // Each scan reads its source: a source used twice counts twice.
        long inputRows = 0;
        countedRows = [];
        var sourceRows = new Dictionary<long, long>();
        foreach (SourceScan scan in plan.Scans.Where(scan => scan.SourceId is not null))
        {
            (sourceRows[scan.SourceId!.Value], long counted) = scan.Exec.Finish();
            inputRows += counted;
            countedRows[scan.SourceId!.Value] = countedRows.GetValueOrDefault(scan.SourceId!.Value) + counted;
        }

        context.Interruption.ThrowIfCancellationRequested();
        foreach (IStatefulExec stateful in plan.StatefulOperators)
        {
            stateful.CommitState();
        }

        durations.Measure("addBatch", () => query.Sink.AddBatch(current.BatchId, query.Plan.Schema, rows));
        current.Tracker.Update([.. plan.WatermarkNodes.Select(node => (node.Statistics?.MaxMs, node.DelayMs))]);
        bool isWatermarked = plan.WatermarkNodes.Count > 0;
        var batch = new MicroBatch(
            current.BatchId, triggerMs, planned.BatchTimestampMs, query.Plan.Schema, rows.ToSeq(), inputRows,
            isWatermarked ? planned.BatchWatermarkMs : null, isWatermarked ? current.LateWatermarkMs : null, isWatermarked ? current.Tracker.CurrentMs : null,
            plan.WatermarkNodes.Select(node => node.Statistics).FirstOrDefault(statistics => statistics is not null),
            plan.StatefulOperators.Select(stateful => stateful.Progress).ToSeq(),
            inputs.Select(input => new SourceInput(input.Key, sourceRows.GetValueOrDefault(input.Key), input.Value.Records)).ToSeq(), current.IsRerun);
        onBatch(batch);
        context.Interruption.ThrowIfCancellationRequested();
        durations.Measure("commitOffsets", () => query.Checkpoint.CommitLog.Add(current.BatchId, new CommitMetadata(current.Tracker.CurrentMs)));
        state = new BatchState(current.BatchId + 1, planned.Offsets, null, planned.BatchWatermarkMs, current.Tracker, plan, IsRerun: false, current.Conf);
        return batch;
    }

    private static List<Datum[]> Rows(PhysicalPlan plan, QueryContext context)
    {
        var rows = new List<Datum[]>();
        foreach (Datum[] row in plan.Root.Execute())
        {
            context.LookNowAndThen(rows.Count);
            rows.Add(row);
        }

        return rows;
    }

    private static bool ShouldRunAnotherBatch(PhysicalPlan last, long newWatermarkMs)
    {
        // Spark walks the plan with the new watermark before it asks, and so finds a watermark above another.
        if (newWatermarkMs > 0 && last.WatermarkNodes.Any(node => node.IsRedefinition))
        {
            throw EventTimeWatermarkExec.Redefined();
        }

        return last.StatefulOperators.Any(stateful => stateful.ShouldRunAnotherBatch(newWatermarkMs));
    }

    private void Commit(Seq<string?> offsets)
    {
        for (int i = 0; i < offsets.Count; i++)
        {
            if (offsets[i] is { } offset)
            {
                query.Sources[i].Source.Commit(offset);
            }
        }
    }

    private StateStore OpenState(long batchId, int operatorIndex, IReadOnlyList<DataType> keyTypes, IReadOnlyList<DataType> valueTypes, string storeName)
    {
        if (!stateProviders.TryGetValue((operatorIndex, storeName), out StateStoreProvider? provider))
        {
            provider = new StateStoreProvider(
                query.Checkpoint.Files, query.Checkpoint.StateFolder(operatorIndex, storeName), keyTypes, valueTypes, new StateLimits(query.Limits.StateRows, query.Limits.KeptCells), query.MinBatchesToRetain);
            stateProviders.Add((operatorIndex, storeName), provider);
        }

        return provider.Load(batchId);
    }

    /// <summary>Settings of the checkpoint win over the session's.</summary>
    private Seq<Setting> Recovered(Seq<Setting> logged) =>
        query.LoggedConf.Select(setting => logged.Any(pair => pair.Key == setting.Key) ? logged.Last(pair => pair.Key == setting.Key) : setting).ToSeq();

    private Seq<string?> NoOffsets => query.Sources.Select(_ => (string?)null).ToSeq();

    private OffsetSeq Logged(long batchId) => query.Checkpoint.OffsetLog.Get(batchId)
        ?? throw new SparkException(new SparkError("IllegalStateException", null, $"batch {batchId} doesn't exist"));

    private static string Policy(Seq<Setting> conf) =>
        WatermarkTracker.CheckPolicy(conf.LastOrDefault(pair => pair.Key == WatermarkPolicy)?.Value ?? "min");

    /// <summary>Where the run stands between triggers.</summary>
    /// <param name="BatchId">The batch that is planned, or the next one.</param>
    /// <param name="Start">End offsets of the batches done.</param>
    /// <param name="Planned">The batch that is logged but not done; null where the next one is still to be constructed.</param>
    /// <param name="LateWatermarkMs">Watermark of the batch before.</param>
    /// <param name="Conf">What the offset log keeps of the settings: those of the checkpoint, where it has any.</param>
    /// <param name="LastExecution">The plan of the last batch of this run; null right after a start, when no no-data batch may run.</param>
    private sealed record BatchState(
        long BatchId, Seq<string?> Start, OffsetSeq? Planned, long LateWatermarkMs, WatermarkTracker Tracker, PhysicalPlan? LastExecution, bool IsRerun,
        Seq<Setting> Conf);
}
