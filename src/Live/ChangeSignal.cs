namespace Grader.Live;

/// <summary>Guards state that several threads watch: whoever changes it wakes those who wait for a condition on it.</summary>
internal sealed class ChangeSignal(TimeProvider clock)
{
    private readonly object gate = new();

    /// <summary>Reads the state while nobody changes it.</summary>
    public T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    public void Change(Action change)
    {
        lock (gate)
        {
            change();
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Blocks until the condition holds or the time is over. The condition is asked while nobody changes the state.</summary>
    /// <param name="timeout">On the clock; null waits for ever, zero and less only looks.</param>
    /// <returns>Whether the condition holds.</returns>
    public bool WaitUntil(Func<bool> condition, TimeSpan? timeout)
    {
        bool isOver = timeout <= TimeSpan.Zero;
        using ITimer? timer = !isOver && timeout is { } due ? clock.CreateTimer(_ => Change(() => isOver = true), null, due, Timeout.InfiniteTimeSpan) : null;
        lock (gate)
        {
            while (!condition())
            {
                if (isOver)
                {
                    return false;
                }

                Monitor.Wait(gate);
            }

            return true;
        }
    }
}
