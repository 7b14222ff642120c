namespace Grader.Tests.Feed;

/// <summary>A clock on which every wait is over at once, and has taken its time.</summary>
internal sealed class RushingClock : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(ticks);

    public override long GetTimestamp() => ticks;

    public void Advance(TimeSpan time) => ticks += time.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // On another thread, as from any timer: whoever creates it does not have it yet.
        Advance(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new PassedTimer();
    }

    private sealed class PassedTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
