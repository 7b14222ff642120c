using Grader.Replay;

namespace Grader.Tests.Replay;

/// <summary>The order of things at one instant, and where the clock goes next.</summary>
public sealed class TimelineStateTests
{
    private static readonly TimelineState Idle = new(Now: 100, NextEvent: null, IsRestart: false, [], [], EarliestEnd: 100, LatestEnd: 1000);

    [Fact]
    public void Arrivals_come_before_triggers_and_triggers_before_waiters()
    {
        TimelineState all = Idle with { NextEvent = 100, Queries = [Due(100), Due(100)], Waiters = [100] };

        Assert.Equal(new ArrivalStep(), all.Next());
        Assert.Equal(new TriggerStep(0), (all with { NextEvent = 200 }).Next());
        Assert.Equal(new TriggerStep(1), (all with { NextEvent = 200, Queries = [Due(200), Due(100)] }).Next());
        Assert.Equal(new WakeStep(0), (all with { NextEvent = 200, Queries = [] }).Next());
    }

    [Fact]
    public void A_crash_comes_after_the_triggers_of_its_instant_and_before_the_waiters()
    {
        TimelineState crash = Idle with { NextEvent = 100, IsRestart = true, Queries = [Due(100)], Waiters = [100] };

        Assert.Equal(new TriggerStep(0), crash.Next());
        Assert.Equal(new CrashStep(), (crash with { Queries = [Due(200)] }).Next());
    }

    [Fact]
    public void Of_several_due_waiters_the_earliest_wakes_and_of_equal_ones_the_first_to_wait()
    {
        Assert.Equal(new WakeStep(1), (Idle with { Waiters = [90, 80, 80, null] }).Next());
    }

    [Theory]
    [InlineData(200, 300, 400, 200)]
    [InlineData(500, 300, 400, 300)]
    [InlineData(500, 600, 400, 400)]
    public void The_clock_jumps_to_what_comes_first(long arrival, long trigger, long waiter, long expected)
    {
        Assert.Equal(new JumpStep(expected), (Idle with { NextEvent = arrival, Queries = [Due(trigger)], Waiters = [null, waiter] }).Next());
    }

    [Fact]
    public void The_scenario_is_over_when_all_active_queries_are_quiet_after_the_last_event()
    {
        TimelineState quiet = Idle with { Queries = [Quiet(due: 300), Ended], Waiters = [null] };

        Assert.Equal(new EndStep(), quiet.Next());
        Assert.Equal(new JumpStep(200), (quiet with { NextEvent = 200 }).Next());
        Assert.Equal(new JumpStep(300), (quiet with { Queries = [Quiet(due: null), Due(300)] }).Next());
    }

    [Fact]
    public void A_quiet_scenario_goes_on_to_its_own_end()
    {
        Assert.Equal(new JumpStep(300), (Idle with { Queries = [Quiet(due: 300)], EarliestEnd = 400 }).Next());
        Assert.Equal(new JumpStep(400), (Idle with { Queries = [Quiet(due: null)], EarliestEnd = 400 }).Next());
        Assert.Equal(new EndStep(), (Idle with { Queries = [Quiet(due: 500)], EarliestEnd = 100 }).Next());
    }

    [Fact]
    public void A_waiter_of_the_last_instant_wakes_before_the_end()
    {
        Assert.Equal(new WakeStep(0), (Idle with { Queries = [Quiet(due: 300)], Waiters = [100] }).Next());
    }

    [Fact]
    public void Without_an_active_query_the_clock_moves_on_for_whoever_waits_for_a_time()
    {
        Assert.Equal(new JumpStep(300), (Idle with { Queries = [Ended], Waiters = [300] }).Next());
        Assert.Equal(new EndStep(), (Idle with { Queries = [Ended], Waiters = [null] }).Next());
    }

    [Fact]
    public void The_timeline_never_becomes_longer_than_its_bound()
    {
        Assert.Equal(new JumpStep(1000), (Idle with { Waiters = [5000] }).Next());
        Assert.Equal(new EndStep(), (Idle with { Now = 1000, Waiters = [1000] }).Next());
    }

    private static QueryOnTimeline Ended => new(IsActive: false, Due: null, IsQuiet: false);

    private static QueryOnTimeline Due(long at) => new(IsActive: true, at, IsQuiet: false);

    private static QueryOnTimeline Quiet(long? due) => new(IsActive: true, due, IsQuiet: true);
}
