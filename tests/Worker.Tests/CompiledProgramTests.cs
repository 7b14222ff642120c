using Grader.Compile;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Worker.Tests;

/// <summary>Programs as students write them, compiled as the grader compiles them, in a worker.</summary>
public class CompiledProgramTests
{
    private static readonly SubmissionCompiler Compiler = new(ReferenceAssemblies.BesideProgram());

    [Theory]
    [InlineData("Thread.Sleep(60_000);", 60)]
    [InlineData("using static System.Threading.Thread; Sleep(TimeSpan.FromHours(1));", 3600)]
    [InlineData("Action<int> sleep = Thread.Sleep; sleep(5000);", 5)]
    [InlineData("for (int i = 0; i < 1000; i++) Thread.Sleep(60_000);", 60_000)]
    [InlineData("await Task.Delay(5000); await Task.Delay(TimeSpan.FromSeconds(2));", 7)]
    [InlineData("Task.Delay(5000).Wait();", 5)]
    [InlineData("Task.Delay(5000).GetAwaiter().GetResult();", 5)]
    [InlineData("var gate = new ManualResetEvent(false); gate?.WaitOne(5000);", 5)]
    [InlineData("Func<TimeSpan, bool> wait = new SemaphoreSlim(0).Wait; wait(TimeSpan.FromSeconds(5));", 5)]
    [InlineData("Console.Write(await new SemaphoreSlim(0).WaitAsync(5000));", 5)]
    [InlineData("new System.Collections.Concurrent.BlockingCollection<int>().TryTake(out _, 5000);", 5)]
    [InlineData("var w = System.Diagnostics.Stopwatch.StartNew(); while (w.Elapsed < TimeSpan.FromSeconds(5)) Thread.Sleep(1000);", 5)]
    [InlineData("DateTime end = DateTime.UtcNow.AddSeconds(5); while (DateTime.UtcNow < end) Thread.Sleep(500);", 5)]
    [InlineData("using var c = new CancellationTokenSource(5000); try { await Task.Delay(-1, c.Token); } catch (OperationCanceledException) { }", 5)]
    [InlineData("var done = new ManualResetEventSlim(); using var t = new System.Timers.Timer(5000) { AutoReset = false }; t.Elapsed += (_, _) => done.Set(); t.Start(); done.Wait();", 5)]
    public async Task Waiting_takes_virtual_time_and_no_real_time(string source, int seconds)
    {
        await using var lane = new FakeLane();
        RunLog run = await RunAsync(lane, source);
        Assert.IsType<Returned>(Assert.IsType<RunEnded>(run.End).Result);
        Assert.Equal(TimeSpan.FromSeconds(seconds), new TimeSpan(run.EndUtcTicks - FakeLane.Start));
    }

    [Theory]
    [InlineData("using var t = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await t.WaitForNextTickAsync()) { Tick(); if (n == 3) break; }", "01 02 03 ")]
    [InlineData("var done = new ManualResetEventSlim(); using var t = new Timer(_ => { if (n < 3) Tick(); if (n == 3) done.Set(); }, null, 1000, 2000); done.Wait();", "01 03 05 ")]
    [InlineData("var done = new ManualResetEventSlim(); var t = new System.Timers.Timer(2000); t.Elapsed += (_, e) => { if (n < 3) Tick(); else done.Set(); }; t.Start(); done.Wait();", "02 04 06 ")]
    public async Task Timers_tick_on_virtual_time(string source, string ticks)
    {
        await using var lane = new FakeLane();
        RunLog run = await RunAsync(lane, "int n = 0; void Tick() { n++; Console.Write($\"{DateTime.UtcNow:ss} \"); }\n" + source);
        Assert.Equal(ticks, run.Printed);
    }

    [Fact]
    public async Task Clocks_read_virtual_time()
    {
        await using var lane = new FakeLane();
        RunLog run = await RunAsync(lane, """
            using static System.DateTime;
            Thread.Sleep(90_000);
            var now = new { Now, DateTimeOffset.UtcNow.Minute };
            Console.Write($"{now.Now:HH:mm:ss} {now.Minute} {UtcNow:O} {Today:yyyy-MM-dd} {Environment.TickCount64} {TimeProvider.System.GetUtcNow():ss}");
            """);
        Assert.Equal("12:01:30 1 2024-05-01T12:01:30.0000000Z 2024-05-01 90000 30", run.Printed);
    }

    [Fact]
    public async Task A_stack_trace_names_the_students_line_whatever_stands_before_it()
    {
        await using var lane = new FakeLane();
        RunLog run = await RunAsync(lane, """
            #define FAST
            #line 900 "Elsewhere.cs"
            using Microsoft.Spark.Sql;
            #if !FAST
            Thread.Sleep(1);
            #endif
            var columns = Functions.Col("a")
                .Alias("b") /* two
                lines */
                .Cast("int"); Thread.Sleep(10); var started = DateTime.Now;
            Fail(
                started);
            static void Fail(DateTime at) =>
                throw new InvalidOperationException($"at {at:ss}");
            """);
        var threw = Assert.IsType<Threw>(Assert.IsType<RunEnded>(run.End).Result);
        Assert.Equal(("at 00", "Program.cs", 14), (threw.Message, threw.Location.File, threw.Location.Line));
    }

    [Fact]
    public async Task Every_plan_node_and_expression_knows_the_call_that_made_it()
    {
        List<LogicalPlan> analyzed = [];
        List<WriteStreamOperation> started = [];
        await using var lane = new FakeLane
        {
            Answer = request =>
            {
                switch (request)
                {
                    case AnalyzeRequest(var plan):
                        analyzed.Add(plan);
                        return new SchemaReply(new AnalyzedSchema(new StructType([new StructField("v", new IntegerType(), true)]), IsStreaming: true));
                    case StartQueryRequest(var operation):
                        started.Add(operation);
                        return new QueryReply(new StreamingQueryHandle("q", "r", null));
                    case AwaitTerminationRequest or IsQueryActiveRequest:
                        return new BooleanReply(true);
                    case GetConfRequest:
                        return new TextReply(null);
                    default:
                        return new DoneReply();
                }
            },
        };
        RunLog run = await RunAsync(lane, """
            using Microsoft.Spark.Sql;
            using static Microsoft.Spark.Sql.Functions;
            var spark = SparkSession.Builder().GetOrCreate();
            DataFrame? df = spark.ReadStream().Format("rate")
                .Load();
            var q = df?.Filter(Col("v") > 3
                    & df["v"].IsNotNull())
                .Select(
                    Lit(1).Alias("one"))
                ?.WriteStream()
                .Format("console")
                .Start();
            q?.AwaitTermination();
            """);
        Assert.Equal(new Returned(0), Assert.IsType<RunEnded>(run.End).Result);
        WriteStreamOperation operation = Assert.Single(started);
        Assert.Equal("Program.cs:10:7", operation.Origin.ToString());
        var project = Assert.IsType<Project>(operation.Input);
        var filter = Assert.IsType<Filter>(project.Child);
        Assert.Equal(
            ["Program.cs:8:6", "Program.cs:6:13", "Program.cs:5:6"],
            new[] { project, filter, filter.Child }.Select(plan => plan.Origin.ToString()));
        var both = Assert.IsType<UnresolvedFunction>(filter.Condition);
        Assert.Equal(("and", "Program.cs:7:9"), (both.Name, both.Origin.ToString()));
        Assert.Equal(["Program.cs:6:29", "Program.cs:7:19"], both.Arguments.Select(argument => argument.Origin.ToString()));
        Assert.Equal("Program.cs:6:20", ((UnresolvedFunction)both.Arguments[0]).Arguments[0].Origin.ToString());
        Assert.Equal("Program.cs:7:13", ((UnresolvedFunction)both.Arguments[1]).Arguments[0].Origin.ToString());
        Assert.Equal("Program.cs:9:16", Assert.Single(project.Expressions).Origin.ToString());
    }

    private static async Task<RunLog> RunAsync(FakeLane lane, string source)
    {
        CompileResult result = Compiler.Compile(new Submission("anna", [new SourceFile("Program.cs", source)]), CompileLimits.Trusted);
        var compiled = result as Compiled ?? throw new InvalidOperationException(result.ToString());
        return await lane.RunAgainAsync(lane.Worker.PlaceProgram(compiled.Assembly.Span, compiled.Symbols.Span));
    }
}
