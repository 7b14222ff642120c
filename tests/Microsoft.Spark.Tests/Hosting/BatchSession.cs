using System.Globalization;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Plans.Json;
using Grader.Plans.Session;
using Grader.Testing;
using Microsoft.Spark.Hosting;

namespace Grader.SparkApi.Tests.Hosting;

/// <summary>
/// A session whose batch queries run in the engine, over the wire form of their plans. It is the session of the whole process until the
/// next one is made, so its tests share one collection; a program begins with it. It has no streams.
/// </summary>
internal sealed class BatchSession : ISparkSessionClient
{
    private readonly EngineSession engine;

    public BatchSession() : this(new EngineSession(
        new EngineServices(
            new InMemoryFileSystem(new StandingClock(), "/"), new StandingClock(), NewId(), new NoSockets(), TextWriter.Null, (_, _) => { }, TraceInput: false),
        EngineLimits.Default))
    {
        SessionClientHost.Client = this;
        ProgramState.Begin();
    }

    private BatchSession(EngineSession engine) => this.engine = engine;

    /// <summary>What the session reads and writes.</summary>
    public IFileSystem Files => engine.Services.Files;

    /// <summary>The frame's rows: values with blanks between, nulls as <c>-</c>, rows on a line each.</summary>
    public static string Rows(DataFrame frame) => string.Join('\n', frame.Collect().Select(row => string.Join(' ', row.Values.Select(Text))));

    /// <summary>Spark's words for what is wrong with what the program does.</summary>
    public static string ErrorOf(Func<object> program) => Assert.Throws<Exception>(program).InnerException!.Message;

    public AnalyzedSchema Analyze(P.LogicalPlan plan) => engine.Analyze(Sent(plan));

    public CollectedRows Collect(P.LogicalPlan plan) => engine.Collect(Sent(plan));

    public string ShowString(P.LogicalPlan plan, int rowCount, int truncate, bool vertical) => engine.ShowString(Sent(plan), rowCount, truncate, vertical);

    public string Explain(P.LogicalPlan plan, bool extended) => engine.Explain(Sent(plan), extended);

    public void CreateTempView(string name, P.LogicalPlan plan, bool replace, bool isGlobal) => engine.CreateTempView(name, Sent(plan), replace, isGlobal);

    public bool DropTempView(string name, bool isGlobal) => engine.DropTempView(name, isGlobal);

    public string? GetConf(string key) => engine.GetConf(key);

    public void SetConf(string key, string value, SettingSource source) => engine.SetConf(key, value, source);

    public void UnsetConf(string key) => engine.SetConf(key, null);

    public void UseCallbacks(IProgramCallbacks callbacks) => engine.Callbacks = callbacks;

    public void RegisterFunction(E.CommonInlineUserDefinedFunction function) =>
        engine.RegisterFunction((E.CommonInlineUserDefinedFunction)PlanJson.ParseExpression(PlanJson.Print(function)));

    public CollectedRows Ask(PlanQuestion question, P.LogicalPlan plan, P.LogicalPlan? other) => engine.Ask(question, Sent(plan), other is null ? null : Sent(other));

    public bool IsConfModifiable(string key) => EngineSession.IsConfModifiable(key);

    public string ExplainExpression(E.Expression expression, ExpressionStyle style) =>
        EngineSession.ExplainExpression(PlanJson.ParseExpression(PlanJson.Print(expression)), style);

    public string ExplainQuery(string queryId, bool extended) => throw NoStreams();

    public void Execute(P.Command command) => engine.Execute(PlanJson.ParseCommand(PlanJson.Print(command)));

    public ISparkSessionClient NewSession() => new BatchSession(engine.NewSession());

    public StreamingQueryHandle StartQuery(P.WriteStreamOperation operation) => throw NoStreams();

    public bool AwaitTermination(string queryId, long? timeoutMs) => throw NoStreams();

    public bool AwaitAnyTermination(long? timeoutMs) => throw NoStreams();

    public void ResetTerminated() => throw NoStreams();

    public void ProcessAllAvailable(string queryId) => throw NoStreams();

    public void StopQuery(string queryId) => throw NoStreams();

    public bool IsQueryActive(string queryId) => throw NoStreams();

    public SparkError? QueryError(string queryId) => throw NoStreams();

    public Seq<StreamingQueryHandle> ActiveQueries() => [];

    public void StopSession() { }

    private static Func<Guid> NewId()
    {
        int last = 0;
        return () => new Guid(++last, 0, 0, new byte[8]);
    }

    private static P.LogicalPlan Sent(P.LogicalPlan plan) => PlanJson.ParsePlan(PlanJson.Print(plan));

    private static NotSupportedException NoStreams() => new("This session runs batch queries only.");

    private static string Text(object? value) => value is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{value}");

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
    }
}
