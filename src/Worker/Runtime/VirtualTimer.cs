namespace Grader.Worker.Runtime;

/// <summary>Stands in for <see cref="Timer"/>: members and meaning are the original's.</summary>
public sealed class VirtualTimer : MarshalByRefObject, ITimer
{
    private static long scheduled;

    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly Lock gate = new();
    private TimeSpan period;

    // A change makes the waits of earlier settings void; a disposed timer has no current one.
    private long setting;
    private bool isDisposed;

    public VirtualTimer(TimerCallback callback) : this(callback, null, TimeSpan.FromMilliseconds(-1), TimeSpan.FromMilliseconds(-1)) => state = this;

    public VirtualTimer(TimerCallback callback, object? state, int dueTime, int period)
        : this(callback, state, VirtualTime.Timeout(dueTime), VirtualTime.Timeout(period)) { }

    public VirtualTimer(TimerCallback callback, object? state, uint dueTime, uint period) : this(callback, state, Milliseconds(dueTime), Milliseconds(period)) { }

    public VirtualTimer(TimerCallback callback, object? state, long dueTime, long period) : this(callback, state, Milliseconds(dueTime), Milliseconds(period)) { }

    public VirtualTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        this.callback = callback;
        this.state = state;
        Change(dueTime, period);
    }

    /// <summary>Ticks that are still to come. One that a later setting made void counts until its time.</summary>
    public static long ActiveCount => Interlocked.Read(ref scheduled);

    public bool Change(int dueTime, int period) => Change(VirtualTime.Timeout(dueTime), VirtualTime.Timeout(period));

    public bool Change(uint dueTime, uint period) => Change(Milliseconds(dueTime), Milliseconds(period));

    public bool Change(long dueTime, long period) => Change(Milliseconds(dueTime), Milliseconds(period));

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        VirtualTime.Timeout(dueTime);
        VirtualTime.Timeout(period);
        long current;
        lock (gate)
        {
            if (isDisposed)
            {
                return false;
            }

            current = ++setting;
            this.period = period;
        }

        Schedule(dueTime, current);
        return true;
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            setting++;
        }
    }

    public bool Dispose(WaitHandle notifyObject)
    {
        ArgumentNullException.ThrowIfNull(notifyObject);
        Dispose();
        return notifyObject is EventWaitHandle handle && handle.Set();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private static TimeSpan Milliseconds(long milliseconds) => VirtualTime.Timeout(TimeSpan.FromMilliseconds(milliseconds));

    private static TimeSpan Milliseconds(uint milliseconds) => milliseconds == uint.MaxValue ? TimeSpan.FromMilliseconds(-1) : TimeSpan.FromMilliseconds(milliseconds);

    private void Schedule(TimeSpan dueTime, long current)
    {
        if (dueTime >= TimeSpan.Zero)
        {
            Interlocked.Increment(ref scheduled);
            VirtualTime.Clock.Schedule(dueTime, () => Fire(current));
        }
    }

    private void Fire(long current)
    {
        Interlocked.Decrement(ref scheduled);
        TimeSpan next;
        lock (gate)
        {
            if (setting != current)
            {
                return;
            }

            next = period;
        }

        // The next tick is set before the callback runs: a callback that waits does not move the grid. A period of zero means once.
        if (next > TimeSpan.Zero)
        {
            Schedule(next, current);
        }

        callback(state);
    }
}
