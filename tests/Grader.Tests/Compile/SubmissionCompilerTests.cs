using System.Text;

namespace Grader.Compile;

public class SubmissionCompilerTests
{
    private const string Usings = "using Microsoft.Spark.Sql; using static Microsoft.Spark.Sql.Functions;\n";

    [Theory]
    [InlineData("Console.WriteLine(1);")]
    [InlineData("class P { static void Main() { } }")]
    [InlineData("class P { static int Main(string[] args) => args.Length; }")]
    [InlineData("class P { static async Task Main() => await Task.Delay(5); }")]
    [InlineData("class P { static async Task<int> Main() { await Task.Yield(); return 3; } }")]
    [InlineData("using System; namespace Grader.Worker { class P { static void Main() { Thread.Sleep(1); } } }")]
    [InlineData("Console.WriteLine(\"Привет, мир\"); string имя = \"Анна\"; Console.WriteLine(имя + DateTime.Now);")]
    [InlineData("#define X\n#if X\nThread.Sleep(1);\n#endif\n")]
    [InlineData("// only a comment\nThread.Sleep(1);")]
    [InlineData("// the end is missing a line end\nConsole.WriteLine(DateTime.Now) ;// here")]
    [InlineData("#nullable disable\nstring s = null; Thread.Sleep(s == null ? 1 : 2);")]
    public void Every_kind_of_program_compiles(string program) => CompilerFixture.Compiles(program);

    [Fact]
    public void Several_files_make_one_program() => CompilerFixture.Compiles(
        ("Helpers/Wait.cs", "namespace H; static class Wait { public static void Long() => Thread.Sleep(10_000); }"),
        ("Program.cs", "using H;\nWait.Long();"),
        ("Usings.cs", "global using Watch = System.Diagnostics.Stopwatch;"),
        ("Empty.cs", ""));

    [Theory]
    [InlineData("using static System.Threading.Thread; Sleep(5);")]
    [InlineData("using static System.Threading.Tasks.Task; Delay(5).Wait();")]
    [InlineData("using static System.DateTime; Console.Write(Now + \"\" + UtcNow + Today);")]
    [InlineData("using static System.Diagnostics.Stopwatch; Console.Write(GetTimestamp() / Frequency);")]
    [InlineData("using static System.Environment; Console.Write(TickCount + TickCount64);")]
    [InlineData("Action<int> s = Thread.Sleep; s(5);")]
    [InlineData("Func<int, Task> d = Task.Delay; await d(5);")]
    [InlineData("var t = Task.Delay(5); Func<int, bool> w = t.Wait; w(5);")]
    [InlineData("Task? t = null; t?.Wait(5); CancellationTokenSource? c = null; c?.CancelAfter(5);")]
    [InlineData("Task<int>? t = Task.FromResult(1); int? x = t?.WaitAsync(TimeSpan.FromSeconds(1)).Result; Console.Write(x);")]
    [InlineData("Task.Delay(millisecondsDelay: 5).Wait(millisecondsTimeout: 7);")]
    [InlineData("Thread.Sleep(timeout: TimeSpan.FromSeconds(1));")]
    [InlineData("using var c = new CancellationTokenSource(5); CancellationTokenSource d = new(TimeSpan.FromSeconds(1)); d.CancelAfter(delay: TimeSpan.Zero);")]
    [InlineData("var w = System.Diagnostics.Stopwatch.StartNew(); Console.Write(w.Elapsed + \"\" + w.ElapsedMilliseconds + w.ElapsedTicks + w.IsRunning);")]
    [InlineData("using System.Diagnostics; var w = new Stopwatch(); w.Start(); w.Stop(); w.Restart(); w.Reset(); Console.Write(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp()));")]
    [InlineData("using System.Diagnostics; var ws = new List<Stopwatch> { Stopwatch.StartNew() }; Console.Write(typeof(Stopwatch).Name + ws[0]);")]
    [InlineData("using SW = System.Diagnostics.Stopwatch; SW w = SW.StartNew(); Console.Write(w);")]
    [InlineData("using Timer = System.Timers.Timer; using var t = new Timer(5); t.Elapsed += (s, e) => Console.Write(e.SignalTime); t.Start();")]
    [InlineData("using System.Timers; void On(object? s, ElapsedEventArgs e) { } var t = new System.Timers.Timer { Interval = 5, AutoReset = false, Enabled = true }; t.Elapsed += On; t.Elapsed -= On;")]
    [InlineData("using var t = new Timer(_ => Console.Write(1), null, 5, 5); t.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan); Console.Write(t is IDisposable or Timer);")]
    [InlineData("using var t = new System.Threading.Timer(callback: s => { }, state: null, dueTime: 5, period: -1);")]
    [InlineData("using var t = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await t.WaitForNextTickAsync()) break;")]
    [InlineData("var now = new { DateTime.Now, DateTime.UtcNow.Year }; Console.Write(now.Now.Year + now.Year);")]
    [InlineData("var now = (DateTime.Now, DateTime.UtcNow); Console.Write(now.Now < now.UtcNow);")]
    [InlineData("var now = (DateTime.Now, DateTime.Now); Console.Write(now.Item1);")]
    [InlineData("Console.Write($\"{DateTime.Now:HH:mm} {DateTimeOffset.UtcNow.ToUnixTimeSeconds(),5} {Environment.TickCount64}\");")]
    [InlineData("Console.Write(nameof(Thread.Sleep) + nameof(DateTime.Now) + nameof(System.Diagnostics.Stopwatch));")]
    [InlineData("[Obsolete(nameof(Thread.Sleep))] static void F(int wait = 5, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => Thread.Sleep(wait);\nif (args.Length > 5) F();")]
    [InlineData("System.Linq.Expressions.Expression<Func<DateTime>> e = () => DateTime.UtcNow; Console.Write(e.Compile()());")]
    [InlineData("System.Linq.Expressions.Expression<Func<Task, bool>> e = t => t.Wait(5); Console.Write(e);")]
    [InlineData("TimeProvider p = TimeProvider.System; Console.Write(p.GetUtcNow()); await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);")]
    [InlineData("var g = new object(); bool b = false; Monitor.TryEnter(g, 5, ref b); if (Monitor.TryEnter(obj: g, timeout: TimeSpan.Zero)) { }")]
    [InlineData("var s = new SemaphoreSlim(1); s.Wait(5); await s.WaitAsync(TimeSpan.FromSeconds(1)); await s.WaitAsync(5); SpinWait.SpinUntil(() => true, 5);")]
    [InlineData("var h = new ManualResetEvent(true); h.WaitOne(5); WaitHandle.WaitAny([h], 5); WaitHandle.WaitAll(new WaitHandle[] { h }, TimeSpan.Zero); new Mutex().WaitOne(5, false);")]
    [InlineData("var c = new System.Collections.Concurrent.BlockingCollection<int>(); if (c.TryTake(out int x, 5)) Console.Write(x); c.TryTake(out var y, TimeSpan.Zero);")]
    [InlineData("var t = new Thread(() => Thread.Sleep(5)); t.Start(); t.Join(5); t.Join(TimeSpan.FromSeconds(1)); Task.WaitAll([Task.Delay(1)], 5); Task.WaitAny(new Task[] { Task.Delay(1) }, 5);")]
    [InlineData("static async IAsyncEnumerable<int> F() { await Task.Delay(1); yield return DateTime.Now.Year; }\nawait foreach (int x in F()) Console.Write(x);")]
    [InlineData("class MarkOrigin { } class VirtualTime { static void Main() { Thread.Sleep(1); } } class Grader { } class Origin { }")]
    [InlineData("class MyTimer : System.Timers.Timer { static void Main() { using var t = new MyTimer(); t.Start(); } }")]
    [InlineData("class MyWatch : System.Diagnostics.Stopwatch { static void Main() { new MyWatch().Start(); } }")]
    [InlineData("class H { Timer Timer { get; } = new Timer(_ => { }); static void Main() { new H().Timer.Change(1, 1); } }")]
    [InlineData("class T : Task { T() : base(() => { }) { } bool W() => base.Wait(5) | this.Wait(5) | Wait(5); static void Main() => new T().W(); }")]
    public void Whatever_touches_time_still_compiles_when_it_is_moved_to_virtual_time(string program) => CompilerFixture.Compiles(program);

    [Theory]
    [InlineData("DataFrame df = null!; var x = df?.Filter(\"a\")?.Select(\"b\").Filter(Col(\"c\") > 3);")]
    [InlineData("DataFrame df = null!; if (df != null) { var x = df?[\"a\"].Cast(\"int\"); var y = df![\"a\"]!.Alias(\"z\"); }")]
    [InlineData("Column c = Col(\"a\"); c &= Col(\"b\") > 1; c = -c + 1 - c * c / 3 % 4; c = !(c == 1 | c != 2 & c <= 3) ;")]
    [InlineData("Func<string, Column> f = Col; Func<Column, Column> g = Sum; Console.Write(g(f(\"x\")).ToString());")]
    [InlineData("Column[] cs = new[] { \"a\", \"b\" }.Select(Col).ToArray(); var ds = cs.Select(c => c.Alias(\"x\")).ToList();")]
    [InlineData("System.Linq.Expressions.Expression<Func<Column>> e = () => Col(\"x\").Alias(\"y\");")]
    [InlineData("DataFrame df = null!; var q = df?.WriteStream().OutputMode(\"update\").Format(\"console\").Start(); q?.AwaitTermination();")]
    [InlineData("SparkSession s = SparkSession.Builder().AppName(\"x\")\n  // comment\n  .GetOrCreate(); s.Stop();")]
    [InlineData("static T Id<T>(T x) => x; Column c = Id(Id(Col)(\"x\")); dynamic d = c; d.Alias(\"y\"); _ = Col(\"a\") is { } z ? z : null;")]
    public void Calls_into_Spark_still_compile_when_they_are_marked(string program) => CompilerFixture.Compiles(Usings + program);

    [Fact]
    public void The_same_text_gives_the_same_bytes()
    {
        const string program = Usings + "var x = Col(\"a\") > 3; Thread.Sleep(5); Console.Write(x + \"\" + new { x });";
        Compiled first = CompilerFixture.Compiles(program);
        Compiled second = CompilerFixture.Compiles(program);
        Assert.True(first.Assembly.Span.SequenceEqual(second.Assembly.Span));
        Assert.True(first.Symbols.Span.SequenceEqual(second.Symbols.Span));
    }

    [Fact]
    public void Errors_come_in_file_and_position_order_with_file_line_and_column()
    {
        var errors = CompilerFixture.Fails(
            ("b.cs", "class B { int x = \"text\"; }"),
            ("a.cs", "Console.WriteLine(1);\n  unknown.Call();\nint y = nothing;"));
        Assert.Equal(
            [("CS0103", "a.cs", 2, 3), ("CS0103", "a.cs", 3, 9), ("CS0029", "b.cs", 1, 19)],
            errors.Select(error => (error.Id, error.File!, error.Line!.Value, error.Column!.Value)));
        Assert.Equal("The name 'unknown' does not exist in the current context", errors[0].Message);
    }

    [Fact]
    public void A_line_directive_moves_no_error_elsewhere()
    {
        CompileError error = Assert.Single(CompilerFixture.Fails(("Program.cs", "#line 500 \"/etc/passwd\"\nint x = nothing;\n")));
        Assert.Equal(("Program.cs", 2), (error.File, error.Line));
    }

    [Fact]
    public void Warnings_cost_nothing() =>
        CompilerFixture.Compiles("#warning look\nstring s = null; int unused; s.ToString(); async Task F() { } await F();");

    [Theory]
    [InlineData("class A { static void Main() { } } class B { static void Main() { } }", "CS0017")]
    [InlineData("class A { }", "CS5001")]
    [InlineData("unsafe { int x = 1; int* p = &x; }", "CS0227")]
    [InlineData("var x = new Newtonsoft.Json.Linq.JObject();", "CS0246")]
    [InlineData("Grader.Worker.Runtime.VirtualTime.Sleep(1);", "CS0103")]
    [InlineData("var x = typeof(Grader.Plans.Origin);", "CS0246")]
    [InlineData("extern alias grader_runtime; System.Console.Write(1);", "CS0430")]
    public void What_a_student_may_not_write_is_an_error_of_the_compiler(string program, string id) =>
        Assert.Contains(CompilerFixture.Fails(("Program.cs", program)), error => error.Id == id);

    [Fact]
    public void Top_level_statements_win_over_a_Main_beside_them() =>
        CompilerFixture.Compiles("Console.Write(1); class A { static void Main() { } }");

    [Theory]
    [InlineData("(", "1", ")", 100_000)]
    [InlineData("(", "1", ")", 3000)]
    [InlineData("-", "1", "", 50_000)]
    [InlineData("", "1", " + 1", 50_000)]
    [InlineData("", "\"\"", ".ToString()", 50_000)]
    [InlineData("(int)", "1", "", 50_000)]
    [InlineData("!", "true", "", 50_000)]
    [InlineData("[", "1", "]", 50_000)]
    [InlineData("x => ", "1", "", 50_000)]
    [InlineData("true ? 1 : ", "1", "", 50_000)]
    [InlineData("List<", "int", ">", 50_000)]
    [InlineData("$\"{", "1", "}\"", 50_000)]
    [InlineData("$\"{", "1", "}\"", 4000)]
    public void Nesting_beyond_reason_is_an_error_with_a_place_and_no_crash(string open, string core, string close, int levels)
    {
        string program = $"var x = {Repeat(open, levels)}{core}{Repeat(close, levels)};";
        CompileError error = CompilerFixture.Fails(("Program.cs", program))[0];
        Assert.Equal(("CS8078", "Program.cs", 1), (error.Id, error.File, error.Line));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("!")]
    public void A_condition_of_a_directive_without_end_is_an_error_and_no_crash(string open) =>
        Assert.Equal("CS8078", CompilerFixture.Fails(("Program.cs", $"#if {Repeat(open, 100_000)}X\n#endif\n"))[0].Id);

    [Fact]
    public void Patterns_without_end_are_an_error_and_no_crash() =>
        Assert.Equal("CS8078", CompilerFixture.Fails(("Program.cs", $"_ = 1 is {Repeat("not ", 100_000)}1;"))[0].Id);

    [Theory]
    [InlineData("", "Col(\"a\")", ".Alias(\"b\")", 500)]
    [InlineData("", "Col(\"a\")", " + 1", 500)]
    [InlineData("(", "Col(\"a\")", " + 1)", 200)]
    [InlineData("Sum(", "Col(\"a\")", ")", 200)]
    public void Long_programs_that_compile_also_compile_with_marks(string open, string core, string close, int levels) =>
        CompilerFixture.Compiles(Usings + $"Column x = {Repeat(open, levels)}{core}{Repeat(close, levels)};");

    [Fact]
    public void A_compilation_over_its_time_says_so()
    {
        // Each lambda is bound anew for every overload around it: no compiler comes to an end of this.
        const int Levels = 16;
        string program = string.Concat(Enumerable.Range(0, Levels).Select(i => $"X.F(a{i} => ")) + "a0.M()" + new string(')', Levels) + ";"
            + "static class X {" + string.Concat(Enumerable.Range(0, 8).Select(i => $"public static int F(Func<T{i}, int> f) => 0;")) + "public static int M(this T0 t) => 0; }"
            + string.Concat(Enumerable.Range(0, 8).Select(i => $"class T{i};"));
        var limits = new CompileLimits(TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(5));

        CompileResult result = new SubmissionCompiler(CompilerFixture.References).Compile(new Submission("slow", [new SourceFile("Program.cs", program)]), limits);

        Assert.Equal(new CompileTimedOut(limits.ProcessorTime, IsMachineDependent: false), result);
    }

    [Fact]
    public void Calls_into_Spark_are_listed_with_the_place_of_their_names()
    {
        Compiled compiled = CompilerFixture.Compiles("""
            using Microsoft.Spark.Sql;
            SparkSession spark = SparkSession
                .Builder()
                .GetOrCreate();
            Console.WriteLine(spark?.ReadStream() is null);
            """);
        Assert.Equal(
            [
                new SparkCall("Builder", "Program.cs", 3, 6), new SparkCall("GetOrCreate", "Program.cs", 4, 6), new SparkCall("ReadStream", "Program.cs", 5, 26),
            ],
            compiled.Calls);
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
