using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Grader.Conformance.Runner;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Conformance;

/// <summary>What the console sink prints for the seminar's programs, and what stands in the checkpoint, compared with a real Spark's.</summary>
public sealed class SeedConsoleTests
{
    [Fact]
    public void The_word_count_prints_what_spark_prints_but_for_the_order_of_rows()
    {
        JsonNode seed = Seed("word-count");
        var lines = new ScriptedSocket();
        var console = new StringWriter(CultureInfo.InvariantCulture);
        var clock = new ManualClock(1_000);
        var session = new EngineSession(TestServices.Create(new InMemoryFileSystem(clock), clock, (_, _) => { }, console, lines), EngineLimits.Default);
        LogicalPlan words = new Project(
            new DataSource("socket", null, null, [new("host", "localhost"), new("port", "9999")], [], IsStreaming: true),
            [new ExpressionString("explode(split(value, ' ')) AS word")]);
        StreamingQueryExecution query = session.Start(new WriteStreamOperation(
            new Aggregate(words, GroupType.GroupBy, [new ExpressionString("word")], [new ExpressionString("count(1) AS count")]),
            "console", "complete", new DefaultTrigger(), null, [], [], null));
        RunToIdle(query);
        foreach (JsonNode? step in seed["steps"]!.AsArray())
        {
            lines.Received.AddRange(step!.AsArray().Select(line => (string)line!));
            RunToIdle(query);
        }

        Assert.Null(query.Error);
        Assert.Equal(SortedRows((string)seed["console"]!), SortedRows(console.ToString()));
    }

    [Fact]
    public void The_sensor_windows_print_what_spark_prints_and_leave_sparks_commit_and_source_logs()
    {
        JsonNode seed = Seed("sensor-windows");
        var console = new StringWriter(CultureInfo.InvariantCulture);
        var clock = new ManualClock(1_000);
        var files = new InMemoryFileSystem(clock, "/base");
        files.CreateDirectory("in");
        var session = new EngineSession(TestServices.Create(files, clock, (_, _) => { }, console), EngineLimits.Default);
        LogicalPlan windows = new Aggregate(
            new WithWatermark(new DataSource("json", null, "deviceId STRING, temperature DOUBLE, event_time TIMESTAMP", [new("maxFilesPerTrigger", "1")], ["in"], IsStreaming: true), "event_time", "20 seconds"),
            GroupType.GroupBy, [new ExpressionString("window(event_time, '10 seconds')")], [new ExpressionString("avg(temperature) AS avg_temp")]);
        StreamingQueryExecution query = session.Start(new WriteStreamOperation(
            windows, "console", "update", new DefaultTrigger(), null, [new("checkpointLocation", "checkpoint"), new("truncate", "false")], [], null));
        int number = 0;
        foreach (JsonNode? step in seed["steps"]!.AsArray())
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"in/e{++number}.json");
            files.WriteAtomic(name, Encoding.UTF8.GetBytes(string.Join('\n', step!.AsArray().Select(row => row!.ToJsonString()))));
            files.SetModified(name, (long)JsonNode.Parse(((string)seed["checkpoint"]![$"sources/0/{number - 1}"]!).Split('\n')[1])!["timestamp"]!);
            RunToIdle(query);
        }

        Assert.Null(query.Error);
        Assert.Equal((string)seed["console"]!, console.ToString());
        foreach ((string path, JsonNode? content) in seed["checkpoint"]!.AsObject())
        {
            if (path.StartsWith("commits/", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal)
                || (path.StartsWith("sources/0/", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal)))
            {
                string expected = ((string)content!).Replace("<base>", "/base", StringComparison.Ordinal);
                Assert.Equal(expected, Encoding.UTF8.GetString(files.Read($"checkpoint/{path}").Span));
            }
        }
    }

    private static JsonNode Seed(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "seeds", name + ".json")))!;

    private static void RunToIdle(StreamingQueryExecution query)
    {
        while (query.RunTrigger() is not null)
        {
        }
    }

    /// <summary>The rows of each table sorted: Spark leaves their order open.</summary>
    private static string SortedRows(string console) => string.Join("Batch:", console.Split("Batch:")
        .Select(batch => string.Join('\n', batch.Split('\n').GroupBy(line => line.StartsWith('|')).SelectMany(group => group.Key ? group.Order(StringComparer.Ordinal) : group.AsEnumerable()))));
}
