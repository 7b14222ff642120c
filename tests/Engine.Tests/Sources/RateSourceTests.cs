using Grader.Engine.Streaming;
using Grader.Engine.Tests.Streaming;
using Grader.Plans;

namespace Grader.Engine.Tests.Sources;

public sealed class RateSourceTests
{
    private readonly SourceToSink world = new() { Schema = null };

    [Fact]
    public void Rate_starts_empty_and_counts_whole_seconds_of_the_clock()
    {
        world.SourceFormat = "rate";
        world.SourceOptions = [new("rowsPerSecond", "2")];
        StreamingQueryExecution query = world.Start("noop");
        Assert.Empty(query.RunTrigger()!.Rows);
        world.Clock.NowMs += 2_900;
        Assert.Equal(["0 0", "1 500", "2 1000", "3 1500"], Rows(query));
        Assert.Null(query.RunTrigger());
        Assert.Equal("v1\n1709290800000", world.Read("checkpoint/sources/0/0"));
        world.NewSession();
        world.Clock.NowMs += 100;
        Assert.Equal(["4 2000", "5 2500"], Rows(world.Start("noop")));
    }

    [Fact]
    public void Rate_ramps_up()
    {
        world.SourceFormat = "rate";
        world.SourceOptions = [new("rowsPerSecond", "10"), new("rampUpTime", "4s")];
        StreamingQueryExecution query = world.Start("noop");
        query.RunTrigger();
        int[] counts = [.. Enumerable.Range(0, 6).Select(_ =>
        {
            world.Clock.NowMs += 1_000;
            return query.RunTrigger()!.Rows.Count;
        })];
        Assert.Equal([2, 4, 6, 8, 10, 10], counts);
    }

    [Fact]
    public void Rate_micro_batch_gives_the_same_rows_whatever_the_clock_says()
    {
        world.SourceFormat = "rate-micro-batch";
        world.SourceOptions = [new("rowsPerBatch", "2"), new("startTimestamp", "5000")];
        StreamingQueryExecution query = world.Start("noop");
        Assert.Equal([5_000_000, 5_000_000], query.RunTrigger()!.Rows.Select(row => row[0].Int64));
        Assert.Equal([6_000_000, 6_000_000], query.RunTrigger()!.Rows.Select(row => row[0].Int64));
        Assert.EndsWith("\n{\"offset\":4,\"timestamp\":7000}", world.Read("checkpoint/offsets/1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_must_be_positive()
    {
        world.SourceFormat = "rate-micro-batch";
        Assert.Equal("Invalid value '0'. The option 'rowsPerBatch' must be positive", Assert.Throws<SparkException>(() => world.Start("noop")).Message);
    }

    private IEnumerable<string> Rows(StreamingQueryExecution query) =>
        query.RunTrigger()!.Rows.Select(row => $"{row[1].Int64} {(row[0].Int64 / 1000) - 1_709_290_800_000}");
}
