using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Grader.Conformance.Runner;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Conformance;

/// <summary>One of the seminar's programs, run as the recorder ran it on a real Spark: a step of files or lines, then triggers until there is nothing to do.</summary>
internal sealed class SeedProgram : IDisposable
{
    private readonly StringWriter console = new(CultureInfo.InvariantCulture);
    private readonly ManualClock clock = new(1_795_336_700_000);
    private readonly ScriptedSocket socket = new();
    private readonly string name;

    public SeedProgram(string name)
    {
        this.name = name;
        Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "seeds", name + ".json")))!;
        Files = new InMemoryFileSystem(clock, "/base");
        Files.CreateDirectory("in");
    }

    public static IEnumerable<string> Names => ["word-count", "temperature-alerts", "sensor-windows", "click-windows", "taxi"];

    public JsonNode Golden { get; }

    public InMemoryFileSystem Files { get; }

    public string Console => console.ToString();

    public JsonArray Steps => Golden["steps"]!.AsArray();

    public IEnumerable<KeyValuePair<string, string>> Checkpoint => Golden["checkpoint"]!.AsObject().Select(file => KeyValuePair.Create(file.Key, (string)file.Value!));

    public StreamingQueryExecution Start()
    {
        var session = new EngineSession(TestServices.Create(Files, clock, (_, _) => { }, console, socket), EngineLimits.Default);
        session.SetConf("spark.sql.shuffle.partitions", "2");
        StreamingQueryExecution query = session.Start(Operation());
        RunToIdle(query);
        return query;
    }

    /// <summary>Feeds one step; files get the modification times of the record.</summary>
    public void Feed(StreamingQueryExecution query, int step)
    {
        if (name == "word-count")
        {
            socket.Received.AddRange(Steps[step]!.AsArray().Select(line => (string)line!));
        }
        else
        {
            string file = string.Create(CultureInfo.InvariantCulture, $"in/e{step + 1}.json");
            Files.WriteAtomic(file, Encoding.UTF8.GetBytes(string.Join('\n', Steps[step]!.AsArray().Select(row => row!.ToJsonString()))));
            string logged = (string)Golden["checkpoint"]![string.Create(CultureInfo.InvariantCulture, $"sources/0/{step}")]!;
            Files.SetModified(file, (long)JsonNode.Parse(logged.Split('\n')[1])!["timestamp"]!);
        }

        RunToIdle(query);
    }

    public static void RunToIdle(StreamingQueryExecution query)
    {
        while (query.RunTrigger() is not null)
        {
        }
    }

    public void Dispose() => console.Dispose();

    private WriteStreamOperation Operation()
    {
        DataSource Json(string schema, params Setting[] options) => new("json", null, schema, [.. options], ["in"], IsStreaming: true);
        LogicalPlan Windows(string schema, string delay, string[] keys, string[] aggregates, params Setting[] options) => new Aggregate(
            new WithWatermark(Json(schema, options), "event_time", delay), GroupType.GroupBy,
            keys.Select(key => (Expression)new ExpressionString(key)).ToSeq(), aggregates.Select(call => (Expression)new ExpressionString(call)).ToSeq());
        (LogicalPlan plan, string? mode, bool truncates) = name switch
        {
            "word-count" => (new Aggregate(
                new Project(new DataSource("socket", null, null, [new("host", "localhost"), new("port", "9999")], [], IsStreaming: true), [new ExpressionString("explode(split(value, ' ')) AS word")]),
                GroupType.GroupBy, [new ExpressionString("word")], [new ExpressionString("count(1) AS count")]), "complete", true),
            "temperature-alerts" => (new Filter(Json("deviceId STRING, temperature DOUBLE, timestamp TIMESTAMP"), new ExpressionString("temperature > 90.0D")), "append", true),
            "sensor-windows" => (Windows("deviceId STRING, temperature DOUBLE, event_time TIMESTAMP", "20 seconds",
                ["window(event_time, '10 seconds')"], ["avg(temperature) AS avg_temp"], new Setting("maxFilesPerTrigger", "1")), "update", false),
            "click-windows" => (Windows("event_time TIMESTAMP, action STRING", "5 seconds",
                ["window(event_time, '10 seconds')", "action"], ["count(1) AS count"]), "update", false),
            _ => (Windows("event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP", "2 minutes", ["window(event_time, '1 minute')"],
                ["sum(CASE WHEN event_type = 'start_ride' THEN 1 ELSE 0 END) AS started_rides", "sum(CASE WHEN event_type = 'end_ride' THEN 1 ELSE 0 END) AS ended_rides",
                    "sum(CASE WHEN event_type = 'end_ride' THEN fare ELSE 0 END) AS total_fare"]), "update", false),
        };
        Seq<Setting> options = [.. name == "word-count" ? [] : new Setting[] { new("checkpointLocation", "checkpoint") }, new("truncate", truncates ? "true" : "false")];
        return new WriteStreamOperation(plan, "console", mode, new DefaultTrigger(), null, options, [], null);
    }
}
