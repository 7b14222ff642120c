using System.Collections.Immutable;
using Grader.Engine;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>One run's Spark session: answers requests from the engine, and knows the run's queries.</summary>
internal sealed class RunSession
{
    private const int MaxSessions = 16;

    private volatile ImmutableList<RunningQuery> queries = [];
    private readonly Dictionary<int, EngineSession> sessions = [];
    private readonly ProgramPaths paths;
    private readonly VirtualClock clock;

    /// <param name="runNumber">Makes the ids of this run's queries differ from those of other runs; nothing in them is random.</param>
    public RunSession(VirtualFiles files, VirtualSocket socket, VirtualClock clock, TextWriter console, ProgramPaths paths, int runNumber)
    {
        this.paths = paths;
        this.clock = clock;
        int ids = 0;
        var services = new EngineServices(
            files, clock, () => new Guid(++ids, (short)runNumber, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 1]), socket, console, Add, TraceInput: true);
        sessions[0] = new EngineSession(services, EngineLimits.Default) { Callbacks = Callbacks };
    }

    /// <summary>The program's code as the engine calls it.</summary>
    public WorkerCallbacks Callbacks { get; } = new();

    /// <summary>The program has said that it has such code.</summary>
    public bool MayCallBack { get; private set; }

    /// <summary>In start order, ended ones included. May be asked for from any thread.</summary>
    public IReadOnlyList<RunningQuery> Queries => queries;

    /// <summary>The latest query of that id; ids survive a restart from the same checkpoint.</summary>
    public RunningQuery? Query(string? id) => queries.LastOrDefault(query => query.Execution.Id == id);

    /// <summary>Answers a request that needs no wait.</summary>
    /// <exception cref="GraderFaultException">The engine failed.</exception>
    public SessionReply Answer(SessionRequest request)
    {
        try
        {
            EngineSession engine = Session(request.SessionId);
            return request switch
            {
                AnalyzeRequest(var plan) => new SchemaReply(engine.Analyze(paths.Map(plan))),
                CollectRequest(var plan) => new RowsReply(engine.Collect(paths.Map(plan))),
                ShowStringRequest show => new TextReply(engine.ShowString(paths.Map(show.Plan), show.RowCount, show.Truncate, show.Vertical)),
                ExplainRequest(var plan, var extended) => new TextReply(engine.Explain(paths.Map(plan), extended)),
                CreateTempViewRequest view => Done(() => engine.CreateTempView(view.Name, paths.Map(view.Plan), view.Replace, view.IsGlobal)),
                DropTempViewRequest(var name, var isGlobal) => new BooleanReply(engine.DropTempView(name, isGlobal)),
                GetConfRequest(var key) => new TextReply(engine.GetConf(key)),
                SetConfRequest(var key, var value, var source) => Done(() => engine.SetConf(key, value is null ? null : paths.Map(value), source)),
                UseCallbacksRequest => Done(() => MayCallBack = true),
                RegisterFunctionRequest(var function) => Done(() => engine.RegisterFunction(function)),
                StartQueryRequest(var operation) => Start(engine, operation),
                AskRequest(var question, var plan, var other) => new RowsReply(engine.Ask(question, paths.Map(plan), other is null ? null : paths.Map(other))),
                IsConfModifiableRequest(var key) => new BooleanReply(EngineSession.IsConfModifiable(key)),
                ExplainExpressionRequest(var expression, var style) => new TextReply(EngineSession.ExplainExpression(expression, style)),
                ExplainQueryRequest(var id, var extended) => WithQuery(id, query => new TextReply(EngineSession.ExplainQuery(query.Execution, extended))),
                ExecuteRequest(var command) => Done(() => engine.Execute(paths.Map(command))),
                ResetTerminatedRequest => Done(ForgetEnded),
                StopQueryRequest(var id) => WithQuery(id, query => Done(query.Stop)),
                IsQueryActiveRequest(var id) => WithQuery(id, query => new BooleanReply(query.IsActive)),
                QueryErrorRequest(var id) => WithQuery(id, query => query.Execution.Error is { } error ? new ErrorReply(error) : new DoneReply()),
                ActiveQueriesRequest => new QueriesReply(queries.Where(query => query.IsActive).Select(query => Handle(query.Execution)).ToSeq()),
                StopSessionRequest => Done(() => queries.ForEach(query => query.Stop())),
                ClockRequest or SleepUntilRequest or NextEventRequest => new TimeReply(clock.UtcTicks),
                AwaitTerminationRequest(var id, var timeoutMs) => AwaitTermination(id, timeoutMs),
                ProcessAllAvailableRequest(var id) => WithQuery(id, query => query.Execution.Error is { } error ? new ErrorReply(error) : new DoneReply()),
                _ => throw new System.Diagnostics.UnreachableException(request.GetType().Name),
            };
        }
        catch (SparkException e)
        {
            return new ErrorReply(e.Error);
        }
        catch (IOException e)
        {
            // The program names a path where nothing is, or where it may not write.
            return new ErrorReply(new SparkError("IOException", null, e.Message));
        }
        catch (Exception e) when (e is not (GraderFaultException or WireFormatException))
        {
            throw new GraderFaultException($"The engine failed on {request.GetType().Name}: {e.GetType().Name}: {e.Message}", e);
        }
    }

    /// <exception cref="SparkException">There would be too many.</exception>
    private EngineSession Session(int id)
    {
        if (!sessions.TryGetValue(id, out EngineSession? session))
        {
            if (sessions.Count == MaxSessions)
            {
                throw new SparkException(new SparkError("SparkException", null, $"A program may have {MaxSessions} sessions here."));
            }

            sessions[id] = session = sessions[0].NewSession();
        }

        return session;
    }

    /// <summary>Whether what a call waits for has come, its time aside.</summary>
    public bool IsSatisfied(Waiter waiter) => waiter.Call.Request switch
    {
        AwaitTerminationRequest(null, _) => queries.Any(IsEnded),
        AwaitTerminationRequest(var id, _) => Query(id) is not { IsActive: true },
        ProcessAllAvailableRequest(var id) => Query(id) is not { IsActive: true } query || query.EmptyTriggers > waiter.SinceEmptyTriggers,
        SleepUntilRequest or NextEventRequest => false,
        _ => true,
    };

    /// <summary>Fires a query's trigger.</summary>
    /// <returns>Whether anything came of it: a batch or the query's end.</returns>
    /// <exception cref="GraderFaultException">The engine failed.</exception>
    public bool Fire(int query)
    {
        try
        {
            return queries[query].Fire() || !queries[query].IsActive;
        }
        catch (Exception e) when (e is not (GraderFaultException or WireFormatException))
        {
            throw new GraderFaultException($"The engine failed in a trigger of query {queries[query].Execution.Id}: {e.GetType().Name}: {e.Message}", e);
        }
    }

    /// <summary>Whether answering may run a plan, and so the program's code: the others are answered at once.</summary>
    public static bool MayRunPlan(SessionRequest request) => request is not (
        ClockRequest or SleepUntilRequest or NextEventRequest or AwaitTerminationRequest or ProcessAllAvailableRequest or IsQueryActiveRequest
        or QueryErrorRequest or ActiveQueriesRequest or ResetTerminatedRequest or StopQueryRequest or StopSessionRequest or GetConfRequest or SetConfRequest
        or DropTempViewRequest or UseCallbacksRequest or RegisterFunctionRequest);

    private static bool IsEnded(RunningQuery query) => !query.IsActive && !query.IsForgotten;

    private static DoneReply Done(Action action)
    {
        action();
        return new DoneReply();
    }

    private static StreamingQueryHandle Handle(StreamingQueryExecution query) => new(query.Id, query.RunId, query.Name);

    private QueryReply Start(EngineSession engine, Plans.Logical.WriteStreamOperation operation)
    {
        StreamingQueryExecution query = engine.Start(paths.Map(operation));
        queries = queries.Add(new RunningQuery(query, clock));
        return new QueryReply(Handle(query));
    }

    private void Add(StreamingQueryExecution query, MicroBatch batch) => queries.First(running => running.Execution == query).Add(batch);

    private void ForgetEnded()
    {
        foreach (RunningQuery query in queries.Where(IsEnded))
        {
            query.IsForgotten = true;
        }
    }

    private SessionReply AwaitTermination(string? id, long? timeoutMs)
    {
        if (id is null)
        {
            return queries.LastOrDefault(query => IsEnded(query) && query.Execution.Error is not null) is { } failed
                ? new ErrorReply(failed.Execution.Error!)
                : new BooleanReply(queries.Any(IsEnded));
        }

        return timeoutMs <= 0
            ? throw SparkException.IllegalArgument("requirement failed: Timeout has to be positive")
            : WithQuery(id, query => query.Execution.Error is { } error ? new ErrorReply(error) : new BooleanReply(!query.IsActive));
    }

    private SessionReply WithQuery(string id, Func<RunningQuery, SessionReply> answer) => Query(id) is { } query
        ? answer(query)
        : throw new SparkException(new SparkError("IllegalStateException", null, $"No query of this session has the id {id}."));
}
