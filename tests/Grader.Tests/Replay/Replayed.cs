using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Grader.Compile;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Tests.Replay;

/// <summary>Replays a script against a scenario, and says what came of it in short.</summary>
internal sealed class Replayed
{
    /// <summary>A second after a point of every grid, so that the first trigger and the grid differ.</summary>
    public static readonly DateTimeOffset Start = new(2024, 5, 1, 12, 0, 1, TimeSpan.Zero);

    public const string Checkpoint = "checkpoint";

    public Replayed(ScenarioTrace trace, ImmutableArray<FakeProcess> processes) => (Trace, Processes) = (trace, processes);

    public ScenarioTrace Trace { get; }

    public ImmutableArray<FakeProcess> Processes { get; }

    public ProgramEnd End => Trace.Runs[^1].End;

    public string Output => Trace.Runs[^1].Output;

    /// <summary>Batches of all runs in order: seconds since the scenario's start, batch id, input rows.</summary>
    public string Batches => string.Join(' ', Trace.Runs.Select(Short).Where(text => text.Length > 0));

    public static async Task<Replayed> Run(Scenario scenario, Func<FakeThread, Task> main, AssignmentInput? input = null, ReplayLimits? limits = null, Action<FakeProcess>? prepare = null)
    {
        var wallClock = new ManualWallClock();
        var processes = new List<FakeProcess>();
        var compiled = new Compiled(new byte[] { 1 }, new byte[] { 2 }, [], ProgramTraits.Unknown);
        await using var replay = new ProgramReplay(
            () =>
            {
                var process = new FakeProcess(main, wallClock);
                prepare?.Invoke(process);
                processes.Add(process);
                return process;
            },
            compiled, input ?? new FolderInput("in"), limits ?? ReplayLimits.Default, wallClock);
        return new Replayed(await replay.ReplayAsync(scenario, CancellationToken.None), [.. processes]);
    }

    public static string Short(ProgramRun run) => string.Join(' ', run.Queries.SelectMany(query => query.Batches).Select(batch =>
        string.Create(CultureInfo.InvariantCulture, $"{(batch.TriggerTimeMs - Start.ToUnixTimeMilliseconds()) / 1000.0}:{batch.BatchId}/{batch.InputRowCount}")));

    public static Scenario Scenario(params TimelineEvent[] events) => Scenario(null, events);

    public static Scenario Scenario(double? end, params TimelineEvent[] events) => new(
        "test", "test.yaml", new LocalizedText("Test", null), 1, [], Start, end is { } seconds ? TimeSpan.FromSeconds(seconds) : null, [.. events]);

    public static FileArrival File(double at, string name, params string[] lines) => new(TimeSpan.FromSeconds(at), 1, name, Lines(lines));

    public static FileRename Rename(double at, string from, string to) => new(TimeSpan.FromSeconds(at), 1, from, to);

    public static SocketArrival Socket(double at, params string[] lines) => new(TimeSpan.FromSeconds(at), 1, Lines(lines));

    public static Restart Restart(double at, double down, CrashPoint point = CrashPoint.BetweenBatches) => new(TimeSpan.FromSeconds(at), 1, TimeSpan.FromSeconds(down), point);

    public static FileWritten Written(string path, string text) => new(path, Seq.Create<byte>(Encoding.UTF8.GetBytes(text)), 0);

    /// <summary>A query without state over the JSON files of a folder.</summary>
    public static WriteStreamOperation Query(Trigger? trigger = null, string path = "in", int? maxFiles = null, string? checkpoint = null, string schema = "v INT") =>
        Operation(Files(path, schema, maxFiles), trigger, "append", checkpoint);

    /// <summary>Counts per window of ten seconds behind a watermark of as many, in update mode.</summary>
    public static WriteStreamOperation WindowCount(Trigger? trigger = null, string? checkpoint = null) => Operation(
        new Aggregate(
            new WithWatermark(Files("in", "t TIMESTAMP", null), "t", "10 seconds"), GroupType.GroupBy,
            [new ExpressionString("window(t, '10 seconds')")], [new ExpressionString("count(*)")]),
        trigger, "update", checkpoint);

    public static WriteStreamOperation SocketQuery(Trigger? trigger = null, int port = 9999) => Operation(
        new DataSource("socket", null, null, [new("host", "localhost"), new("port", port.ToString(CultureInfo.InvariantCulture))], [], IsStreaming: true),
        trigger, "append", null);

    public static ProcessingTimeTrigger Every(int seconds) => new(seconds * 1000, null);

    public static WriteStreamOperation Operation(LogicalPlan plan, Trigger? trigger, string mode, string? checkpoint) => new(
        plan, "console", mode, trigger ?? new DefaultTrigger(), null, checkpoint is null ? [] : [new("checkpointLocation", checkpoint)], [], null);

    public static DataSource Files(string path, string schema = "v INT", int? maxFiles = null) => new(
        "json", null, schema, maxFiles is { } count ? [new("maxFilesPerTrigger", count.ToString(CultureInfo.InvariantCulture))] : [], [path], IsStreaming: true);

    private static ImmutableArray<ArrivingLine> Lines(string[] lines) => [.. lines.Select(line => new ArrivingLine(line, null, 1))];
}
