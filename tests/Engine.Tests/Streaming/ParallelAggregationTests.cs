using System.Globalization;
using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Operators;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Testing;

namespace Grader.Engine.Tests.Streaming;

/// <summary>A batch of several files, aggregated by one thread and by more.</summary>
public class ParallelAggregationTests
{
    private const string Query =
        """
        SELECT window(t, '10 seconds'), k, count(*), sum(n), avg(n), min(n), max(s), first(n), last(s), collect_list(n)
        FROM events WHERE n % 7 <> 0 GROUP BY window(t, '10 seconds'), k
        """;

    [Fact]
    public void Threads_change_no_row_and_no_number_of_a_batch()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            (string Rows, MicroBatch Batch) one = Run(seed, 1), three = Run(seed, 3), again = Run(seed, 3);
            Assert.True(one.Rows == three.Rows, $"seed {seed}:\n{one.Rows}\n{three.Rows}");
            Assert.Equal(three.Rows, again.Rows);
            Assert.Equal((one.Batch.InputRowCount, one.Batch.EventTime!.MaxMs, one.Batch.EventTime.Count), (three.Batch.InputRowCount, three.Batch.EventTime!.MaxMs, three.Batch.EventTime.Count));
            Assert.InRange(three.Batch.EventTime.AverageMs - one.Batch.EventTime.AverageMs, -1, 1);
        }
    }

    [Fact]
    public void Results_are_taken_in_the_order_of_the_parts()
    {
        List<int> taken = [];
        OrderedParallel.Run<int>(100, 4, () => part => part, taken.Add);
        Assert.Equal(Enumerable.Range(0, 100), taken);
    }

    [Fact]
    public void Of_several_parts_that_fail_the_first_one_is_told()
    {
        for (int run = 0; run < 20; run++)
        {
            var failure = Assert.Throws<InvalidOperationException>(() => OrderedParallel.Run<int>(
                50, 4, () => part => part is 7 or 8 or 9 ? throw new InvalidOperationException($"part {part}") : part, _ => { }));
            Assert.Equal("part 7", failure.Message);
        }
    }

    private static (string Rows, MicroBatch Batch) Run(int seed, int threads)
    {
        var random = new Random(seed);
        string[] files = [.. Enumerable.Range(0, 12).Select(_ => string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(20) == 0 ? "broken\n" : string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"t\":\"2024-03-01T12:00:{random.Next(60):00}Z\",\"k\":{random.Next(4)},\"n\":{random.Next(1000)},\"s\":\"{random.Next(50)}\"}}\n"))))];
        MicroBatch? batch = null;
        Start(files, threads, Query, [], "update", done => batch ??= done).RunTrigger();
        return (string.Join('\n', batch!.Rows.Select(row => string.Join(',', row.Select(Text))).Order(StringComparer.Ordinal)), batch);
    }

    private static string Text(Datum value) => value.Reference is Datum[] items ? $"[{string.Join(' ', items.Select(Text))}]" : $"{value.Reference as string}{value.Int64}{value.IsNull}";

    private static StreamingQueryExecution Start(
        string[] contents, int threads, string sql, Setting[] options, string mode, Action<MicroBatch> onBatch)
    {
        var clock = new StandingClock();
        var files = new InMemoryFileSystem(clock);
        for (int i = 0; i < contents.Length; i++)
        {
            files.WriteAtomic(string.Create(CultureInfo.InvariantCulture, $"in/{i:00}.json"), Encoding.UTF8.GetBytes(contents[i]));
        }

        int ids = 0;
        var session = new EngineSession(
            new EngineServices(files, clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), TextWriter.Null, (_, batch) => onBatch(batch), TraceInput: false)
            {
                DegreeOfParallelism = threads,
            },
            EngineLimits.Default);
        session.CreateTempView(
            "events",
            new WithWatermark(new DataSource("json", null, "t TIMESTAMP, k INT, n BIGINT, s STRING", [.. options], ["in"], IsStreaming: true), "t", "1 minute"),
            replace: true, isGlobal: false);
        return session.Start(new WriteStreamOperation(new Plans.Logical.Sql(sql), "noop", mode, new DefaultTrigger(), null, [], [], null));
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_709_294_400_000);
    }
}
