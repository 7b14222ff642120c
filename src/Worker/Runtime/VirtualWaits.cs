using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Grader.Worker.Runtime;

/// <summary>
/// Stands in for instance members that wait for a time. Extensions under names of their own, so that a rewritten call keeps its shape:
/// behind <c>?.</c>, as a method group, with named arguments.
/// </summary>
public static partial class VirtualWaits
{
    public static bool VirtualWait(this Task task, int millisecondsTimeout) => task.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), CancellationToken.None);

    public static bool VirtualWait(this Task task, int millisecondsTimeout, CancellationToken cancellationToken) =>
        task.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), cancellationToken);

    public static bool VirtualWait(this Task task, TimeSpan timeout) => task.VirtualWait(timeout, CancellationToken.None);

    public static bool VirtualWait(this Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        return VirtualTime.Until(() => task.IsCompleted, timeout, cancellationToken) && CompletedWait(task);
    }

    public static bool VirtualJoin(this Thread thread, int millisecondsTimeout) => thread.VirtualJoin(VirtualTime.Timeout(millisecondsTimeout));

    public static bool VirtualJoin(this Thread thread, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(thread);
        return VirtualTime.Until(() => thread.Join(0), timeout, CancellationToken.None);
    }

    public static bool VirtualWaitOne(this WaitHandle handle, int millisecondsTimeout) => handle.VirtualWaitOne(VirtualTime.Timeout(millisecondsTimeout));

    public static bool VirtualWaitOne(this WaitHandle handle, int millisecondsTimeout, bool exitContext) => handle.VirtualWaitOne(VirtualTime.Timeout(millisecondsTimeout));

    public static bool VirtualWaitOne(this WaitHandle handle, TimeSpan timeout, bool exitContext) => handle.VirtualWaitOne(timeout);

    public static bool VirtualWaitOne(this WaitHandle handle, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return VirtualTime.Until(() => handle.WaitOne(0), timeout, CancellationToken.None);
    }

    public static bool VirtualWait(this ManualResetEventSlim gate, int millisecondsTimeout) => gate.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), CancellationToken.None);

    public static bool VirtualWait(this ManualResetEventSlim gate, int millisecondsTimeout, CancellationToken cancellationToken) =>
        gate.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), cancellationToken);

    public static bool VirtualWait(this ManualResetEventSlim gate, TimeSpan timeout) => gate.VirtualWait(timeout, CancellationToken.None);

    public static bool VirtualWait(this ManualResetEventSlim gate, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return VirtualTime.Until(() => gate.Wait(0, CancellationToken.None), timeout, cancellationToken);
    }

    public static bool VirtualWait(this SemaphoreSlim semaphore, int millisecondsTimeout) => semaphore.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), CancellationToken.None);

    public static bool VirtualWait(this SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken) =>
        semaphore.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), cancellationToken);

    public static bool VirtualWait(this SemaphoreSlim semaphore, TimeSpan timeout) => semaphore.VirtualWait(timeout, CancellationToken.None);

    public static bool VirtualWait(this SemaphoreSlim semaphore, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(semaphore);
        return VirtualTime.Until(() => semaphore.Wait(0, CancellationToken.None), timeout, cancellationToken);
    }

    public static bool VirtualWait(this CountdownEvent countdown, int millisecondsTimeout) => countdown.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), CancellationToken.None);

    public static bool VirtualWait(this CountdownEvent countdown, int millisecondsTimeout, CancellationToken cancellationToken) =>
        countdown.VirtualWait(VirtualTime.Timeout(millisecondsTimeout), cancellationToken);

    public static bool VirtualWait(this CountdownEvent countdown, TimeSpan timeout) => countdown.VirtualWait(timeout, CancellationToken.None);

    public static bool VirtualWait(this CountdownEvent countdown, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(countdown);
        return VirtualTime.Until(() => countdown.Wait(0, CancellationToken.None), timeout, cancellationToken);
    }

    public static bool VirtualTryTake<T>(this BlockingCollection<T> collection, [MaybeNullWhen(false)] out T item, int millisecondsTimeout) =>
        collection.VirtualTryTake(out item, VirtualTime.Timeout(millisecondsTimeout), CancellationToken.None);

    public static bool VirtualTryTake<T>(
        this BlockingCollection<T> collection, [MaybeNullWhen(false)] out T item, int millisecondsTimeout, CancellationToken cancellationToken) =>
        collection.VirtualTryTake(out item, VirtualTime.Timeout(millisecondsTimeout), cancellationToken);

    public static bool VirtualTryTake<T>(this BlockingCollection<T> collection, [MaybeNullWhen(false)] out T item, TimeSpan timeout) =>
        collection.VirtualTryTake(out item, timeout, CancellationToken.None);

    private static bool VirtualTryTake<T>(
        this BlockingCollection<T> collection, [MaybeNullWhen(false)] out T item, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(collection);
        T? taken = default;
        bool isTaken = false;
        VirtualTime.Until(() => (isTaken = collection.TryTake(out taken)) || collection.IsCompleted, timeout, cancellationToken);
        item = taken!;
        return isTaken;
    }

    // Returns at once; throws what the task threw.
    private static bool CompletedWait(Task task)
    {
        task.Wait();
        return true;
    }
}
