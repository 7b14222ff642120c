using Grader.Replay;
using Grader.Scenarios;
using Grader.Testing;
using static Grader.Tests.Replay.Replayed;

namespace Grader.Tests.Replay;

/// <summary>Whole programs in real workers.</summary>
public sealed class WorkerReplayTests
{
    private const string Prelude = """
        using Microsoft.Spark.Sql;
        using Microsoft.Spark.Sql.Streaming;

        SparkSession spark = SparkSession.Builder().AppName("test").GetOrCreate();
        DataStreamWriter writer = spark.ReadStream().Schema("v INT").Json("in").WriteStream().Format("console").Trigger(Trigger.ProcessingTime("5 seconds"));

        """;

    private static readonly Scenario TwoFiles = Scenario(File(1, "a", """{"v":1}"""), File(58, "b", """{"v":2}"""), File(62, "c", """{"v":3}"""));

    [Theory]
    [InlineData("Thread.Sleep(60_000); query.Stop();")]
    [InlineData("await Task.Delay(TimeSpan.FromMinutes(1)); query.Stop();")]
    [InlineData("for (int i = 0; i < 60; i++) await Task.Delay(1000); query.Stop();")]
    [InlineData("query.AwaitTermination(60_000); query.Stop();")]
    [InlineData("new Thread(() => { Thread.Sleep(60_000); query.Stop(); }).Start(); query.AwaitTermination();")]
    [InlineData("Task task = Task.Run(async () => { await Task.Delay(60_000); query.Stop(); }); task.Wait();")]
    [InlineData("var stop = new ManualResetEventSlim(); using var timer = new Timer(_ => stop.Set(), null, 60_000, -1); stop.Wait(); query.Stop();")]
    [InlineData("var start = DateTime.UtcNow; while (DateTime.UtcNow - start < TimeSpan.FromMinutes(1)) { Thread.Sleep(100); } query.Stop();")]
    [InlineData("var work = Task.Run(() => { Thread.Sleep(60_000); }); while (!work.Wait(7_000)) { } query.Stop();")]
    public async Task A_minute_of_the_stream_costs_no_minute(string wait)
    {
        Replayed replayed = await Run(TwoFiles, Prelude + "StreamingQuery query = writer.Start();\n" + wait + "\nConsole.WriteLine(\"done\");");

        Assert.Equal("4:0/1 59:1/1", replayed.Batches);
        Assert.Equal(new ProgramReturned(0), replayed.End);
        Assert.EndsWith("done\n", replayed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query.AwaitTermination();")]
    [InlineData("Console.ReadLine(); query.Stop();")]
    [InlineData("spark.Streams().AwaitAnyTermination();")]
    [InlineData("while (query.IsActive()) { }")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("while (true) { Thread.Sleep(100); }")]
    public async Task Whoever_waits_for_ever_is_left_when_the_scenario_is_over(string wait)
    {
        Replayed replayed = await Run(TwoFiles, Prelude + "StreamingQuery query = writer.Start();\n" + wait);

        Assert.Equal("4:0/1 59:1/1 64:2/1", replayed.Batches);
        Assert.Equal(new ProgramWaited(), replayed.End);
    }

    [Fact]
    public async Task A_program_that_computes_for_ever_is_stopped()
    {
        Replayed replayed = await Run(TwoFiles, "while (true) { }", ReplayLimits.Default with { ProcessorTime = TimeSpan.FromSeconds(1) });

        Assert.Equal(new ProgramExceededLimit("1 s of processor time", IsMachineDependent: false), replayed.End);
    }

    [Fact]
    public async Task Foreground_threads_keep_a_run_alive_and_others_do_not()
    {
        const string Stop = "StreamingQuery query = writer.Start();\nvar thread = new Thread(() => { Thread.Sleep(60_000); query.Stop(); });\n";

        Replayed foreground = await Run(TwoFiles, Prelude + Stop + "thread.Start();");
        Replayed background = await Run(TwoFiles, Prelude + Stop + "thread.IsBackground = true; thread.Start();");

        Assert.Equal(("4:0/1 59:1/1", new ProgramReturned(0)), (foreground.Batches, foreground.End));
        Assert.Equal(("", new ProgramReturned(0)), (background.Batches, background.End));
    }

    [Fact]
    public async Task A_program_that_fills_the_disk_is_stopped()
    {
        Replayed replayed = await Run(TwoFiles, "File.WriteAllBytes(Path.Combine(Path.GetTempPath(), \"big\"), new byte[20_000_000]); while (true) { }");

        Assert.Equal(new ProgramExceededLimit("16 MiB of files", IsMachineDependent: false), replayed.End);
    }

    [Fact]
    public async Task A_stack_overflow_kills_the_process_and_nothing_else()
    {
        Replayed replayed = await Run(TwoFiles, "int Deep(int n) => Deep(n + 1) + 1; return Deep(0);");

        ProgramDied died = Assert.IsType<ProgramDied>(replayed.End);
        Assert.Equal(134, died.ExitCode);
        Assert.Contains("Stack overflow", died.ErrorTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_codes_and_exceptions_are_told_apart()
    {
        Assert.Equal(new ProgramReturned(3), (await Run(TwoFiles, "return 3;")).End);
        Assert.Equal(5, Assert.IsType<ProgramDied>((await Run(TwoFiles, "Environment.Exit(5);")).End).ExitCode);
        ProgramThrew threw = Assert.IsType<ProgramThrew>((await Run(TwoFiles, "throw new InvalidOperationException(\"no\");")).End);
        Assert.Equal(("System.InvalidOperationException", "no", 1), (threw.Exception.TypeName, threw.Exception.Message, threw.Exception.Location.Line));
    }

    [Fact]
    public async Task A_restart_goes_on_from_the_checkpoint_and_the_programs_own_files()
    {
        Replayed replayed = await Run(
            Scenario(File(1, "a", """{"v":1}"""), Restart(6, 2), File(10, "b", """{"v":2}""")),
            Prelude + """
                Console.WriteLine(File.Exists("mark") ? "again" : "first");
                File.WriteAllText("mark", "");
                writer.Option("checkpointLocation", Path.GetFullPath("check")).Start().AwaitTermination();
                """);

        Assert.Equal(["4:0/1", "14:1/1"], replayed.Trace.Runs.Select(Short));
        Assert.Equal(["first", "again"], replayed.Trace.Runs.Select(run => run.Output.Split('\n')[0]));
        Assert.Equal("/home/student/check", replayed.Trace.Runs[1].Queries[0].CheckpointLocation);
    }

    [Fact]
    public async Task A_program_sees_what_arrives()
    {
        Replayed replayed = await Run(TwoFiles, """
            int polls = 0;
            while (!File.Exists("in/b")) { Thread.Sleep(1000); polls++; }
            Console.WriteLine($"{polls} {File.ReadAllText("in/b").Trim()} {DateTime.UtcNow:HH:mm:ss}");
            """);

        Assert.Equal("58 {\"v\":2} 12:00:59\n", replayed.Output);
    }

    private static async Task<Replayed> Run(Scenario scenario, string source, ReplayLimits? limits = null)
    {
        await using var replay = new ProgramReplay(
            () => TestWorkers.Start(), TestProgram.Compile(source), new FolderInput("in"), limits ?? ReplayLimits.Default);
        return new Replayed(await replay.ReplayAsync(scenario, CancellationToken.None), []);
    }
}
