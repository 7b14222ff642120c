using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Grader.SparkApi.Tests.Hosting;

/// <summary>
/// A session that runs nothing: it notes what it is asked, and answers every analysis with the columns t TIMESTAMP, k STRING, v INT.
/// It is the session of the whole process until the next one is made, so its tests share one collection.
/// </summary>
internal sealed class RecordingSession : ISparkSessionClient
{
    public RecordingSession() => SessionClientHost.Client = this;

    public static T.StructType Columns { get; } = new(
    [
        new T.StructField("t", new T.TimestampType()), new T.StructField("k", new T.StringType()), new T.StructField("v", new T.IntegerType()),
    ]);

    /// <summary>Every call in order, as data.</summary>
    public List<object> Calls { get; } = [];

    public Dictionary<string, string> Conf { get; } = [];

    /// <summary>What the next analysis throws.</summary>
    public SparkException? Error { get; set; }

    public CollectedRows Rows { get; set; } = new(T.StructType.Empty, []);

    public SparkError? QueryFailure { get; set; }

    /// <summary>The last plan that was analysed, without the ids of its frames.</summary>
    public P.LogicalPlan LastPlan => Unidentified(Calls.OfType<AnalyzeRequest>().Last().Plan);

    public static P.LogicalPlan Unidentified(P.LogicalPlan plan) =>
        plan.MapChildren(Unidentified) is var same && same.PlanId is null ? same : same with { PlanId = null };

    public AnalyzedSchema Analyze(P.LogicalPlan plan)
    {
        Calls.Add(new AnalyzeRequest(plan));
        return Error is null ? new AnalyzedSchema(Columns, IsStreaming(plan)) : throw Error;
    }

    public CollectedRows Collect(P.LogicalPlan plan)
    {
        Calls.Add(new CollectRequest(plan));
        return Rows;
    }

    public string ShowString(P.LogicalPlan plan, int rowCount, int truncate, bool vertical)
    {
        Calls.Add(new ShowStringRequest(plan, rowCount, truncate, vertical));
        return "+--+\n";
    }

    public void CreateTempView(string name, P.LogicalPlan plan, bool replace, bool isGlobal) =>
        Calls.Add(new CreateTempViewRequest(name, plan, replace, isGlobal));

    public bool DropTempView(string name, bool isGlobal)
    {
        Calls.Add(new DropTempViewRequest(name, isGlobal));
        return true;
    }

    public string? GetConf(string key) => Conf.GetValueOrDefault(key);

    public void SetConf(string key, string value, SettingSource source) => Conf[key] = value;

    public void UnsetConf(string key) => Conf.Remove(key);

    public StreamingQueryHandle StartQuery(P.WriteStreamOperation operation)
    {
        Calls.Add(new StartQueryRequest(operation));
        return new StreamingQueryHandle("id", "run", operation.QueryName);
    }

    public void UseCallbacks(IProgramCallbacks callbacks) => Calls.Add(callbacks);

    public void RegisterFunction(E.CommonInlineUserDefinedFunction function) => Calls.Add(new RegisterFunctionRequest(function));

    public bool AwaitTermination(string queryId, long? timeoutMs)
    {
        Calls.Add(new AwaitTerminationRequest(queryId, timeoutMs));
        return timeoutMs is null;
    }

    public bool AwaitAnyTermination(long? timeoutMs)
    {
        Calls.Add(new AwaitTerminationRequest(null, timeoutMs));
        return true;
    }

    public void ResetTerminated() => Calls.Add(new ResetTerminatedRequest());

    public void ProcessAllAvailable(string queryId) => Calls.Add(new ProcessAllAvailableRequest(queryId));

    public void StopQuery(string queryId) => Calls.Add(new StopQueryRequest(queryId));

    public bool IsQueryActive(string queryId)
    {
        Calls.Add(new IsQueryActiveRequest(queryId));
        return true;
    }

    public SparkError? QueryError(string queryId) => QueryFailure;

    public Seq<StreamingQueryHandle> ActiveQueries() => [new("id", "run", "name")];

    public string Explain(P.LogicalPlan plan, bool extended)
    {
        Calls.Add(new ExplainRequest(plan, extended));
        return "== Physical Plan ==\n";
    }

    public CollectedRows Ask(PlanQuestion question, P.LogicalPlan plan, P.LogicalPlan? other)
    {
        Calls.Add(new AskRequest(question, plan, other));
        return Rows;
    }

    public bool IsConfModifiable(string key)
    {
        Calls.Add(new IsConfModifiableRequest(key));
        return true;
    }

    public string ExplainExpression(E.Expression expression, ExpressionStyle style)
    {
        Calls.Add(new ExplainExpressionRequest(expression, style));
        return "expression";
    }

    public string ExplainQuery(string queryId, bool extended)
    {
        Calls.Add(new ExplainQueryRequest(queryId, extended));
        return "== Physical Plan ==\n";
    }

    public void Execute(P.Command command) => Calls.Add(new ExecuteRequest(command));

    public ISparkSessionClient NewSession() => this;

    public void StopSession() => Calls.Add(new StopSessionRequest());

    private static bool IsStreaming(P.LogicalPlan plan) => plan is P.DataSource { IsStreaming: true } || plan.Children.Any(IsStreaming);
}
