namespace Grader.Worker;

/// <summary>Counts a run's threads that are inside a wait of ours.</summary>
internal sealed class RunWaits
{
    private readonly object gate = new();
    private int foreground;
    private int outsidePool;
    private int inPool;

    /// <summary>Waiting threads that are not pool threads.</summary>
    public int OutsidePool
    {
        get
        {
            lock (gate)
            {
                return outsidePool;
            }
        }
    }

    public bool AnyForeground
    {
        get
        {
            lock (gate)
            {
                return foreground > 0;
            }
        }
    }

    public int InPool
    {
        get
        {
            lock (gate)
            {
                return inPool;
            }
        }
    }

    public void Enter() => Count(1);

    public void Leave() => Count(-1);

    /// <summary>Blocks the calling thread for ever.</summary>
    public void EnterForEver()
    {
        Enter();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Returns once no foreground thread waits.</summary>
    public void WaitForForeground()
    {
        lock (gate)
        {
            while (foreground > 0)
            {
                Monitor.Wait(gate);
            }
        }
    }

    private void Count(int change)
    {
        Thread thread = Thread.CurrentThread;
        lock (gate)
        {
            foreground += thread.IsBackground ? 0 : change;
            outsidePool += thread.IsThreadPoolThread ? 0 : change;
            inPool += thread.IsThreadPoolThread ? change : 0;
            Monitor.PulseAll(gate);
        }
    }
}
