namespace Grader.Compile;

/// <summary>Cancels a compilation that has come to a limit.</summary>
internal sealed class CompileWatch(CompileLimits limits, TimeProvider wallClock, Func<TimeSpan> processorTime) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // What the compiler gets to see that it was cancelled.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource cancellation = new();
    private readonly long wallStart = wallClock.GetTimestamp();
    private readonly TimeSpan processorStart = processorTime();

    /// <summary>Which limit it came to; null for none so far.</summary>
    public CompileTimedOut? Exceeded { get; private set; }

    public CancellationToken Token => cancellation.Token;

    /// <summary>Waits for a thread of the compilation.</summary>
    /// <exception cref="OperationCanceledException">
    /// It came to a limit. One method body is bound without a look at the token: overloads of nested lambdas can take for ever. The thread may then still be
    /// at work, and whoever owns this process ends it.
    /// </exception>
    public void Join(Thread thread)
    {
        while (!thread.Join(Exceeded is null ? Look : Patience))
        {
            cancellation.Token.ThrowIfCancellationRequested();
            Exceeded = processorTime() - processorStart > limits.ProcessorTime ? new CompileTimedOut(limits.ProcessorTime, IsMachineDependent: false)
                : wallClock.GetElapsedTime(wallStart) > limits.WallTime ? new CompileTimedOut(limits.WallTime, IsMachineDependent: true)
                : null;
            if (Exceeded is not null)
            {
                cancellation.Cancel();
            }
        }
    }

    public void Dispose() => cancellation.Dispose();
}
