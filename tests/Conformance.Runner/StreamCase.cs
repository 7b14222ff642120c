using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Conformance.Runner;

/// <summary>
/// A streaming query over folders, fed step by step; compared batch by batch. The query is a list of operations, a C# expression over one stream,
/// or whatever a whole program starts.
/// </summary>
internal sealed class StreamCase
{
    private const string Checkpoint = "checkpoint";
    private const string ProgramInput = "in";
    private const int MaxBatchesPerStep = 1000;
    private const long FirstMoment = 1_709_290_800_000;

    private readonly JsonObject golden;
    private readonly ProgramWorker? worker;
    private readonly ManualClock clock = new(FirstMoment);
    private readonly InMemoryFileSystem files;
    private readonly EngineSession session;
    private readonly List<(int Step, MicroBatch Batch)> batches = [];
    private readonly bool runsOnce;
    private int step = -1;
    private int fileCount;

    private StreamCase(JsonObject golden, ProgramWorker? worker)
    {
        this.worker = worker;
        this.golden = golden;
        files = new InMemoryFileSystem(clock);
        runsOnce = (string?)golden["trigger"] == "once";
        session = new EngineSession(TestServices.Create(files, clock, (_, batch) => batches.Add((step, batch))), EngineLimits.Default);
    }

    /// <param name="worker">Runs the case's program; null for a case without one.</param>
    public static string? FirstDifference(JsonObject golden, ProgramWorker? worker) => new StreamCase(golden, worker).Run();

    private string? Run()
    {
        session.SetConf("spark.sql.shuffle.partitions", "2");
        foreach ((string key, JsonNode? value) in golden["conf"]?.AsObject() ?? [])
        {
            session.SetConf(key, (string)value!);
        }

        WriteStreamOperation operation;
        string phase = "analysis";
        StreamingQueryExecution query;
        try
        {
            operation = Operation();
            phase = "start";
            query = session.Start(operation);
        }
        catch (SparkException e)
        {
            return CompareError(phase, null, e.Error);
        }

        SparkError? error = RunToIdle(query);
        foreach (JsonNode? next in golden["steps"]!.AsArray())
        {
            if (error is not null)
            {
                break;
            }

            step++;
            clock.NowMs += 10_000;
            JsonObject action = next!.AsObject();
            if (action.ContainsKey("add"))
            {
                Add(action);
            }
            else
            {
                query.Stop();
                if (action.ContainsKey("crash") && files.List($"{Checkpoint}/commits").Where(e => !e.Name.StartsWith('.')).Select(e => long.Parse(e.Name, CultureInfo.InvariantCulture)).Order().ToList() is [.., var last])
                {
                    files.Delete($"{Checkpoint}/commits/{last}");
                }
            }

            if (!query.IsActive)
            {
                query = session.Start(operation);
            }

            error = RunToIdle(query);
        }

        return JsonComparison.Columns(golden["columns"], query.Plan.Schema) ?? CompareBatches() ?? CompareError("run", step, error);
    }

    private string? CompareError(string phase, int? atStep, SparkError? actual)
    {
        JsonNode? expected = golden["error"];
        return JsonComparison.Error(expected, actual)
            ?? (expected is null ? null
            : (string?)expected["phase"] != phase ? $"phase: expected {expected["phase"]}, got {phase}"
            : phase == "run" && (int?)expected["step"] != atStep ? $"step of the error: expected {expected["step"]}, got {atStep}"
            : null);
    }

    private Func<string, LogicalPlan> Sources()
    {
        var plans = new Dictionary<string, LogicalPlan>();
        foreach ((string name, JsonNode? schema) in golden["sources"]!.AsObject())
        {
            files.CreateDirectory($"in/{name}");
            Seq<Setting> options = golden["options"] is JsonObject given ? given.Select(o => new Setting(o.Key, (string)o.Value!)).ToSeq() : [];
            plans.Add(name, new DataSource("json", null, (string)schema!, options, [$"in/{name}"], IsStreaming: true) { PlanId = plans.Count + 1 });
        }

        return name => plans[name];
    }

    /// <summary>The case's query, into a sink of the recorder's.</summary>
    private WriteStreamOperation Operation()
    {
        if (golden["files"] is JsonObject program)
        {
            files.CreateDirectory(ProgramInput);
            WriteStreamOperation started = ProgramQuery.Capture(program.Select(file => KeyValuePair.Create(file.Key, (string)file.Value!)), ProgramInput, session, worker!);
            return Operation(started.Input, started.OutputMode);
        }

        LogicalPlan plan = golden["csharp"] is JsonNode expression
            ? DslQuery.Build((string)expression!, SingleSchema(), "in/s", session, worker!)
            : new GoldenQuery(Sources(), p => session.Analyze(p), (name, p) => session.CreateTempView(name, p, replace: true, isGlobal: false)).Build(golden["query"]!.AsArray());
        return Operation(plan, (string?)golden["outputMode"]);
    }

    private WriteStreamOperation Operation(LogicalPlan plan, string? outputMode) => new(
        plan, "foreachBatch", outputMode, runsOnce ? new OnceTrigger() : new DefaultTrigger(), null, [new("checkpointLocation", Checkpoint)], [], null);

    private string SingleSchema()
    {
        (string name, JsonNode? schema) = golden["sources"]!.AsObject().Single();
        files.CreateDirectory($"in/{name}");
        return (string)schema!;
    }

    private void Add(JsonObject action)
    {
        bool isProgram = golden.ContainsKey("files");
        bool several = isProgram || (bool?)action["files"] == true;
        foreach ((string source, JsonNode? content) in action["add"]!.AsObject())
        {
            string folder = isProgram ? ProgramInput : $"in/{source}";
            foreach (JsonArray rows in several ? content!.AsArray().Select(file => file!.AsArray()) : [content!.AsArray()])
            {
                fileCount++;
                string name = string.Create(CultureInfo.InvariantCulture, $"{folder}/f{fileCount:000000}.json");
                files.WriteAtomic(name, Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => (isProgram ? (string)row! : row!.ToJsonString()) + "\n"))));
                files.SetModified(name, FirstMoment + (fileCount * 1000L));
            }
        }
    }

    private static SparkError? RunToIdle(StreamingQueryExecution query)
    {
        for (int i = 0; query.RunTrigger() is not null; i++)
        {
            if (i == MaxBatchesPerStep)
            {
                throw new InvalidOperationException($"more than {MaxBatchesPerStep} batches in one step");
            }
        }

        return query.Error;
    }

    private string? CompareBatches()
    {
        JsonArray expected = golden["batches"]?.AsArray() ?? [];
        for (int i = 0; i < expected.Count && i < batches.Count; i++)
        {
            (int atStep, MicroBatch batch) = batches[i];
            string? difference = CompareBatch(expected[i]!.AsObject(), atStep, batch);
            if (difference is not null)
            {
                return $"batch {batch.BatchId} (step {atStep}): {difference}";
            }
        }

        return expected.Count == batches.Count ? null
            : $"expected {expected.Count} batches, got {batches.Count}; expected [{string.Join(' ', expected.Select(b => $"{b!["step"]}:{b["batchId"]}"))}], got [{string.Join(' ', batches.Select(b => $"{b.Step}:{b.Batch.BatchId}"))}]";
    }

    private string? CompareBatch(JsonObject expected, int atStep, MicroBatch batch)
    {
        if ((int)expected["step"]! != atStep || (long)expected["batchId"]! != batch.BatchId)
        {
            return $"expected batch {expected["batchId"]} in step {expected["step"]}";
        }

        var rows = new JsonArray([.. batch.Rows.Select(row => new JsonArray([.. row.Select((value, c) => JsonTable.Json(value, batch.Schema.Fields[c].DataType))]))]);

        // Spark reports a batch that ran twice by the later run.
        MicroBatch reported = batches.Last(other => other.Batch.BatchId == batch.BatchId).Batch;
        string? difference = JsonComparison.Rows(expected["rows"]!.AsArray(), rows, (bool?)golden["ordered"] == true);
        return difference is not null || golden.ContainsKey("files") // whole programs were recorded without metrics
            ? difference
            : Differ("numInputRows", expected["numInputRows"], reported.InputRowCount)
            ?? CompareEventTime(expected["eventTime"]!.AsObject(), reported)
            ?? CompareState(expected["state"]!.AsArray(), reported);
    }

    private static string? CompareEventTime(JsonObject expected, MicroBatch batch) =>
        Differ("watermark", expected["watermark"], Moment(batch.WatermarkMs))
        ?? Differ("max event time", expected["max"], Moment(batch.EventTime?.MaxMs))
        ?? Differ("min event time", expected["min"], Moment(batch.EventTime?.MinMs))
        ?? Differ("average event time", expected["avg"], Moment(batch.EventTime?.AverageMs));

    private static string? CompareState(JsonArray expected, MicroBatch batch)
    {
        if (expected.Count != batch.StateOperators.Count)
        {
            return $"expected {expected.Count} stateful operators, got {batch.StateOperators.Count}";
        }

        for (int i = 0; i < expected.Count; i++)
        {
            StateOperatorProgress progress = batch.StateOperators[i];
            string? difference = Differ("operatorName", expected[i]!["operatorName"], progress.OperatorName)
                ?? Differ("numRowsTotal", expected[i]!["numRowsTotal"], progress.RowsTotal)
                ?? Differ("numRowsUpdated", expected[i]!["numRowsUpdated"], progress.RowsUpdated)
                ?? Differ("numRowsRemoved", expected[i]!["numRowsRemoved"], progress.RowsRemoved)
                ?? Differ("numRowsDroppedByWatermark", expected[i]!["numRowsDroppedByWatermark"], progress.RowsDroppedByWatermark);
            if (difference is not null)
            {
                return $"operator {i}: {difference}";
            }
        }

        return null;
    }

    private static string? Differ(string what, JsonNode? expected, JsonNode? actual) =>
        expected?.ToJsonString() == actual?.ToJsonString() ? null : $"{what}: expected {expected?.ToJsonString() ?? "none"}, got {actual?.ToJsonString() ?? "none"}";

    private static string? Moment(long? ms) =>
        ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;
}
