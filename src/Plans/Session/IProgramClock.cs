namespace Grader.Plans.Session;

/// <summary>The clock of a running program: virtual when graded.</summary>
public interface IProgramClock
{
    /// <summary>Ticks of 100 ns since 0001-01-01T00:00:00Z, as <see cref="DateTime.Ticks"/> in UTC.</summary>
    long UtcTicks { get; }

    /// <summary>Blocks the calling thread for that long on this clock; a negative duration blocks for ever.</summary>
    void Sleep(TimeSpan duration);

    /// <summary>Runs a callback on a thread of its own once that long has passed. The wait counts from this call, not from when a thread gets to it.</summary>
    void Schedule(TimeSpan delay, Action callback);

    /// <summary>
    /// Blocks until <paramref name="isDone"/> answers true or the time is over on this clock; the condition is asked after every move of the clock.
    /// </summary>
    /// <param name="timeout">A negative one never ends.</param>
    /// <returns>True where the condition became true in time.</returns>
    bool WaitUntil(Func<bool> isDone, TimeSpan timeout);
}
