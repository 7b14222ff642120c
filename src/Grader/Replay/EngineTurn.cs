using System.Runtime.ExceptionServices;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// Work of the engine that may wait for the program in its middle: it runs on a thread of its own, but never beside whoever takes its turns. So the engine is
/// used by one thread at a time, and what happens is the same each time.
/// </summary>
internal sealed class EngineTurn : IDisposable
{
    // The engine's recursion is bounded by its own limits; only touched pages cost memory.
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly SemaphoreSlim go = new(0);
    private readonly SemaphoreSlim back = new(0);
    private readonly Action work;
    private readonly Thread thread;
    private ExceptionDispatchInfo? error;
    private SessionReply? answer;
    private bool isAbandoned;

    public EngineTurn(Action work)
    {
        this.work = work;
        thread = new Thread(Run, StackBytes) { Name = "engine", IsBackground = true };
    }

    /// <summary>What the work waits for; null once it is done.</summary>
    public ProgramCallback? Asked { get; private set; }

    /// <summary>Starts the work. Returns when it is done or asks for something.</summary>
    /// <exception cref="Exception">What the work threw.</exception>
    public void Start()
    {
        thread.Start();
        Await();
    }

    /// <summary>Gives the work what it has asked for. Returns as <see cref="Start"/> does.</summary>
    public void Answer(SessionReply reply)
    {
        answer = reply;
        go.Release();
        Await();
    }

    /// <summary>On the work's own thread: blocks until the answer is there.</summary>
    /// <exception cref="OperationCanceledException">The work was given up. It may still ask as it ends: a writer is closed even then.</exception>
    public SessionReply Ask(ProgramCallback callback)
    {
        if (!isAbandoned)
        {
            Asked = callback;
            back.Release();
            go.Wait();
            Asked = null;
        }

        return isAbandoned ? throw new OperationCanceledException("The run is over.") : answer!;
    }

    /// <summary>Ends work that still waits, as a crash would: nothing that it has not written yet is written.</summary>
    public void Dispose()
    {
        if (Asked is not null)
        {
            isAbandoned = true;
            go.Release();
            thread.Join();
        }

        go.Dispose();
        back.Dispose();
    }

    private void Await()
    {
        back.Wait();
        if (Asked is null)
        {
            thread.Join();
            error?.Throw();
        }
    }

    private void Run()
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // It is thrown again where the turn was taken.
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            back.Release();
        }
    }
}
