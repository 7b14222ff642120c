using Grader.Scenarios;

namespace Grader.Feed;

/// <summary>Plays a scenario on a clock: each event at its offset from the start.</summary>
/// <param name="speed">How much faster than written; 1 keeps the pace.</param>
/// <param name="clock">Real time outside of tests.</param>
internal sealed class ScenarioFeed(Scenario scenario, double speed, IFeedTarget target, TimeProvider clock)
{
    /// <summary>Events that have happened.</summary>
    public int Count { get; private set; }

    /// <param name="wait">Given the next event and a wait for its time; shows the one while it does the other.</param>
    /// <param name="onEvent">Called after each event.</param>
    /// <exception cref="FeedException">An event could not be made to happen.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; <see cref="Count"/> events have happened.</exception>
    public async Task PlayAsync(Func<TimelineEvent, Func<Task>, Task> wait, Action<TimelineEvent> onEvent, CancellationToken cancellation)
    {
        await target.ReadyAsync(cancellation);
        long start = clock.GetTimestamp();
        foreach (TimelineEvent happening in scenario.Events)
        {
            // From the start, not from the event before: what delivering costs must not add up.
            TimeSpan rest = (happening.At / speed) - clock.GetElapsedTime(start);
            if (rest > TimeSpan.Zero)
            {
                await wait(happening, () => Task.Delay(rest, clock, cancellation));
            }

            cancellation.ThrowIfCancellationRequested();
            await target.DeliverAsync(happening, cancellation);
            Count++;
            onEvent(happening);
        }
    }
}
