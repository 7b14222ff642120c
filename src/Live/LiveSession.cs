using System.Collections.Concurrent;
using Grader.Engine;
using Grader.Engine.Streaming;
using Grader.Live.Errors;
using Grader.Live.Files;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Live;

/// <summary>A Spark session inside the program's own process: the engine on the clock, files and sockets that it is given. Thread-safe.</summary>
/// <remarks>Calls of the engine's session are made one at a time; queries run beside them, each on its thread.</remarks>
public sealed class LiveSession : ISparkSessionClient
{
    private readonly EngineSession engine;
    private readonly SharedState shared;

    /// <param name="onProgress">Told of every trigger that ran a batch, on the query's thread.</param>
    /// <param name="warn">Told of what Spark passes over and a beginner should know, a sentence each.</param>
    public LiveSession(EngineServices services, EngineLimits limits, Action<StreamingQueryProgress> onProgress, Action<string> warn)
    {
        var files = new Utf8CheckedFiles(services.Files, warn);
        shared = new SharedState(new ChangeSignal(services.Clock), onProgress, warn, files);
        engine = new EngineSession(services with { Files = files, Interruption = () => StopRequest.OfThread?.Token ?? CancellationToken.None, Warn = shared.Warn }, limits);
    }

    private LiveSession(EngineSession engine, SharedState shared)
    {
        this.engine = engine;
        this.shared = shared;
    }

    /// <summary>Errors of ended queries that the program never asked for.</summary>
    public IReadOnlyList<SparkError> UntoldErrors => [.. Queries().Where(query => !query.IsErrorTold).Select(query => query.Error).OfType<SparkError>()];

    public AnalyzedSchema Analyze(LogicalPlan plan)
    {
        AnalyzedSchema schema = OnEngine(session => session.Analyze(plan));
        if (plan is DataSource source)
        {
            Look(source);
        }

        return schema;
    }

    public CollectedRows Collect(LogicalPlan plan) => OnEngine(session => session.Collect(plan));

    public string ShowString(LogicalPlan plan, int rowCount, int truncate, bool vertical) => OnEngine(session => session.ShowString(plan, rowCount, truncate, vertical));

    public string Explain(LogicalPlan plan, bool extended) => OnEngine(session => session.Explain(plan, extended));

    public void CreateTempView(string name, LogicalPlan plan, bool replace, bool isGlobal) =>
        OnEngine(session => session.CreateTempView(name, plan, replace, isGlobal));

    public bool DropTempView(string name, bool isGlobal) => OnEngine(session => session.DropTempView(name, isGlobal));

    public string? GetConf(string key) => OnEngine(session => session.GetConf(key));

    public void SetConf(string key, string value, SettingSource source = SettingSource.Program) => OnEngine(session => session.SetConf(key, value, source));

    public void UnsetConf(string key) => OnEngine(session => session.SetConf(key, null));

    public void UseCallbacks(IProgramCallbacks callbacks) => OnEngine(session => { session.Callbacks = new StoppableCallbacks(callbacks); });

    public void RegisterFunction(CommonInlineUserDefinedFunction function) => OnEngine(session => session.RegisterFunction(function));

    public StreamingQueryHandle StartQuery(WriteStreamOperation operation)
    {
        foreach (StreamingQueryExecution replaced in OnEngine(session => session.Replaced(operation)))
        {
            // Outside of the engine's gate: its last batch may be calling the session.
            Stop(Queries().First(query => query.Execution == replaced));
        }

        LiveQuery started = OnEngine(session => new LiveQuery(session.Start(operation), session.Services.Clock, shared.Signal, shared.OnProgress));
        shared.Signal.Change(() => shared.Queries.Add(started));
        started.Start();
        foreach (string warning in OptionNames.Unknown(operation))
        {
            shared.Warn(warning);
        }

        return started.Handle;
    }

    public bool AwaitTermination(string queryId, long? timeoutMs)
    {
        if (timeoutMs <= 0)
        {
            throw SparkException.IllegalArgument("requirement failed: Timeout has to be positive");
        }

        LiveQuery query = Query(queryId);
        bool hasEnded = query.WaitForEnd(Timeout(timeoutMs));
        HoldIfShutDown();
        return Told(query) is { } error ? throw new SparkException(error) : hasEnded;
    }

    public bool AwaitAnyTermination(long? timeoutMs)
    {
        if (timeoutMs <= 0)
        {
            throw SparkException.IllegalArgument("requirement failed: Timeout has to be positive");
        }

        HoldIfShutDown();
        bool hasAny = shared.Signal.WaitUntil(() => shared.Queries.Any(IsToTell), Timeout(timeoutMs));
        HoldIfShutDown();
        return Queries().LastOrDefault(query => IsToTell(query) && query.Error is not null) is { } failed ? throw new SparkException(Told(failed)!) : hasAny;
    }

    public void ResetTerminated()
    {
        foreach (LiveQuery query in Queries().Where(IsToTell))
        {
            query.IsForgotten = true;
        }
    }

    public void ProcessAllAvailable(string queryId)
    {
        LiveQuery query = Query(queryId);
        query.WaitForIdleTrigger();
        HoldIfShutDown();
        if (Told(query) is { } error)
        {
            throw new SparkException(error);
        }
    }

    public void StopQuery(string queryId) => Stop(Query(queryId));

    public bool IsQueryActive(string queryId) => !Query(queryId).HasEnded;

    public SparkError? QueryError(string queryId) => Told(Query(queryId));

    public Seq<StreamingQueryHandle> ActiveQueries()
    {
        HoldIfShutDown();
        return Queries().Where(query => !query.HasEnded).Select(query => query.Handle).ToSeq();
    }

    public void StopSession()
    {
        HoldIfShutDown();
        foreach (LiveQuery query in Queries())
        {
            Stop(query);
        }
    }

    public CollectedRows Ask(PlanQuestion question, LogicalPlan plan, LogicalPlan? other) => OnEngine(session => session.Ask(question, plan, other));

    public bool IsConfModifiable(string key) => EngineSession.IsConfModifiable(key);

    public string ExplainExpression(Expression expression, ExpressionStyle style) => EngineSession.ExplainExpression(expression, style);

    public string ExplainQuery(string queryId, bool extended) => EngineSession.ExplainQuery(Query(queryId).Execution, extended);

    public void Execute(Command command) => OnEngine(session => session.Execute(command));

    public ISparkSessionClient NewSession() => new LiveSession(OnEngine(session => session.NewSession()), shared);

    /// <summary>
    /// Ends the session for a process that is to end: queries finish the batch that they are at, and the program's own threads get no answer any more,
    /// so that none of them takes the end of its queries for the end of its work.
    /// </summary>
    /// <param name="patience">How long to wait for the batches.</param>
    /// <returns>Whether all queries have ended.</returns>
    public bool ShutDown(TimeSpan patience)
    {
        shared.Signal.Change(() => shared.IsShutDown = true);
        foreach (LiveQuery query in Queries())
        {
            query.RequestEnd();
        }

        return shared.Signal.WaitUntil(() => shared.Queries.All(query => query.HasEnded), patience);
    }

    private static TimeSpan? Timeout(long? milliseconds) => milliseconds is { } ms ? TimeSpan.FromMilliseconds(Math.Min(ms, int.MaxValue)) : null;

    private static bool IsToTell(LiveQuery query) => query is { HasEnded: true, IsForgotten: false };

    private static SparkError? Told(LiveQuery query)
    {
        query.IsErrorTold = true;
        return query.Error;
    }

    private void Stop(LiveQuery query)
    {
        long timeoutMs = engine.StopTimeoutMs;
        query.RequestStop();
        if (!query.IsOnItsThread && !query.WaitForEnd(timeoutMs == 0 ? null : Timeout(timeoutMs)))
        {
            string name = query.Handle.Name is { } given ? given + " " : "";
            throw new SparkException(new SparkError("TimeoutException", null,
                $"Stream Execution thread for stream {name}[id = {query.Handle.Id}, runId = {query.Handle.RunId}] failed to stop within {timeoutMs} milliseconds "
                + $"(specified by {EngineSession.StopTimeout}). See the cause on what was being executed in the streaming query thread."));
        }
    }

    private void Look(DataSource source)
    {
        foreach (string warning in OptionNames.Unknown(source))
        {
            shared.Warn(warning);
        }

        if (source.Options.Any(option => option.Key.ToLowerInvariant() is "encoding" or "charset"))
        {
            foreach (string path in source.Paths)
            {
                shared.Files.HasOtherEncoding(path);
            }
        }
    }

    private LiveQuery[] Queries() => shared.Signal.Read(() => shared.Queries.ToArray());

    /// <summary>The latest query of that id; ids survive a restart from the same checkpoint.</summary>
    private LiveQuery Query(string id)
    {
        HoldIfShutDown();
        return Queries().LastOrDefault(query => query.Handle.Id == id)
            ?? throw new SparkException(new SparkError("IllegalStateException", null, $"No query of this session has the id {id}."));
    }

    private void OnEngine(Action<EngineSession> call) => OnEngine(session =>
    {
        call(session);
        return true;
    });

    private T OnEngine<T>(Func<EngineSession, T> call)
    {
        HoldIfShutDown();
        return StopRequest.OfThread is { } stop ? stop.OutOfCode(() => Call(call)) : Call(call);
    }

    private T Call<T>(Func<EngineSession, T> call)
    {
        lock (shared.EngineGate)
        {
            try
            {
                return call(engine);
            }
            catch (IOException e)
            {
                // The program names a path where nothing is, or where it may not read or write.
                throw new SparkException(new SparkError("IOException", null, e.Message), e);
            }
            catch (OperationCanceledException e)
            {
                // A function of ForeachBatch asked for rows while its query was being stopped.
                throw new SparkException(new SparkError("SparkException", null, "Job cancelled part of cancelled job group: its query was stopped."), e);
            }
        }
    }

    private void HoldIfShutDown()
    {
        if (shared.Signal.Read(() => shared.IsShutDown) && !Queries().Any(query => query.IsOnItsThread))
        {
            Thread.Sleep(System.Threading.Timeout.Infinite);
        }
    }

    /// <summary>What all sessions of a program have in common.</summary>
    private sealed class SharedState(ChangeSignal signal, Action<StreamingQueryProgress> onProgress, Action<string> warn, Utf8CheckedFiles files)
    {
        private readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);

        public Utf8CheckedFiles Files { get; } = files;

        public Lock EngineGate { get; } = new();

        public ChangeSignal Signal { get; } = signal;

        public Action<StreamingQueryProgress> OnProgress { get; } = onProgress;

        public List<LiveQuery> Queries { get; } = [];

        public bool IsShutDown { get; set; }

        /// <summary>Warns once of each thing.</summary>
        public void Warn(string warning)
        {
            if (told.TryAdd(warning, true))
            {
                warn(warning);
            }
        }
    }
}
