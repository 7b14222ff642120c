using System.Collections.Concurrent;
using System.Diagnostics;
using Grader.Engine.Analysis;
using Grader.Engine.Catalog;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Operators;
using Grader.Engine.Sinks;
using Grader.Engine.Sources;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Engine;

/// <summary>One Spark session: settings, temporary views and queries. Not thread-safe: the caller makes one call at a time.</summary>
/// <remarks>Triggers of started queries may run beside its calls and beside each other, each query's one at a time.</remarks>
public sealed partial class EngineSession
{
    /// <summary>The setting of <see cref="StopTimeoutMs"/>.</summary>
    public const string StopTimeout = SessionConf.StopTimeout;

    private readonly ConcurrentDictionary<string, MemorySink> memorySinks = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, LocalRows> heldRows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserDefinedFunction> userDefined = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<StreamingQueryExecution> queries = [];
    private readonly SessionConf conf = new();
    private readonly EngineSession? parent;
    private readonly ExpressionIdSource ids;
    private readonly Analyzer analyzer;
    private readonly SessionCatalog catalog;
    private readonly CachedPlans cache;
    private readonly SaveOperations saves;
    private readonly CatalogQueries catalogQueries;
    private readonly ConsoleBudget console;

    public EngineSession(EngineServices services, EngineLimits limits) : this(services, limits, parent: null) { }

    private EngineSession(EngineServices services, EngineLimits limits, EngineSession? parent)
    {
        Services = services;
        Limits = limits;
        this.parent = parent;
        console = parent?.console ?? new ConsoleBudget(services.Console, limits.ConsoleCharacters);
        ids = parent?.ids ?? new ExpressionIdSource();
        cache = parent?.cache ?? new CachedPlans();
        catalog = new SessionCatalog(ids, parent?.catalog);
        saves = new SaveOperations(catalog, services, console, conf.Get, () => conf.TimeZone, Run);
        catalogQueries = new CatalogQueries(catalog, FunctionRegistry.BuiltIn, cache, () => saves.WarehouseUri);
        analyzer = new Analyzer(new AnalysisContext(catalog.Find, conf.Get, services.Files, FunctionRegistry.BuiltIn, ids)
        {
            FindHeldRows = id => heldRows.GetValueOrDefault(id),
            FindFunction = name => userDefined.GetValueOrDefault(name),
            QueryCatalog = catalogQueries.Run,
            UnreadableFiles = UnreadableFiles,
            RunCommand = Run,
            RunBatch = Run,
        });
    }

    /// <summary>A session with settings, temporary views and queries of its own; tables, global views and what is cached are shared.</summary>
    public EngineSession NewSession() => new(Services, Limits, this);

    public EngineServices Services { get; }

    public EngineLimits Limits { get; }

    /// <summary>The program's own code: user-defined functions and what stands behind the sinks foreach and foreachBatch. Null where there is none.</summary>
    public IProgramCallbacks? Callbacks
    {
        get => field ?? parent?.Callbacks;
        set;
    }

    /// <summary>Queries started in this session, ended ones included, in start order.</summary>
    public IReadOnlyList<StreamingQueryExecution> Queries => queries;

    public AnalyzedSchema Analyze(LogicalPlan plan)
    {
        ResolvedPlan resolved = analyzer.Analyze(plan);
        return new AnalyzedSchema(resolved.Schema, resolved.IsStreaming);
    }

    /// <summary>Runs the plan once, as a batch.</summary>
    public CollectedRows Collect(LogicalPlan plan)
    {
        ResolvedPlan resolved = analyzer.Analyze(plan);
        return new CollectedRows(resolved.Schema, Run(resolved)
            .Select(row => row.Select((value, i) => ExternalValue.Of(value, resolved.Schema.Fields[i].DataType)).ToSeq()).ToSeq());
    }

    public string ShowString(LogicalPlan plan, int rowCount, int truncate, bool vertical)
    {
        ResolvedPlan resolved = analyzer.Analyze(plan);
        // One more than is shown, to tell whether there are more, as Dataset.showString does.
        List<Datum[]> rows = Run(new LimitPlan(resolved, Math.Clamp(rowCount, 0, int.MaxValue - 1) + 1));
        return vertical
            ? TableText.ShowVertical(resolved.Schema, rows, rowCount, truncate, conf.TimeZone)
            : TableText.Show(resolved.Schema, rows, rowCount, truncate, conf.TimeZone);
    }

    public string Explain(LogicalPlan plan, bool extended) => Explain(analyzer.Analyze(plan), extended);

    private static string Explain(ResolvedPlan resolved, bool extended)
    {
        string physical = $"== Physical Plan ==\n{Optimizer.Optimize(resolved).Explain()}\n";
        return extended ? $"== Analyzed Logical Plan ==\n{resolved.Explain()}\n{physical}" : physical;
    }

    public void CreateTempView(string name, LogicalPlan plan, bool replace, bool isGlobal)
    {
        ResolvedPlan resolved = analyzer.Analyze(plan);
        if (!replace && catalog.HasView(name, isGlobal))
        {
            throw CatalogErrors.ViewExists(name);
        }

        catalog.AddView(name, resolved, isGlobal);
    }

    public bool DropTempView(string name, bool isGlobal) => catalog.DropView(name, isGlobal);

    /// <summary>Gives a user-defined function a name; it wins over a built-in function of that name, and over an earlier one.</summary>
    public void RegisterFunction(CommonInlineUserDefinedFunction function) => userDefined[function.FunctionName] =
        new UserDefinedFunction(function.FunctionName, function.FunctionId, function.ReturnType, function.IsDeterministic);

    public string? GetConf(string key) => conf.Get(key);

    /// <summary>How long <c>StreamingQuery.stop</c> waits for the query to end, milliseconds; 0 is for ever. It may be asked while another call is under way.</summary>
    public long StopTimeoutMs => conf.Milliseconds(StopTimeout);

    /// <summary>Sets a setting; null sets it back to its default.</summary>
    /// <exception cref="SparkException">The program may not change it.</exception>
    public void SetConf(string key, string? value, SettingSource source = SettingSource.Program) => conf.Set(key, value, source);

    /// <summary>The active queries that a start of this one would stop, as they use the same checkpoint.</summary>
    /// <remarks>Source: <c>spark.sql.streaming.stopActiveRunOnRestart</c>. Who runs triggers on threads stops them first, and waits.</remarks>
    public IReadOnlyList<StreamingQueryExecution> Replaced(WriteStreamOperation operation) =>
        StartChecks.Check(operation with { Path = operation.Path ?? operation.TableName }, conf.Get, () => Guid.Empty).CheckpointLocation is { } location ? ActiveOn(Services.Files.Qualify(location)) : [];

    /// <summary>Checks and registers a query; no batch runs before its first <see cref="StreamingQueryExecution.RunTrigger"/>.</summary>
    /// <remarks>A sink <c>foreachBatch</c> without a function of the program is told of through <see cref="EngineServices.OnBatch"/> alone.</remarks>
    public StreamingQueryExecution Start(WriteStreamOperation operation)
    {
        ResolvedPlan plan = analyzer.Analyze(operation.Input);
        if (!plan.IsStreaming)
        {
            throw SparkException.Analysis("WRITE_STREAM_NOT_ALLOWED", "[WRITE_STREAM_NOT_ALLOWED] `writeStream` can be called only on streaming Dataset/DataFrame.");
        }

        operation = operation.TableName is null ? operation : saves.IntoTable(operation, plan);
        StartSettings settings = StartChecks.Check(operation, conf.Get, Services.NewId);
        if (operation.QueryName is { } name && queries.Any(q => q.IsActive && q.Name == name))
        {
            throw SparkException.IllegalArgument($"Cannot start query with name {name} as a query with that name is already active in this SparkSession");
        }

        CheckpointLocation checkpoint = settings.CheckpointLocation is { } location
            ? new CheckpointLocation(Services.Files, Services.Files.Qualify(location))
            : new CheckpointLocation(new InMemoryFileSystem(Services.Clock, "/"), "/temporary");
        if (settings is { Format: "memory", OutputMode: not OutputMode.Complete } && checkpoint.HasOffsets)
        {
            throw SparkException.Analysis(null,
                $"This query does not support recovering from checkpoint location. Delete {checkpoint.Folder}/offsets to start over.");
        }

        UnsupportedOperationChecker.CheckForStreaming(
            plan, settings.OutputMode, conf.Flag("spark.sql.streaming.statefulOperator.checkCorrectness.enabled"));
        long? interval = TriggerIntervals.Milliseconds(operation.Trigger);
        ResolvedPlan optimized = Optimizer.Optimize(plan);
        ISink sink = MakeSink(operation, settings, plan);
        foreach (StreamingQueryExecution running in settings.CheckpointLocation is null ? [] : ActiveOn(checkpoint.Folder))
        {
            running.Stop();
        }

        var micro = new MicroBatchQuery(
            optimized, settings.OutputMode, checkpoint, MakeSources(optimized, checkpoint), sink, operation.Trigger is OnceTrigger, conf.LoggedWithOffsets(),
            conf.Flag("spark.sql.streaming.noDataMicroBatches.enabled"), conf.Integer("spark.sql.streaming.minBatchesToRetain"), conf.TimeZone, Limits, Services.Files, MemoryRows, Services.DegreeOfParallelism, Callbacks, Services.Interruption, UnreadableFiles());
        var query = new StreamingQueryExecution(
            checkpoint.QueryId(Services.NewId), Services.NewId().ToString(), operation, plan, settings.Format, settings.OutputMode, interval,
            settings.CheckpointLocation, Services.Clock, micro, Services.OnBatch);
        queries.Add(query);
        return query;
    }

    private List<StreamingQueryExecution> ActiveOn(string checkpointFolder) =>
        [.. queries.Where(query => query.IsActive && query.CheckpointLocation is not null && query.Checkpoint.Folder == checkpointFolder)];

    private List<Datum[]> Run(ResolvedPlan plan)
    {
        UnsupportedOperationChecker.CheckForBatch(plan);
        var context = new QueryContext(
            new EvaluationContext(Services.Clock.GetUtcNow().ToUnixTimeMilliseconds(), conf.TimeZone) { Cells = new CellBudget(Limits.CellsPerBatch) }, Services.Files, Limits, MemoryRows, Streaming: null)
        {
            DegreeOfParallelism = Services.DegreeOfParallelism,
            Callbacks = Callbacks,
            Interruption = Services.Interruption(),
            UnreadableFiles = UnreadableFiles(),
        };
        var rows = new List<Datum[]>();
        using PhysicalPlan physical = PhysicalPlanner.Plan(Optimizer.Optimize(plan), context);
        foreach (Datum[] row in physical.Root.Execute())
        {
            if (rows.Count == Limits.RowsPerBatch)
            {
                throw new SparkException(new SparkError("SparkException", null, $"One batch makes more than {Limits.RowsPerBatch} rows, which is this engine's limit."));
            }

            context.LookNowAndThen(rows.Count);
            rows.Add(row);
        }

        return rows;
    }

    private UnreadableFiles UnreadableFiles() => new(conf.Flag(SessionConf.IgnoreMissingFiles), conf.Flag(SessionConf.IgnoreCorruptFiles), Services.Warn);

    private IReadOnlyList<Datum[]> MemoryRows(string queryName) => memorySinks.TryGetValue(queryName, out MemorySink? sink) ? sink.Rows : [];

    private ISink MakeSink(WriteStreamOperation operation, StartSettings settings, ResolvedPlan plan)
    {
        switch (settings.Format)
        {
            case "console":
                return new ConsoleSink(console, ConsoleOptions.RowCount(settings.Options), ConsoleOptions.Truncate(settings.Options), conf.TimeZone);
            case "memory":
                var sink = new MemorySink(settings.OutputMode, Limits.KeptCells);
                memorySinks[operation.QueryName!] = sink;
                catalog.AddView(
                    operation.QueryName!,
                    new MemorySinkRelation(operation.QueryName!, plan.Output.Select(a => new AttributeReference(a.Name, a.Type, a.Nullable, ids.Next())).ToSeq()),
                    isGlobal: false);
                return sink;
            case "noop":
                return new NoopSink("org.apache.spark.sql.execution.datasources.noop.NoopTable$", countsRows: true);
            case "foreach" when operation.ForeachWriterId is { } writer && Callbacks is { } program:
                return new ForeachSink(program, writer, Partitioning.Of(operation.Input), Services.Interruption);
            case "foreachbatch" when operation.ForeachBatchId is { } function && Callbacks is { } program:
                string relation = $"batch-{ids.Next()}";
                return new ForeachBatchSink(program, function, rows => Hold(relation, plan.Output, rows));
            case var format when FileFormats.All.Contains(format):
                return new FileSink(
                    Services.Files, Services.Files.Qualify(settings.Path!),
                    PartitionedFileWriter.Create(format, plan.Schema, operation.PartitioningColumns, settings.Options, conf.TimeZone, conf.Get), Services.NewId);
            case "foreachbatch" when operation.ForeachBatchId is null:
                return new NoopSink("ForeachBatchSink", countsRows: false);
            default:
                throw NotSupported.Yet($"The sink '{settings.Format}'");
        }
    }

    // On the query's thread: no new ids.
    private CachedRemoteRelation Hold(string relation, Seq<AttributeReference> columns, IReadOnlyList<Datum[]> rows)
    {
        heldRows[relation] = new LocalRows(columns.Select(c => new AttributeReference(c.Name, c.Type, c.Nullable, c.Id)).ToSeq(), rows.ToSeq());
        return new CachedRemoteRelation(relation);
    }

    private Seq<SourceInPlan> MakeSources(ResolvedPlan plan, CheckpointLocation checkpoint) => plan.SelfAndDescendants().OfType<StreamingRelation>()
        .DistinctBy(relation => relation.SourceId)
        .Select((relation, i) => new SourceInPlan(relation.SourceId, MakeSource(relation, checkpoint, i))).ToSeq();

    private IMicroBatchSource MakeSource(StreamingRelation relation, CheckpointLocation checkpoint, int index) => relation.Format switch
    {
        "socket" => new TextSocketSource(Services.Sockets, relation, Services.TraceInput),
        "rate" => new RateSource(relation.Options, Services.Clock, checkpoint.Files, checkpoint.SourceFolder(index)),
        "rate-micro-batch" => new RatePerMicroBatchSource(relation.Options),
        var format when FileFormats.All.Contains(format) => new FileStreamSource(
            Services.Files, relation, new FileStreamSourceLog(checkpoint.Files, checkpoint.SourceFolder(index)), conf.TimeZone, UnreadableFiles(), Services.TraceInput),
        var format => throw new UnreachableException(format),
    };
}
