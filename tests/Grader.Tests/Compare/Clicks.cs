using System.Globalization;
using Grader.Compare;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Tests.Compare;

/// <summary>A small task to write tests about: readings <c>t TIMESTAMP, k STRING, v DOUBLE</c> as JSON files in a folder.</summary>
internal static class Clicks
{
    public const string Schema = "t TIMESTAMP, k STRING, v DOUBLE";

    public static DateTimeOffset Start { get; } = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static long Ms(string time) => Start.ToUnixTimeMilliseconds() - 43_200_000 + (long)TimeSpan.Parse(time, CultureInfo.InvariantCulture).TotalMilliseconds;

    public static string Row(string time, string key = "a", string value = "1.0") => $$"""{"t":"2024-03-01T{{time}}Z","k":"{{key}}","v":{{value}}}""";

    public static Scenario Scenario(params TimelineEvent[] events) => new(
        "test", "scenarios/test.yaml", new LocalizedText("Test", null), 10, [], Start, null, [.. events]);

    /// <param name="at">Seconds after the start.</param>
    public static FileArrival File(double at, string name, params string[] lines) => new(
        TimeSpan.FromSeconds(at), 1, name, [.. lines.Select((line, i) => new ArrivingLine(line, null, i + 1))]);

    public static Restart Restart(double at, double down = 1) => new(TimeSpan.FromSeconds(at), 1, TimeSpan.FromSeconds(down), CrashPoint.BetweenBatches);

    public static DataSource Source(string schema = Schema, params Setting[] options) =>
        new("json", null, schema, options.ToSeq(), [ScenarioRun.Folder], IsStreaming: true);

    /// <summary>Counts per window of ten seconds and key.</summary>
    public static LogicalPlan Windowed(string delay = "10 seconds", string size = "10 seconds", params string[] aggregates) => new Aggregate(
        new WithWatermark(Source(), "t", delay), GroupType.GroupBy, [new ExpressionString($"window(t, '{size}')"), new ExpressionString("k")],
        (aggregates.Length == 0 ? ["count(1) AS n", "avg(v) AS mean"] : aggregates).Select(text => (Expression)new ExpressionString(text)).ToSeq());

    public static LogicalPlan Selected(LogicalPlan plan, params string[] columns) =>
        new Project(plan, columns.Select(text => (Expression)new ExpressionString(text)).ToSeq());

    public static LogicalPlan Filtered(string condition = "v > 90", params Setting[] options) =>
        new Filter(Source(Schema, options), new ExpressionString(condition));

    public static WriteStreamOperation Write(LogicalPlan plan, string mode = "update", long? everyMs = 5000, string? checkpoint = "checkpoint", string format = "console") => new(
        plan, format, mode, everyMs is { } interval ? new ProcessingTimeTrigger(interval, null) : new DefaultTrigger(), null,
        [new("truncate", "false"), .. checkpoint is null ? Array.Empty<Setting>() : [new("checkpointLocation", checkpoint)]], [], null);

    public static ScenarioAnswer Answer(Scenario scenario, WriteStreamOperation operation) => Answer(scenario, ScenarioRun.Of(scenario, operation));

    public static ScenarioAnswer Answer(Scenario scenario, ScenarioTrace trace) => new(scenario, trace, LatenessClassifier.Classify(trace));

    public static ComparisonRules Prescribed { get; } = new(SameTableSuffices: false, PrescribesFileLimit: false);

    public static ComparisonRules Free { get; } = new(SameTableSuffices: true, PrescribesFileLimit: false);

    public static Assignment Assignment(Scenario[] scenarios, params PrescribedFact[] facts) => new(
        "clicks", "/assignments/clicks", new LocalizedText("Clicks", null), new FolderInput(ScenarioRun.Folder), "/reference", [.. facts], [.. scenarios]);

    /// <summary>The trace with every batch mapped.</summary>
    public static ScenarioTrace Map(ScenarioTrace trace, Func<Engine.Streaming.MicroBatch, Engine.Streaming.MicroBatch> map) => trace with
    {
        Runs = trace.Runs.Select(run => run with { Queries = run.Queries.Select(query => query with { Batches = query.Batches.Select(map).ToSeq() }).ToSeq() }).ToSeq(),
    };

    /// <summary>The trace with its first run mapped.</summary>
    public static ScenarioTrace MapFirst(ScenarioTrace trace, Func<ProgramRun, ProgramRun> map) =>
        trace with { Runs = [map(trace.Runs[0]), .. trace.Runs.Skip(1)] };
}
