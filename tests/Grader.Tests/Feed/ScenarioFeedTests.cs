using Grader.Feed;
using Grader.Scenarios;

namespace Grader.Tests.Feed;

public sealed class ScenarioFeedTests
{
    private readonly RushingClock clock = new();

    [Theory]
    [InlineData(1, "2s: a.json; 2s: b.json; 30s: c.json")]
    [InlineData(4, "500ms: a.json; 500ms: b.json; 7s 500ms: c.json")]
    [InlineData(0.5, "4s: a.json; 4s: b.json; 1m: c.json")]
    public async Task Every_event_happens_at_its_time_at_the_pace_asked_for(double speed, string expected)
    {
        var target = new RecordingTarget(clock, TimeSpan.Zero);

        await new ScenarioFeed(ThreeFiles, speed, target, clock).PlayAsync((_, wait) => wait(), _ => { }, CancellationToken.None);

        Assert.Equal(expected, string.Join("; ", target.Happened));
    }

    [Fact]
    public async Task What_delivering_costs_does_not_add_up()
    {
        var target = new RecordingTarget(clock, TimeSpan.FromMilliseconds(300));

        await new ScenarioFeed(ThreeFiles, 1, target, clock).PlayAsync((_, wait) => wait(), _ => { }, CancellationToken.None);

        Assert.Equal("2s: a.json; 2s 300ms: b.json; 30s: c.json", string.Join("; ", target.Happened));
    }

    [Fact]
    public async Task Time_starts_when_the_reader_is_there()
    {
        var target = new RecordingTarget(clock, TimeSpan.Zero) { ReadyAfter = TimeSpan.FromMinutes(5) };

        await new ScenarioFeed(ThreeFiles, 1, target, clock).PlayAsync((_, wait) => wait(), _ => { }, CancellationToken.None);

        Assert.Equal("5m 2s: a.json; 5m 2s: b.json; 5m 30s: c.json", string.Join("; ", target.Happened));
    }

    [Fact]
    public async Task A_feed_that_is_cancelled_knows_how_far_it_came()
    {
        using var cancellation = new CancellationTokenSource();
        var feed = new ScenarioFeed(ThreeFiles, 1, new RecordingTarget(clock, TimeSpan.Zero), clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => feed.PlayAsync(
            (_, wait) => wait(),
            happening =>
            {
                if (happening is FileArrival { Name: "b.json" })
                {
                    cancellation.Cancel();
                }
            },
            cancellation.Token));

        Assert.Equal(2, feed.Count);
    }

    private static Scenario ThreeFiles { get; } = FeedScenarios.Of(FeedScenarios.File(2, "a.json"), FeedScenarios.File(2, "b.json"), FeedScenarios.File(30, "c.json"));

    private sealed class RecordingTarget(RushingClock clock, TimeSpan cost) : IFeedTarget
    {
        public TimeSpan ReadyAfter { get; init; }

        public List<string> Happened { get; } = [];

        public Task ReadyAsync(CancellationToken cancellation)
        {
            clock.Advance(ReadyAfter);
            return Task.CompletedTask;
        }

        public Task DeliverAsync(TimelineEvent happening, CancellationToken cancellation)
        {
            Happened.Add($"{DurationText.Print(clock.Elapsed)}: {((FileArrival)happening).Name}");
            clock.Advance(cost);
            return Task.CompletedTask;
        }

        public Task CloseAsync(CancellationToken cancellation) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
