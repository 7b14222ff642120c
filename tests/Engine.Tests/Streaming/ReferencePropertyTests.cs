using System.Globalization;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Streaming;

/// <summary>The incremental engine against <see cref="ReferenceStreams"/>, on random streams. A failure names its seed.</summary>
public sealed class ReferencePropertyTests
{
    private const int Cases = 60;

    [Fact]
    public void Update_mode_gives_in_every_batch_what_all_rows_so_far_come_to() => Each(random =>
    {
        StreamRow[][] batches = StreamRows.Batches(random, random.Next(1, 12), keys: 3, numbers: 10);
        int delay = random.Next(0, 30);
        (int window, int slide) = Window(random);

        StreamWorld world = Run(StreamQuery.Windows("update", Seconds(delay), WindowText(window, slide)), batches);

        string[][] expected = ReferenceStreams.UpdatedWindows(batches, delay, window, slide);
        Assert.Equal(expected.Index().SelectMany(batch => batch.Item.Select(row => $"{batch.Index}: {row}")),
            world.Batches.SelectMany(batch => batch.Value.Select(row => $"{batch.Key}: {row}")));
    });

    [Fact]
    public void Append_mode_gives_each_closed_window_once_with_its_total() => Each(random =>
    {
        StreamRow[][] batches = StreamRows.Batches(random, random.Next(1, 12), keys: 3, numbers: 10);
        int delay = random.Next(0, 30);
        (int window, int slide) = Window(random);

        StreamWorld world = Run(StreamQuery.Windows("append", Seconds(delay), WindowText(window, slide)), batches);

        Assert.Equal(ReferenceStreams.ClosedWindows(batches, delay, window, slide), world.AllRows.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Append_mode_says_what_update_mode_said_last() => Each(random =>
    {
        StreamRow[][] batches = StreamRows.Batches(random, random.Next(1, 12), keys: 3, numbers: 10);
        string delay = Seconds(random.Next(0, 30));
        var last = new Dictionary<string, string>();
        foreach (string row in Run(StreamQuery.Windows("update", delay), batches).AllRows)
        {
            last[GroupOf(row)] = row;
        }

        Assert.All(Run(StreamQuery.Windows("append", delay), batches).AllRows, row => Assert.Equal(last[GroupOf(row)], row));
    });

    [Fact]
    public void Complete_mode_gives_the_sessions_that_all_rows_in_time_make() => Each(random =>
    {
        StreamRow[][] batches = StreamRows.Batches(random, random.Next(1, 12), keys: 2, numbers: 10);
        int delay = random.Next(0, 30);

        StreamWorld world = Run(StreamQuery.Sessions("complete", Seconds(delay)), batches);

        Assert.Equal(ReferenceStreams.AllSessions(batches, delay, gapSeconds: 5), world.Batches.Values.Last());
    });

    [Theory]
    [InlineData("min")]
    [InlineData("max")]
    public void An_inner_join_gives_in_every_batch_the_pairs_that_it_completes(string policy) => Each(random =>
    {
        var streams = new TwoStreams(random, policy);

        StreamWorld world = streams.Run(JoinType.Inner);

        Assert.Equal(
            streams.Pairs().Select(pair => $"{pair.Batch}: {TwoStreams.Text(pair.Left, pair.Right)}").Order(StringComparer.Ordinal),
            world.Batches.SelectMany(batch => batch.Value.Select(row => $"{batch.Key}: {row}")).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void A_left_semi_join_gives_each_left_row_that_has_a_pair_once() => Each(random =>
    {
        var streams = new TwoStreams(random, "min");

        StreamWorld world = streams.Run(JoinType.LeftSemi);

        Assert.Equal(
            streams.Pairs().GroupBy(pair => pair.Left, ReferenceEqualityComparer.Instance).Select(pairs => pairs.First().Left).Select(TwoStreams.LeftText).Order(StringComparer.Ordinal),
            world.AllRows.Order(StringComparer.Ordinal));
    });

    [Theory]
    [InlineData(JoinType.LeftOuter)]
    [InlineData(JoinType.RightOuter)]
    [InlineData(JoinType.FullOuter)]
    public void An_outer_join_gives_the_pairs_and_the_rows_without_one_that_the_watermark_has_passed(JoinType type) => Each(random =>
    {
        var streams = new TwoStreams(random, "min");
        var pairs = streams.Pairs();
        long last = streams.Watermarks[^1];
        var unmatchedLeft = ReferenceStreams.InTime(streams.Left, streams.Watermarks)
            .Where(l => !pairs.Exists(pair => ReferenceEquals(pair.Left, l.Row)) && l.Row.Ms <= last - 10_000 - 1).Select(l => TwoStreams.Text(l.Row, null));
        var unmatchedRight = ReferenceStreams.InTime(streams.Right, streams.Watermarks)
            .Where(r => !pairs.Exists(pair => ReferenceEquals(pair.Right, r.Row)) && r.Row.Ms <= last - 5000 - 1).Select(r => TwoStreams.Text(null, r.Row));

        StreamWorld world = streams.Run(type);

        Assert.Equal(
            pairs.Select(pair => TwoStreams.Text(pair.Left, pair.Right))
                .Concat(type is JoinType.RightOuter ? [] : unmatchedLeft).Concat(type is JoinType.LeftOuter ? [] : unmatchedRight).Order(StringComparer.Ordinal),
            world.AllRows.Order(StringComparer.Ordinal));
    });

    private static void Each(Action<Random> check)
    {
        for (int seed = 1; seed <= Cases; seed++)
        {
            try
            {
                check(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }
    }

    private static StreamWorld Run(StreamQuery query, StreamRow[][] batches)
    {
        var world = new StreamWorld(query);
        foreach (StreamRow[] batch in batches)
        {
            world.AddFile("s", batch.Select(row => row.Event));
        }

        return world.RunToIdle();
    }

    private static (int Window, int Slide) Window(Random random)
    {
        int slide = random.Next(1, 10);
        return (slide + random.Next(0, 2 * slide), slide);
    }

    private static string WindowText(int window, int slide) => $"window(t, '{window} seconds', '{slide} seconds')";

    private static string Seconds(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds");

    private static string GroupOf(string row) => string.Join(" | ", row.Split(" | ")[..2]);

    private sealed class TwoStreams
    {
        private readonly int leftDelay;
        private readonly int rightDelay;
        private readonly string policy;

        public TwoStreams(Random random, string policy)
        {
            this.policy = policy;
            int batches = random.Next(1, 12);
            Left = StreamRows.Batches(random, batches, keys: 3, numbers: 3);
            Right = StreamRows.Batches(random, batches, keys: 3, numbers: 3);
            leftDelay = random.Next(0, 30);
            rightDelay = random.Next(0, 30);
            Watermarks = ReferenceStreams.Watermarks(policy == "max", (Left, leftDelay), (Right, rightDelay));
        }

        public StreamRow[][] Left { get; }

        public StreamRow[][] Right { get; }

        public long[] Watermarks { get; }

        public List<(int Batch, StreamRow Left, StreamRow Right)> Pairs() => ReferenceStreams.Pairs(Left, Right, Watermarks);

        public StreamWorld Run(JoinType type)
        {
            var world = new StreamWorld(StreamQuery.Join(type, Seconds(leftDelay), Seconds(rightDelay)) with { Conf = [new("spark.sql.streaming.multipleWatermarkPolicy", policy)] });
            for (int n = 0; n < Left.Length; n++)
            {
                world.AddFile("l", Left[n].Select(row => row.Left));
                world.AddFile("r", Right[n].Select(row => row.Right));
            }

            return world.RunToIdle();
        }

        public static string Text(StreamRow? left, StreamRow? right) => $"{LeftText(left)} | {LeftText(right)}";

        public static string LeftText(StreamRow? row) => row is null ? "null | null | null" : $"{StreamRow.Instant(row.Ms)} | {row.Number} | {row.Key}";
    }
}
