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
    // How a reference ends.
    private const string Waits = "query.AwaitTermination();";

    private static readonly Scenario One = Scenario(40, File(3, "a", """{"v":1}"""));
    private static readonly Scenario Two = Scenario(40, File(3, "a", """{"v":1}"""), File(13, "b", """{"v":2}""", """{"v":3}"""));
    private static readonly Scenario WithRestart = Scenario(File(3, "a", """{"v":1}"""), Restart(20, 5), File(33, "b", """{"v":2}"""));

    private static readonly ProgramTraits Repeatable = ProgramTraits.Unknown with { UsesFiles = false, IsRepeatable = true, ShowsQueryIds = false };

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
    public async Task A_program_that_sees_its_querys_id_runs_once_more_after_a_restart()
    {
        static async Task Main(FakeThread main)
        {
            string query = await main.StartAsync(Query(Every(10), checkpoint: Checkpoint));
            main.Print(query + "\n");
            await main.AwaitAsync(query);
        }

        ProgramTraits traits = Repeatable with { ShowsQueryIds = true };
        var processes = new List<FakeProcess>();
        ScenarioTrace[] repeated = await Traces(Main, processes, traits, [One, WithRestart, WithRestart, Two]);

        Assert.Equal((await Traces(Main, [], traits with { IsRepeatable = false }, [One, WithRestart, WithRestart, Two])).Select(Text), repeated.Select(Text));
        Assert.Equal(2, Assert.Single(processes).Starts.Count);
    }

    [Fact]
    public async Task A_sleep_ends_as_long_after_the_start_whenever_that_is()
    {
        (string[] batches, FakeProcess process) = await Replay(
            async main =>
            {
                string query = await main.StartAsync(Query(Every(10)));
                await main.SleepAsync(15);
                await main.StopAsync(query);
                main.Print("done\n");
                await main.SleepForEverAsync();
            },
            One, Two with { Start = Start.AddDays(100) });

        Assert.Single(process.Starts);
        Assert.Equal(["9:0/1 done", "8640009:0/1 done"], batches);
    }

    [Fact]
    public async Task Threads_that_a_run_left_behind_are_ended_and_its_recording_is_played_on()
    {
        var processes = new List<FakeProcess>();
        (string[] batches, _) = await Replay(
            async main =>
            {
                main.Process.IsClean = false;
                string query = await main.StartAsync(Query(Every(10)));
                main.StartThread(other => other.AwaitAsync(query));
                await main.AwaitAsync(query);
            },
            processes, One, Two, One);

        Assert.True(Assert.Single(processes).HasExited);
        Assert.Equal(["9:0/1 ", "9:0/1 19:1/2 ", "9:0/1 "], batches);
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
    [InlineData("click-windows", Waits)]
    [InlineData("sensor-windows", Waits)]
    [InlineData("taxi", Waits)]
    [InlineData("temperature-alerts", Waits)]
    [InlineData("word-count", Waits)]
    [InlineData("taxi", "System.Threading.Tasks.Task.Run(() => query.AwaitTermination()).Wait();")]
    [InlineData("taxi", "System.Threading.Thread.Sleep(60_000); query.Stop();")]
    [InlineData("taxi", "System.Threading.Tasks.Task.Delay(60_000).Wait(); query.Stop(); query.AwaitTermination();")]
    [InlineData("taxi", "System.Console.WriteLine(query.Id); query.AwaitTermination();")]
    [InlineData("taxi", "var done = new System.Threading.ManualResetEvent(false); new System.Threading.Thread(() => { query.AwaitTermination(); done.Set(); }).Start(); done.WaitOne();")]
    public async Task A_program_gives_the_same_traces_played_back_and_run(string id, string end)
    {
        Assignment assignment = AssignmentReader.Read(Path.Combine(AppContext.BaseDirectory, "assignments", id)).Value!;
        Submission reference = SubmissionLoader.Load(assignment.ReferenceFolder, SubmissionLimits.Default);
        Assert.All(reference.Files, file => Assert.Contains(Waits, file.Text, StringComparison.Ordinal));
        Compiled program = TestProgram.Compile(reference with { Files = reference.Files.Select(file => file with { Text = file.Text.Replace(Waits, end, StringComparison.Ordinal) }).ToSeq() });
        Assert.True(program.Traits.IsRepeatable);

        Assert.Equal(await Texts(assignment, program with { Traits = program.Traits with { IsRepeatable = false } }), await Texts(assignment, program));
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
        ScenarioTrace[] real = await Traces(main, [], Repeatable with { IsRepeatable = false }, scenarios), repeated = await Traces(main, processes, Repeatable, scenarios);
        Assert.Equal(real.Select(Text), repeated.Select(Text));
        return ([.. repeated.Select(trace => string.Join(" | ", trace.Runs.Select(Short)) + " " + Printed(trace.Runs[^1].Output))], processes);
    }

    // All but the console sink's tables.
    private static string Printed(string output) => string.Concat(output.Split('\n').Where(line => line.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ')));

    private static async Task<ScenarioTrace[]> Traces(Func<FakeThread, Task> main, List<FakeProcess> processes, ProgramTraits traits, Scenario[] scenarios)
    {
        var wallClock = new ManualWallClock();
        await using var replay = new ProgramReplay(
            () =>
            {
                processes.Add(new FakeProcess(main, wallClock));
                return processes[^1];
            },
            new Compiled(new byte[] { 1 }, new byte[] { 2 }, [], traits), new FolderInput("in"), ReplayLimits.Default, wallClock);
        var traces = new List<ScenarioTrace>();
        foreach (Scenario scenario in scenarios)
        {
            traces.Add(await replay.ReplayAsync(scenario, CancellationToken.None));
        }

        return [.. traces];
    }
}
