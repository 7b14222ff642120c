namespace Grader.Testing;

/// <summary>A clock that stands still until a test moves it, and knows who waits on it.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    // Against a test run that hangs; no test depends on it.
    private static readonly TimeSpan Backstop = TimeSpan.FromMinutes(2);

    // Only gives the processor away: who asks looks again.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly object gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var timer = new ManualTimer(this, callback, state, now + dueTime);
            timers.Add(timer);
            Monitor.PulseAll(gate);
            return timer;
        }
    }

    /// <summary>Blocks until somebody waits on this clock, then moves it to the moment when the first wait is over.</summary>
    /// <returns>The time that went by.</returns>
    public TimeSpan ToNextTimer() => TryToNextTimer(Backstop) ?? throw new TimeoutException("Nobody waits on this clock any more.");

    /// <summary>The same, unless nobody waits.</summary>
    /// <returns>Whether the clock moved.</returns>
    public bool TryToNextTimer() => TryToNextTimer(Glance) is not null;

    private TimeSpan? TryToNextTimer(TimeSpan patience)
    {
        ManualTimer due;
        TimeSpan passed;
        lock (gate)
        {
            while (timers.Count == 0)
            {
                if (!Monitor.Wait(gate, patience))
                {
                    return null;
                }
            }

            due = timers.MinBy(timer => timer.Due)!;
            passed = due.Due - now;
            now = due.Due;
            timers.Remove(due);
        }

        due.Fire();
        return passed;
    }

    /// <summary>Lets a batch take time: moves the clock while nobody looks.</summary>
    public void Advance(TimeSpan time)
    {
        lock (gate)
        {
            now += time;
        }
    }

    private void Remove(ManualTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due => due;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
