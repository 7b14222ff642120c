using Grader.Compile;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Testing;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>Runs that are played back instead of run: what comes of them is what came of them when all were run.</summary>
public sealed class RepeatedRunTests
{
    private static readonly Scenario One = Scenario(40, File(3, "a", """{"v":1}"""));
    private static readonly Scenario Two = Scenario(40, File(3, "a", """{"v":1}"""), File(13, "b", """{"v":2}""", """{"v":3}"""));
    private static readonly Scenario WithRestart = Scenario(File(3, "a", """{"v":1}"""), Restart(20, 5), File(33, "b", """{"v":2}"""));

    [Fact]
    public async Task A_program_that_starts_its_query_and_waits_runs_once_for_all_scenarios()
    {
        (string[] batches, FakeProcess process) = await Replay(
            async main =>
            {
                main.Print("hello\n");
                await main.AwaitAsync(await main.StartAsync(Query(Every(10), checkpoint: Checkpoint)));
            },
            One, Two, WithRestart, WithRestart, Two);

        Assert.Single(process.Starts); // after a restart too, where its query has another id
        Assert.Equal(["9:0/1 hello", "9:0/1 19:1/2 hello", "9:0/1 | 39:1/1 hello", "9:0/1 | 39:1/1 hello", "9:0/1 19:1/2 hello"], batches);
    }

    [Fact]
    public async Task A_run_after_a_restart_asks_for_its_own_queries()
    {
        (string[] batches, FakeProcess process) = await Replay(
            async main =>
            {
                string first = await main.StartAsync(Query(Every(10))), second = await main.StartAsync(Query(Every(10), checkpoint: Checkpoint));
                await main.StopAsync(first);
                main.Print($"{await main.IsActiveAsync(first)} {await main.IsActiveAsync(second)}\n");
                await main.AwaitAsync(second);
            },
            WithRestart);

        Assert.Single(process.Starts);
        Assert.Equal(["9:0/1 | 39:1/1 False True"], batches);
    }

    [Fact]
    public async Task A_program_that_was_told_of_an_error_runs_once_more_after_a_restart()
    {
        (_, FakeProcess process) = await Replay(
            async main =>
            {
                string query = await main.StartAsync(Query(Every(10), checkpoint: Checkpoint));
                await Assert.ThrowsAsync<SparkException>(() => main.CallAsync<RowsReply>(new CollectRequest(Files("nowhere") with { IsStreaming = false })));
                await main.AwaitAsync(query);
            },
            WithRestart, WithRestart);

        Assert.Equal(2, process.Starts.Count);
    }

    [Fact]
    public async Task What_ends_by_itself_is_played_back_to_its_end()
    {
        (string[] batches, FakeProcess process) = await Replay(
            async main =>
            {
                string query = await main.StartAsync(Query(Every(10)));
                await main.AwaitAsync(query, 15_000);
                await main.StopAsync(query);
                main.Print("done\n");
            },
            One, Two);

        Assert.Single(process.Starts);
        Assert.Equal(["9:0/1 done", "9:0/1 done"], batches);
    }

    [Fact]
    public async Task Where_the_program_is_told_something_else_all_its_runs_are_real_from_then_on()
    {
        (string[] batches, FakeProcess process) = await Replay(
            async main =>
            {
                string query = await main.StartAsync(Query(Every(10)));
                await main.AwaitAsync(query, 25_000);
                CollectedRows rows = (await main.CallAsync<RowsReply>(new CollectRequest(Files("in") with { IsStreaming = false }))).Rows;
                main.Print($"{rows.Rows.Count} rows\n");
            },
            One, Two, Two, One);

        Assert.Equal(4, process.Starts.Count);
        Assert.Equal(["9:0/1 1 rows", "9:0/1 19:1/2 3 rows", "9:0/1 19:1/2 3 rows", "9:0/1 1 rows"], batches);
    }

    [Fact]
    public async Task A_program_that_says_too_much_is_run_each_time()
    {
        (string[] batches, FakeProcess process) = await Replay(
            async main =>
            {
                for (int i = 0; i < 600; i++)
                {
                    main.Print("x\n");
                }

                await main.AwaitAsync(await main.StartAsync(Query(Every(10))));
            },
            One, One);

        Assert.Equal(2, process.Starts.Count);
        Assert.All(batches, text => Assert.StartsWith("9:0/1 xxx", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_died_is_no_recording()
    {
        var processes = new List<FakeProcess>();
        (string[] batches, _) = await Replay(
            async main =>
            {
                await main.StartAsync(Query(Every(10)));
                main.Process.Exit(139);
            },
            processes, One, One);

        Assert.Equal(2, processes.Count);
        Assert.All(processes, process => Assert.Single(process.Starts));
    }

    [Theory]
    [InlineData("click-windows")]
    [InlineData("sensor-windows")]
    [InlineData("taxi")]
    [InlineData("temperature-alerts")]
    [InlineData("word-count")]
    public async Task A_reference_gives_the_same_traces_played_back_and_run(string id)
    {
        Assignment assignment = AssignmentReader.Read(Path.Combine(AppContext.BaseDirectory, "assignments", id)).Value!;
        Compiled program = TestProgram.Compile(SubmissionLoader.Load(assignment.ReferenceFolder, SubmissionLimits.Default));
        Assert.True(program.IsRepeatable);

        Assert.Equal(await Texts(assignment, program with { IsRepeatable = false }), await Texts(assignment, program));
    }

    private static async Task<string[]> Texts(Assignment assignment, Compiled program)
    {
        await using var replay = new ProgramReplay(() => TestWorkers.Start(), program, assignment.Input, ReplayLimits.Default);
        var texts = new List<string>();
        foreach (Scenario scenario in assignment.Scenarios)
        {
            texts.Add(Text(await replay.ReplayAsync(scenario, CancellationToken.None)));
        }

        return [.. texts];
    }

    /// <summary>What a report may be made of: progress reports, rows as the console shows them, ends.</summary>
    private static string Text(ScenarioTrace trace) => string.Join('\n', trace.Runs.Select(run =>
        $"{run.StartMs} {run.End} {run.Output}{string.Concat(run.Queries.Select(query => $"{query.Id} {string.Join('\n', query.Progress.Select(progress => progress.Json))} {query.Error}"))}"));

    private static async Task<(string[] Batches, FakeProcess Process)> Replay(Func<FakeThread, Task> main, params Scenario[] scenarios)
    {
        var processes = new List<FakeProcess>();
        (string[] batches, _) = await Replay(main, processes, scenarios);
        return (batches, Assert.Single(processes));
    }

    /// <summary>Of each scenario the batches of its runs and what the last run printed. The same must come of it where every run is real.</summary>
    private static async Task<(string[] Batches, List<FakeProcess> Processes)> Replay(Func<FakeThread, Task> main, List<FakeProcess> processes, params Scenario[] scenarios)
    {
        ScenarioTrace[] real = await Traces(main, [], isRepeatable: false, scenarios), repeated = await Traces(main, processes, isRepeatable: true, scenarios);
        Assert.Equal(real.Select(Text), repeated.Select(Text));
        return ([.. repeated.Select(trace => string.Join(" | ", trace.Runs.Select(Short)) + " " + Printed(trace.Runs[^1].Output))], processes);
    }

    // All but the console sink's tables.
    private static string Printed(string output) => string.Concat(output.Split('\n').Where(line => line.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ')));

    private static async Task<ScenarioTrace[]> Traces(Func<FakeThread, Task> main, List<FakeProcess> processes, bool isRepeatable, Scenario[] scenarios)
    {
        var wallClock = new ManualWallClock();
        await using var replay = new ProgramReplay(
            () =>
            {
                processes.Add(new FakeProcess(main, wallClock));
                return processes[^1];
            },
            new Compiled(new byte[] { 1 }, new byte[] { 2 }, [], HasStaticState: false, UsesFiles: false, isRepeatable), new FolderInput("in"), ReplayLimits.Default, wallClock);
        var traces = new List<ScenarioTrace>();
        foreach (Scenario scenario in scenarios)
        {
            traces.Add(await replay.ReplayAsync(scenario, CancellationToken.None));
        }

        return [.. traces];
    }
}
