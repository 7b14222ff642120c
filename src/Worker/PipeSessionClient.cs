using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Worker;

/// <summary>The session of a run: every call is a frame to the lane, and the calling thread waits for the reply.</summary>
internal sealed class PipeSessionClient(ProgramRun run, int sessionId = 0) : ISparkSessionClient
{
    public AnalyzedSchema Analyze(LogicalPlan plan) => Call<SchemaReply>(new AnalyzeRequest(plan)).Schema;

    public CollectedRows Collect(LogicalPlan plan) => Call<RowsReply>(new CollectRequest(plan)).Rows;

    public string ShowString(LogicalPlan plan, int rowCount, int truncate, bool vertical) =>
        Call<TextReply>(new ShowStringRequest(plan, rowCount, truncate, vertical)).Text ?? "";

    public string Explain(LogicalPlan plan, bool extended) => Call<TextReply>(new ExplainRequest(plan, extended)).Text ?? "";

    public void CreateTempView(string name, LogicalPlan plan, bool replace, bool isGlobal) =>
        Call<DoneReply>(new CreateTempViewRequest(name, plan, replace, isGlobal));

    public bool DropTempView(string name, bool isGlobal) => Call<BooleanReply>(new DropTempViewRequest(name, isGlobal)).Value;

    public string? GetConf(string key) => Call<TextReply>(new GetConfRequest(key)).Text;

    public void SetConf(string key, string value, SettingSource source = SettingSource.Program) => Call<DoneReply>(new SetConfRequest(key, value, source));

    public void UnsetConf(string key) => Call<DoneReply>(new SetConfRequest(key, null));

    public StreamingQueryHandle StartQuery(WriteStreamOperation operation) => Call<QueryReply>(new StartQueryRequest(operation)).Query;

    public void UseCallbacks(IProgramCallbacks callbacks)
    {
        if (run.Callbacks is null)
        {
            run.Callbacks = callbacks;
            Call<DoneReply>(new UseCallbacksRequest());
        }
    }

    public void RegisterFunction(CommonInlineUserDefinedFunction function) => Call<DoneReply>(new RegisterFunctionRequest(function));

    public bool AwaitTermination(string queryId, long? timeoutMs) => Call<BooleanReply>(new AwaitTerminationRequest(queryId, timeoutMs)).Value;

    public bool AwaitAnyTermination(long? timeoutMs) => Call<BooleanReply>(new AwaitTerminationRequest(null, timeoutMs)).Value;

    public void ResetTerminated() => Call<DoneReply>(new ResetTerminatedRequest());

    public void ProcessAllAvailable(string queryId) => Call<DoneReply>(new ProcessAllAvailableRequest(queryId));

    public void StopQuery(string queryId) => Call<DoneReply>(new StopQueryRequest(queryId));

    public bool IsQueryActive(string queryId) => Call<BooleanReply>(new IsQueryActiveRequest(queryId)).Value;

    public SparkError? QueryError(string queryId) => (run.Call(new QueryErrorRequest(queryId) { SessionId = sessionId }) as ErrorReply)?.Error;

    public Seq<StreamingQueryHandle> ActiveQueries() => Call<QueriesReply>(new ActiveQueriesRequest()).Queries;

    public CollectedRows Ask(PlanQuestion question, LogicalPlan plan, LogicalPlan? other) => Call<RowsReply>(new AskRequest(question, plan, other)).Rows;

    public bool IsConfModifiable(string key) => Call<BooleanReply>(new IsConfModifiableRequest(key)).Value;

    public string ExplainExpression(Expression expression, ExpressionStyle style) => Call<TextReply>(new ExplainExpressionRequest(expression, style)).Text ?? "";

    public string ExplainQuery(string queryId, bool extended) => Call<TextReply>(new ExplainQueryRequest(queryId, extended)).Text ?? "";

    public void Execute(Command command) => Call<DoneReply>(new ExecuteRequest(command));

    public ISparkSessionClient NewSession() => new PipeSessionClient(run, run.NextSessionId());

    public void StopSession() => Call<DoneReply>(new StopSessionRequest());

    private T Call<T>(SessionRequest request) where T : SessionReply => run.Call(request with { SessionId = sessionId }) switch
    {
        T reply => reply,
        ErrorReply(var error) => throw new SparkException(error),
        var other => throw new InvalidOperationException($"{request.GetType().Name} was answered by {other.GetType().Name}."),
    };
}
