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
    public void Programs_that_do_the_same_when_told_the_same(string program) => Assert.True(CompilerFixture.Compiles(Query + program).IsRepeatable);

    [Theory]
    [InlineData("Console.Write(DateTime.UtcNow);")]
    [InlineData("Thread.Sleep(60_000);")]
    [InlineData("await Task.Delay(5);")]
    [InlineData("new Thread(() => q.Stop()).Start();")]
    [InlineData("q.ToString(); using var timer = new Timer(_ => q.Stop(), null, 1, 1);")]
    [InlineData("if (new Random().Next() > 5) q.Stop();")]
    [InlineData("if (Random.Shared.Next() > 5) q.Stop();")]
    [InlineData("Console.Write(new[] { 1, 2 }.Shuffle().First());")]
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
    [InlineData("Console.Write(q.Id);")]
    [InlineData("Console.Write(q.RunId);")]
    [InlineData("var f = Functions.Udf<string, string>(x => x + 1);")]
    [InlineData("s.Udf().Register<string, string>(\"f\", x => x + 1);")]
    [InlineData("s.ReadStream().Text(\"in\").WriteStream().ForeachBatch((rows, id) => rows.Show()).Start();")]
    public void Programs_that_may_do_something_else(string program) => Assert.False(CompilerFixture.Compiles(Query + program).IsRepeatable);
}
