using System.Text;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Testing;

namespace Grader.Engine.Tests.Streaming;

/// <summary>A session whose query copies one source into one sink.</summary>
internal sealed class SourceToSink
{
    private int ids;

    public SourceToSink()
    {
        Files = new InMemoryFileSystem(Clock, "/base");
        Files.CreateDirectory("in");
        NewSession();
    }

    public SteppingClock Clock { get; } = new(1_709_290_800_000);

    public InMemoryFileSystem Files { get; }

    public EngineSession Session { get; private set; } = null!;

    public StringWriter Console { get; } = new();

    public Seq<Setting> SourceOptions { get; set; } = [];

    public Seq<Setting> SinkOptions { get; set; } = [];

    public Seq<string> Partitioning { get; set; } = [];

    public string SourceFormat { get; set; } = "json";

    public string? Schema { get; set; } = "a INT, b STRING, t TIMESTAMP";

    public void NewSession() => Session = new EngineSession(
        new EngineServices(Files, Clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), Console, (_, _) => { }, TraceInput: false), EngineLimits.Default);

    public void Add(string name, params string[] lines) => Files.WriteAtomic($"in/{name}", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public Func<LogicalPlan, LogicalPlan> Rewrite { get; set; } = source => source;

    public StreamingQueryExecution Start(string sink, string? path = null, IProgramCallbacks? program = null, string? table = null)
    {
        Session.Callbacks = program;
        var source = new DataSource(SourceFormat, null, Schema, SourceOptions, SourceFormat.StartsWith("rate", StringComparison.Ordinal) ? [] : ["in"], IsStreaming: true);
        return Session.Start(new WriteStreamOperation(
            Rewrite(source), sink, "append", new DefaultTrigger(), null, [new("checkpointLocation", "checkpoint"), .. SinkOptions], Partitioning, path,
            ForeachBatchId: sink == "foreachBatch" ? 1 : null, ForeachWriterId: sink == "foreach" ? 1 : null)
        {
            TableName = table,
        });
    }

    public static void RunToIdle(StreamingQueryExecution query)
    {
        while (query.RunTrigger() is not null)
        {
        }

        Assert.Null(query.Error);
    }

    public string Show(string format, string path, string? schema = null) =>
        Session.ShowString(new DataSource(format, null, schema, [], [path], IsStreaming: false), 20, 0, vertical: false);

    public string Read(string path) => Encoding.UTF8.GetString(Files.Read(path).Span);
}
