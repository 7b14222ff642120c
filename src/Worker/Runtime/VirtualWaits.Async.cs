using System.Runtime.CompilerServices;

namespace Grader.Worker.Runtime;

public static partial class VirtualWaits
{
    // Which of several CancelAfter calls of one source still counts: the last.
    private static readonly ConditionalWeakTable<CancellationTokenSource, object> Cancellations = [];

    public static Task VirtualWaitAsync(this Task task, TimeSpan timeout) => task.VirtualWaitAsync(timeout, CancellationToken.None);

    public static Task VirtualWaitAsync(this Task task, TimeSpan timeout, TimeProvider timeProvider) => task.VirtualWaitAsync(timeout, timeProvider, CancellationToken.None);

    public static Task VirtualWaitAsync(this Task task, TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        timeProvider is VirtualTimeProvider ? task.VirtualWaitAsync(timeout, cancellationToken) : task.WaitAsync(timeout, timeProvider, cancellationToken);

    public static async Task VirtualWaitAsync(this Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await FirstOf(task, timeout, cancellationToken).ConfigureAwait(false);
        await task.ConfigureAwait(false);
    }

    public static Task<T> VirtualWaitAsync<T>(this Task<T> task, TimeSpan timeout) => task.VirtualWaitAsync(timeout, CancellationToken.None);

    public static Task<T> VirtualWaitAsync<T>(this Task<T> task, TimeSpan timeout, TimeProvider timeProvider) =>
        task.VirtualWaitAsync(timeout, timeProvider, CancellationToken.None);

    public static Task<T> VirtualWaitAsync<T>(this Task<T> task, TimeSpan timeout, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        timeProvider is VirtualTimeProvider ? task.VirtualWaitAsync(timeout, cancellationToken) : task.WaitAsync(timeout, timeProvider, cancellationToken);

    public static async Task<T> VirtualWaitAsync<T>(this Task<T> task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await FirstOf(task, timeout, cancellationToken).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    public static Task<bool> VirtualWaitAsync(this SemaphoreSlim semaphore, int millisecondsTimeout) =>
        semaphore.VirtualWaitAsync(VirtualTime.Timeout(millisecondsTimeout), CancellationToken.None);

    public static Task<bool> VirtualWaitAsync(this SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken) =>
        semaphore.VirtualWaitAsync(VirtualTime.Timeout(millisecondsTimeout), cancellationToken);

    public static Task<bool> VirtualWaitAsync(this SemaphoreSlim semaphore, TimeSpan timeout) => semaphore.VirtualWaitAsync(timeout, CancellationToken.None);

    public static async Task<bool> VirtualWaitAsync(this SemaphoreSlim semaphore, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(semaphore);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task entered = semaphore.WaitAsync(giveUp.Token);
        try
        {
            await FirstOf(entered, timeout, cancellationToken).ConfigureAwait(false);
            await entered.ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await entered.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return entered.IsCompletedSuccessfully;
        }
    }

    public static void VirtualCancelAfter(this CancellationTokenSource source, int millisecondsDelay) => source.VirtualCancelAfter(VirtualTime.Timeout(millisecondsDelay));

    public static void VirtualCancelAfter(this CancellationTokenSource source, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(source);
        VirtualTime.Timeout(delay);
        _ = source.Token; // throws where the source is disposed, as the original does
        object latest = new();
        Cancellations.AddOrUpdate(source, latest);
        if (delay < TimeSpan.Zero)
        {
            return;
        }

        VirtualTime.Clock.Schedule(delay, () =>
        {
            if (Cancellations.TryGetValue(source, out object? current) && ReferenceEquals(current, latest))
            {
                CancelUnlessDisposed(source);
            }
        });
    }

    private static void CancelUnlessDisposed(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A disposed source never cancels: its timer would have been stopped.
        }
    }

    private static async Task FirstOf(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        VirtualTime.Timeout(timeout);
        if (task.IsCompleted)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        Task delay = timeout == TimeSpan.Zero ? Task.CompletedTask : VirtualTime.Delay(timeout, cancellationToken);
        if (await Task.WhenAny(task, delay).ConfigureAwait(false) != task)
        {
            await delay.ConfigureAwait(false); // throws where it was cancelled
            throw new TimeoutException();
        }
    }
}
