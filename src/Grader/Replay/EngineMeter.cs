namespace Grader.Replay;

/// <summary>Counts the processor time that the engine spends on one submission. A call into the engine cannot be broken off: whoever watches gives up the process.</summary>
/// <remarks>It counts this process's time while the engine works, which is near enough: a lane does one thing at a time.</remarks>
internal sealed class EngineMeter
{
    private readonly Lock gate = new();
    private TimeSpan before;
    private TimeSpan? enteredAt;

    /// <summary>The call that goes on included.</summary>
    public TimeSpan Used
    {
        get
        {
            lock (gate)
            {
                return before + (Now() - (enteredAt ?? Now()));
            }
        }
    }

    public T Measure<T>(Func<T> call)
    {
        lock (gate)
        {
            enteredAt = Now();
        }

        try
        {
            return call();
        }
        finally
        {
            lock (gate)
            {
                before += Now() - enteredAt.Value;
                enteredAt = null;
            }
        }
    }

    private static TimeSpan Now() => Environment.CpuUsage.TotalTime;
}
