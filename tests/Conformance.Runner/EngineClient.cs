using Grader.Engine;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Conformance.Runner;

/// <summary>The session of a program whose plans go straight to an engine, until it starts its query: what is started is for the caller to run.</summary>
/// <param name="input">Replaces each source by the one that the case feeds.</param>
/// <param name="start">Takes the query; it may never return.</param>
internal sealed class EngineClient(EngineSession session, Func<DataSource, DataSource> input, Func<WriteStreamOperation, StreamingQueryHandle> start) : ISparkSessionClient
{
    public AnalyzedSchema Analyze(LogicalPlan plan) => session.Analyze(Fed(plan));

    public CollectedRows Collect(LogicalPlan plan) => session.Collect(Fed(plan));

    public string ShowString(LogicalPlan plan, int rowCount, int truncate, bool vertical) => session.ShowString(Fed(plan), rowCount, truncate, vertical);

    public string Explain(LogicalPlan plan, bool extended) => session.Explain(Fed(plan), extended);

    public void CreateTempView(string name, LogicalPlan plan, bool replace, bool isGlobal) => session.CreateTempView(name, Fed(plan), replace, isGlobal);

    public bool DropTempView(string name, bool isGlobal) => session.DropTempView(name, isGlobal);

    public string? GetConf(string key) => session.GetConf(key);

    public void SetConf(string key, string value) => session.SetConf(key, value);

    public void UnsetConf(string key) => session.SetConf(key, null);

    public StreamingQueryHandle StartQuery(WriteStreamOperation operation) => start(operation with { Input = Fed(operation.Input) });

    public bool AwaitTermination(string queryId, long? timeoutMs) => throw NotHere();

    public bool AwaitAnyTermination(long? timeoutMs) => throw NotHere();

    public void ResetTerminated() => throw NotHere();

    public void ProcessAllAvailable(string queryId) => throw NotHere();

    public void StopQuery(string queryId) => throw NotHere();

    public bool IsQueryActive(string queryId) => throw NotHere();

    public SparkError? QueryError(string queryId) => throw NotHere();

    public Seq<StreamingQueryHandle> ActiveQueries() => [];

    public void StopSession() { }

    private static NotSupportedException NotHere() => new("no query of the program's own runs here");

    private LogicalPlan Fed(LogicalPlan plan) => plan.MapChildren(Fed) is DataSource source ? input(source) : plan.MapChildren(Fed);
}
