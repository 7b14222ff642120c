namespace Grader.Compile;

public class RepeatabilityTests
{
    private const string Query = "using Microsoft.Spark.Sql; var s = SparkSession.Builder().AppName(\"a\").GetOrCreate(); var q = s.ReadStream().Format(\"json\").Load(\"in\").WriteStream().Format(\"console\").Start();\n";

    [Theory]
    [InlineData("q.AwaitTermination();")]
    [InlineData("q.AwaitTermination(60_000); q.Stop(); Console.WriteLine(\"done\");")]
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }.OrderBy(x => x)) { Console.WriteLine($\"{name}\"); } lock (q) { q.AwaitTermination(); }")]
    [InlineData("try { q.AwaitTermination(); } catch (Exception e) { Console.Error.WriteLine(e.Message); Environment.Exit(1); }")]
    [InlineData("var limit = TimeSpan.FromMinutes(1); q.AwaitTermination((long)limit.TotalMilliseconds); Console.ReadLine();")]
    [InlineData("q.AwaitTermination(); record Ride(string Id, double? Fare); static class P { public static int Count = 1; }")]
    [InlineData("Thread.Sleep(60_000);")]
    [InlineData("await Task.Delay(5);")]
    [InlineData("await Task.Run(() => q.AwaitTermination());")]
    [InlineData("Task.WaitAny(Task.Run(() => q.AwaitTermination()), Task.Run(() => Console.ReadLine()));")]
    [InlineData("new Thread(() => q.Stop()) { IsBackground = true }.Start();")]
    [InlineData("using var done = new ManualResetEvent(false); Console.CancelKeyPress += (_, e) => { e.Cancel = true; done.Set(); }; done.WaitOne();")]
    [InlineData("Console.Write(q.Id);")]
    [InlineData("Console.Write(Directory.GetCurrentDirectory()); q.AwaitTermination();")]
    public void Programs_that_do_the_same_when_told_the_same(string program) => Assert.True(CompilerFixture.Compiles(Query + program).Traits.IsRepeatable);

    [Theory]
    [InlineData("Console.Write(DateTime.UtcNow);")]
    [InlineData("q.ToString(); using var timer = new Timer(_ => q.Stop(), null, 1, 1);")]
    [InlineData("if (new Random().Next() > 5) q.Stop();")]
    [InlineData("if (Random.Shared.Next() > 5) q.Stop();")]
    [InlineData("Console.Write(new[] { 1, 2 }.Shuffle().First());")]
    [InlineData("Console.Write(Thread.CurrentThread.ManagedThreadId);")]
    [InlineData("Console.Write(Task.CurrentId);")]
    [InlineData("using var done = new ManualResetEvent(false); done.WaitOne(1000);")]
    [InlineData("using var stop = new CancellationTokenSource(5000); stop.Token.Register(() => q.Stop());")]
    [InlineData("Task.Run(() => q.AwaitTermination()).Wait(5000);")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => q.Stop());")]
    [InlineData("Parallel.ForEach(new[] { 1 }, _ => q.Stop());")]
    [InlineData("Console.Write(Guid.NewGuid());")]
    [InlineData("Console.Write(new object().GetHashCode());")]
    [InlineData("Console.Write(\"a\".GetHashCode());")]
    [InlineData("Console.Write(HashCode.Combine(1, 2));")]
    [InlineData("Console.Write(Environment.CurrentManagedThreadId);")]
    [InlineData("Console.Write(Environment.TickCount64);")]
    [InlineData("Console.Write(System.Diagnostics.Stopwatch.GetTimestamp());")]
    [InlineData("Console.Write(new[] { 1, 2 }.AsParallel().First());")]
    [InlineData("Console.Write(File.Exists(\"x\"));")]
    [InlineData("Console.Write(System.Diagnostics.Process.GetCurrentProcess().Id);")]
    [InlineData("Console.Write(GC.CollectionCount(0));")]
    [InlineData("var f = Functions.Udf<string, string>(x => x + 1);")]
    [InlineData("s.Udf().Register<string, string>(\"f\", x => x + 1);")]
    [InlineData("s.ReadStream().Text(\"in\").WriteStream().ForeachBatch((rows, id) => rows.Show()).Start();")]
    public void Programs_that_may_do_something_else(string program) => Assert.False(CompilerFixture.Compiles(Query + program).Traits.IsRepeatable);

    [Theory]
    [InlineData("q.AwaitTermination();", true)]
    [InlineData("Thread.Sleep(60_000); lock (q) { q.Stop(); }", true)]
    [InlineData("foreach (int n in new[] { 1, 2 }.Where(n => n > 1)) { Console.Write(n); }", true)]
    [InlineData("await Task.Delay(5);", false)]
    [InlineData("new Thread(() => q.Stop()).Start();", false)]
    [InlineData("Console.Write(new[] { 1, 2 }.AsParallel().First());", false)]
    [InlineData("s.ReadStream().Text(\"in\").WriteStream().ForeachBatch((rows, id) => rows.Show()).Start();", false)]
    [InlineData("using var timer = new Timer(_ => q.Stop(), null, 1, 1);", false)]
    [InlineData("Console.Write(File.Exists(\"x\"));", false)]
    public void Programs_of_one_thread(string program, bool hasOneThread) => Assert.Equal(hasOneThread, CompilerFixture.Compiles(Query + program).Traits.HasOneThread);

    [Theory]
    [InlineData("Console.Write(q.Id);", true)]
    [InlineData("Console.Write(q.RunId);", true)]
    [InlineData("Console.Write(q.Name);", false)]
    public void Programs_that_see_ids(string program, bool showsIds) => Assert.Equal(showsIds, CompilerFixture.Compiles(Query + program).Traits.ShowsQueryIds);
}
