using System.Text;
using Grader.Plans;
using Grader.Plans.Session;

namespace Grader.Worker.Tests;

public class WorkerRunTests
{
    [Fact]
    public async Task Prints_and_calls_come_in_the_order_the_program_makes_them_and_the_console_sinks_text_before_the_calls_end()
    {
        await using var lane = new FakeLane { ConsoleText = "Batch: 0\n" };
        RunLog run = await lane.RunAsync("""
            Console.WriteLine("one");
            Session.Client.SetConf("a", "b");
            Console.Write("two ");
            Console.Error.WriteLine("oops");
            Console.Write(3.5);
            """);
        Assert.Equal(["out:one\n", "SetConfRequest", "out:Batch: 0\n", "out:two ", "err:oops\n", "out:3.5"], run.Log);
        Assert.Equal(new RunEnded(1, new Returned(0), [], IsClean: true), run.End);
    }

    [Fact]
    public async Task Replies_reach_the_program_with_their_values_and_errors_are_thrown_at_its_call()
    {
        await using var lane = new FakeLane
        {
            Answer = request => request switch
            {
                GetConfRequest(var key) => new TextReply(key + "!"),
                StopQueryRequest => new ErrorReply(new SparkError("AnalysisException", "UNRESOLVED_COLUMN", "no such column")),
                _ => new BooleanReply(true),
            },
        };
        RunLog run = await lane.RunAsync("""
            Console.Write(Session.Client.GetConf("key"));
            Console.Write(Session.Client.IsQueryActive("q"));

            Session.Client.StopQuery("q");
            """);
        Assert.Equal("key!True", run.Printed);
        var threw = Assert.IsType<Threw>(Assert.IsType<RunEnded>(run.End).Result);
        Assert.Equal("UNRESOLVED_COLUMN", threw.Spark?.ErrorClass);
        Assert.Equal("Program.cs", threw.Location.File);
        Assert.Equal(4, threw.Location.Line);
    }

    [Fact]
    public async Task An_exception_names_its_type_its_message_and_the_students_line()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            await Task.Yield();
            Fail();
            static void Fail()
            {
                int.Parse("x");
            }
            """);
        var threw = Assert.IsType<Threw>(Assert.IsType<RunEnded>(run.End).Result);
        Assert.Equal("System.FormatException", threw.TypeName);
        Assert.Contains("'x'", threw.Message, StringComparison.Ordinal);
        Assert.Null(threw.Spark);
        Assert.Equal(("Program.cs", 5), (threw.Location.File, threw.Location.Line));
    }

    [Theory]
    [InlineData("return 7;", 7)]
    [InlineData("await Task.Yield(); return 8;", 8)]
    [InlineData("Environment.ExitCode = 9;", 9)]
    public async Task The_exit_code_is_what_the_entry_point_returned(string source, int exitCode)
    {
        await using var lane = new FakeLane();
        Assert.Equal(new Returned(exitCode), Assert.IsType<RunEnded>((await lane.RunAsync(source)).End).Result);
    }

    [Fact]
    public async Task A_run_that_uses_no_files_gets_none_and_tells_of_none()
    {
        await using var lane = new FakeLane { UsesFiles = false, Arrivals = [FakeLane.TextFile("later.txt", "b")] };
        RunLog run = await lane.RunAsync("""
            Session.Client.SetConf("a", "b");
            Console.Write(Directory.GetFileSystemEntries(".").Length);
            File.WriteAllText("own.txt", "c");
            """, FakeLane.TextFile("there.txt", "a"));
        Assert.Equal("0", run.Printed);
        Assert.Empty(run.Files);
    }

    [Fact]
    public async Task Environment_Exit_ends_the_process_with_its_code()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""Console.WriteLine("bye"); Environment.Exit(3);""");
        Assert.Null(run.End);
        Assert.Equal("bye\n", run.Printed);
        Assert.Equal(3, await lane.Worker.WaitForExitAsync());
    }

    [Fact]
    public async Task A_stack_overflow_ends_the_process_and_standard_error_tells_of_it()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("Console.Write(F(1)); static int F(int n) => F(n + 1) + 1;");
        Assert.Null(run.End);
        Assert.NotEqual(0, await lane.Worker.WaitForExitAsync());
        Assert.Contains("Stack overflow", lane.Worker.ErrorTail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_written_to_descriptor_one_does_not_reach_the_protocol()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            using (var raw = Console.OpenStandardOutput()) raw.Write(new byte[] { 1, 2, 3, 4, 5 });
            Console.Write("fine");
            """);
        Assert.Equal("fine", run.Printed);
        Assert.IsType<RunEnded>(run.End);
    }

    [Fact]
    public async Task Files_of_the_program_are_told_before_its_next_call_and_arrivals_lie_there_after_it()
    {
        await using var lane = new FakeLane { Arrivals = [FakeLane.TextFile("input/b.json", "arrived")] };
        RunLog run = await lane.RunAsync(
            """
            Console.Write(File.ReadAllText("input/a.json"));
            Directory.CreateDirectory("made/inside");
            File.WriteAllText("made/x.txt", "1");
            Session.Client.ResetTerminated();
            Console.Write(File.ReadAllText("input/b.json"));
            File.WriteAllText("made/x.txt", "2");
            Session.Client.ResetTerminated();
            Directory.Delete("made", true);
            File.Delete("input/a.json");
            """,
            FakeLane.TextFile("input/a.json", "first "));
        Assert.Equal("first arrived", run.Printed);
        Assert.Equal(
            ["made/", "made/inside/", "made/x.txt=1", "made/x.txt=2", "-input/a.json", "-made"],
            run.Files.Select(change => change switch
            {
                FileWritten(var path, var content, _) => $"{path}={Encoding.UTF8.GetString(content.AsSpan())}",
                DirectoryCreated(var path) => path + "/",
                _ => "-" + change.Path,
            }));
    }

    [Fact]
    public async Task Statics_start_clean_in_every_run_and_a_clean_worker_is_used_again()
    {
        await using var lane = new FakeLane();
        (byte[] assembly, byte[] symbols) = TestProgram.Compile("Console.Write(++Counter.Value); class Counter { public static int Value; }");
        string path = lane.Worker.PlaceProgram(assembly, symbols);
        for (int i = 0; i < 3; i++)
        {
            RunLog run = await lane.RunAgainAsync(path);
            Assert.Equal("1", run.Printed);
            Assert.True(lane.Worker.IsReusable());
        }
    }

    [Fact]
    public async Task An_abandoned_run_never_goes_on_and_leaves_the_worker_reusable()
    {
        await using var lane = new FakeLane { Answer = request => request is AwaitTerminationRequest ? null : new DoneReply() };
        (byte[] assembly, byte[] symbols) = TestProgram.Compile("""
            try { Session.Client.AwaitTermination("q", null); }
            finally { Console.Write("never"); }
            """);
        string path = lane.Worker.PlaceProgram(assembly, symbols);
        for (int i = 0; i < 3; i++)
        {
            RunLog run = await lane.RunAgainAsync(path);
            Assert.Equal(new RunCleared(i + 1, IsClean: true, WaitingThreads: 1), run.End);
            Assert.Equal("", run.Printed);
            Assert.True(lane.Worker.IsReusable());
        }
    }

    [Theory]
    [InlineData("new Thread(() => Thread.Sleep(-1)) { IsBackground = true }.Start();")]
    [InlineData("new Thread(() => { while (true) { } }) { IsBackground = true }.Start();")]
    [InlineData("Task.Run(() => Thread.Sleep(-1)).Wait(20);")]
    [InlineData("Directory.SetCurrentDirectory(\"/\");")]
    [InlineData("Console.SetOut(TextWriter.Null);")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { };")]
    [InlineData("Environment.SetEnvironmentVariable(\"X\", \"1\");")]
    [InlineData("System.Globalization.CultureInfo.DefaultThreadCurrentCulture = new System.Globalization.CultureInfo(\"ru-RU\");")]
    public async Task A_worker_whose_run_left_something_behind_is_not_used_again(string source)
    {
        await using var lane = new FakeLane();
        Assert.IsType<RunEnded>((await lane.RunAsync(source)).End);
        Assert.False(lane.Worker.IsReusable());
    }

    [Fact]
    public async Task A_run_ends_only_when_no_foreground_thread_waits()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            var gate = new ManualResetEventSlim();
            new Thread(() => { gate.Set(); VirtualTime.Sleep(60_000); Console.Write("slept"); }).Start();
            gate.Wait();
            """);
        Assert.Equal("slept", run.Printed);
        Assert.Equal(TimeSpan.FromMinutes(1).Ticks, run.EndUtcTicks - FakeLane.Start);
        Assert.True(Assert.IsType<RunEnded>(run.End).IsClean);
    }

    [Fact]
    public async Task Output_beyond_the_bound_is_cut_one_character_after_it()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("for (int i = 0; i < 40_000; i++) Console.WriteLine(new string('x', 100));");
        Assert.Equal((1024 * 1024) + 1, run.Printed.Length);
    }

    [Fact]
    public async Task The_environment_holds_nothing_of_the_lanes_own()
    {
        await using var lane = new FakeLane();
        RunLog run = await lane.RunAsync("""
            foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Order()) Console.WriteLine(name);
            Console.WriteLine(TimeZoneInfo.Local.BaseUtcOffset);
            """);
        Assert.Equal(
            "DOTNET_EnableDiagnostics\nDOTNET_EnableWriteXorExecute\nDOTNET_GCHeapHardLimit\nDOTNET_LTTng\nDOTNET_ROOT\nDOTNET_TieredCompilation\nDOTNET_gcConcurrent\nDOTNET_gcServer\nHOME\nLANG\nTMPDIR\nTZ\n00:00:00\n",
            run.Printed);
    }

    [Theory]
    [InlineData(true, "1 2 3 ")]
    [InlineData(false, "1 1 1 ")]
    public async Task A_program_is_loaded_anew_for_each_run_only_where_it_has_static_state(bool hasStaticState, string loaded)
    {
        await using var lane = new FakeLane { HasStaticState = hasStaticState };
        (byte[] assembly, byte[] symbols) = TestProgram.Compile(
            """Console.Write(AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == "Submission") + " ");""");
        string path = lane.Worker.PlaceProgram(assembly, symbols);
        string printed = "";
        for (int run = 0; run < 3; run++)
        {
            printed += (await lane.RunAgainAsync(path)).Printed;
        }

        Assert.Equal(loaded, printed);
    }

    [Fact]
    public async Task A_run_in_assemblies_that_are_there_already_finds_no_session_of_the_last_run()
    {
        await using var lane = new FakeLane { HasStaticState = false };
        (byte[] assembly, byte[] symbols) = TestProgram.Compile(
            """
            using Microsoft.Spark.Sql;
            Console.Write($"{SparkSession.GetDefaultSession() is null} {SparkSession.GetActiveSession() is null} ");
            SparkSession.SetActiveSession(SparkSession.Builder().Config("spark.x", "1").GetOrCreate());
            """);
        string path = lane.Worker.PlaceProgram(assembly, symbols);
        string printed = (await lane.RunAgainAsync(path)).Printed + (await lane.RunAgainAsync(path)).Printed;

        Assert.Equal("True True True True ", printed);
    }
}
