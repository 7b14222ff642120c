namespace Grader.Live;

/// <summary>
/// A stop, as the thread of a query sees it: the engine looks at a token between rows, and where the thread waits in the program's own code, that wait
/// is interrupted, as Spark interrupts it. The engine's own waits never are.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    [ThreadStatic]
    private static StopRequest? ofThread;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource source = new();
    private Thread? thread;
    private bool isInCode;
    private bool isInterrupted;
    private bool isByTheCode;
    private bool isOver;

    public StopRequest() => Token = source.Token;

    /// <summary>Of the query whose thread this is; null on other threads.</summary>
    public static StopRequest? OfThread => ofThread;

    public CancellationToken Token { get; }

    /// <summary>Makes the calling thread the query's.</summary>
    public void Begin()
    {
        ofThread = this;
        thread = Thread.CurrentThread;
    }

    /// <summary>The query has ended.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            source.Dispose();
        }
    }

    /// <summary>Breaks the batch off. Code that asks for it on the query's own thread goes on to its end first.</summary>
    public void Request()
    {
        lock (gate)
        {
            if (isInCode && Thread.CurrentThread == thread)
            {
                isByTheCode = true;
                return;
            }

            if (isOver || Token.IsCancellationRequested)
            {
                return;
            }

            source.Cancel();
            if (isInCode)
            {
                isInterrupted = true;
                thread!.Interrupt();
            }
        }
    }

    /// <summary>Runs code of the program.</summary>
    /// <exception cref="OperationCanceledException">It failed, and the query was being stopped: whatever it threw, it is the stop's doing.</exception>
    public T InCode<T>(Func<T> code)
    {
        SetInCode(true);
        try
        {
            return code();
        }
        catch (Exception e) when (Token.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was stopped.", e, Token);
        }
        finally
        {
            SetInCode(false);
            if (isByTheCode)
            {
                source.Cancel();
            }
        }
    }

    /// <summary>Runs a call of the program's code into the session, which no interrupt may hit.</summary>
    public T OutOfCode<T>(Func<T> call)
    {
        SetInCode(false);
        try
        {
            return call();
        }
        finally
        {
            SetInCode(true);
            InterruptLate();
        }
    }

    private void SetInCode(bool value)
    {
        while (true)
        {
            try
            {
                lock (gate)
                {
                    isInCode = value;
                }

                break;
            }
            catch (ThreadInterruptedException)
            {
                // Meant for the code, which was just leaving.
            }
        }

        if (!value && isInterrupted)
        {
            TakeBackInterrupt();
        }
    }

    // An interrupt that met no wait stays until one comes.
    private static void TakeBackInterrupt()
    {
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // It was there.
        }
    }

    /// <summary>Code that comes back from a call does not wait either, if the stop came meanwhile.</summary>
    private void InterruptLate()
    {
        if (Token.IsCancellationRequested && !isInterrupted)
        {
            isInterrupted = true;
            Thread.CurrentThread.Interrupt();
        }
    }
}
