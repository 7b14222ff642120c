namespace Grader.Worker.Runtime;

public static partial class VirtualTime
{
    public static void Sleep(int millisecondsTimeout) => Sleep(Timeout(millisecondsTimeout));

    public static void Sleep(TimeSpan timeout)
    {
        if (timeout == TimeSpan.Zero)
        {
            Thread.Yield();
        }
        else
        {
            Clock.Sleep(Timeout(timeout));
        }
    }

    public static Task Delay(int millisecondsDelay) => Delay(Timeout(millisecondsDelay), CancellationToken.None);

    public static Task Delay(int millisecondsDelay, CancellationToken cancellationToken) => Delay(Timeout(millisecondsDelay), cancellationToken);

    public static Task Delay(TimeSpan delay) => Delay(delay, CancellationToken.None);

    public static Task Delay(TimeSpan delay, TimeProvider timeProvider) => Delay(delay, timeProvider, CancellationToken.None);

    public static Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken) => timeProvider is VirtualTimeProvider
        ? Delay(delay, cancellationToken)
        : Task.Delay(delay, timeProvider, cancellationToken);

    public static Task Delay(TimeSpan delay, CancellationToken cancellationToken)
    {
        Timeout(delay);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        if (delay == TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        // Continuations run on the thread that the clock woke, so that the clock holds until they wait again.
        var completion = new TaskCompletionSource();
        CancellationTokenRegistration registration = cancellationToken.Register(() => completion.TrySetCanceled(cancellationToken));
        if (delay > TimeSpan.Zero)
        {
            Clock.Schedule(delay, () =>
            {
                registration.Dispose();
                completion.TrySetResult();
            });
        }

        return completion.Task;
    }

    public static CancellationTokenSource NewCancellationTokenSource(int millisecondsDelay) => NewCancellationTokenSource(Timeout(millisecondsDelay));

    public static CancellationTokenSource NewCancellationTokenSource(TimeSpan delay, TimeProvider timeProvider) =>
        timeProvider is VirtualTimeProvider ? NewCancellationTokenSource(delay) : new CancellationTokenSource(delay, timeProvider);

    public static CancellationTokenSource NewCancellationTokenSource(TimeSpan delay)
    {
        var source = new CancellationTokenSource();
        source.VirtualCancelAfter(delay);
        return source;
    }
}
