namespace Grader.Worker.Runtime;

public static partial class VirtualTime
{
    public static bool WaitAll(Task[] tasks, int millisecondsTimeout) => WaitAll(tasks, Timeout(millisecondsTimeout), CancellationToken.None);

    public static bool WaitAll(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken) =>
        WaitAll(tasks, Timeout(millisecondsTimeout), cancellationToken);

    public static bool WaitAll(Task[] tasks, TimeSpan timeout) => WaitAll(tasks, timeout, CancellationToken.None);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout) => WaitAny(tasks, Timeout(millisecondsTimeout), CancellationToken.None);

    public static int WaitAny(Task[] tasks, int millisecondsTimeout, CancellationToken cancellationToken) =>
        WaitAny(tasks, Timeout(millisecondsTimeout), cancellationToken);

    public static int WaitAny(Task[] tasks, TimeSpan timeout) => WaitAny(tasks, timeout, CancellationToken.None);

    public static int WaitHandleWaitAny(WaitHandle[] waitHandles, int millisecondsTimeout) => WaitHandleWaitAny(waitHandles, Timeout(millisecondsTimeout));

    public static int WaitHandleWaitAny(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) =>
        WaitHandleWaitAny(waitHandles, Timeout(millisecondsTimeout));

    public static int WaitHandleWaitAny(WaitHandle[] waitHandles, TimeSpan timeout, bool exitContext) => WaitHandleWaitAny(waitHandles, timeout);

    public static int WaitHandleWaitAny(WaitHandle[] waitHandles, TimeSpan timeout)
    {
        int index = WaitHandle.WaitTimeout;
        Until(() => (index = WaitHandle.WaitAny(waitHandles, 0)) != WaitHandle.WaitTimeout, timeout, CancellationToken.None);
        return index;
    }

    public static bool WaitHandleWaitAll(WaitHandle[] waitHandles, int millisecondsTimeout) => WaitHandleWaitAll(waitHandles, Timeout(millisecondsTimeout));

    public static bool WaitHandleWaitAll(WaitHandle[] waitHandles, int millisecondsTimeout, bool exitContext) =>
        WaitHandleWaitAll(waitHandles, Timeout(millisecondsTimeout));

    public static bool WaitHandleWaitAll(WaitHandle[] waitHandles, TimeSpan timeout, bool exitContext) => WaitHandleWaitAll(waitHandles, timeout);

    public static bool WaitHandleWaitAll(WaitHandle[] waitHandles, TimeSpan timeout) =>
        Until(() => WaitHandle.WaitAll(waitHandles, 0), timeout, CancellationToken.None);

    public static bool TryEnter(object obj, int millisecondsTimeout) => TryEnter(obj, Timeout(millisecondsTimeout));

    public static bool TryEnter(object obj, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return Until(() => Monitor.TryEnter(obj), timeout, CancellationToken.None);
    }

    public static void TryEnter(object obj, int millisecondsTimeout, ref bool lockTaken) =>
        TryEnter(obj, Timeout(millisecondsTimeout), ref lockTaken);

    public static void TryEnter(object obj, TimeSpan timeout, ref bool lockTaken)
    {
        if (lockTaken)
        {
            throw new ArgumentException("The lock was taken already.", nameof(lockTaken));
        }

        lockTaken = TryEnter(obj, timeout);
    }

    public static bool SpinWaitUntil(Func<bool> condition, int millisecondsTimeout) => SpinWaitUntil(condition, Timeout(millisecondsTimeout));

    public static bool SpinWaitUntil(Func<bool> condition, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Until(condition, timeout, CancellationToken.None);
    }

    private static bool WaitAll(Task[] tasks, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return Until(() => Array.TrueForAll(tasks, task => task.IsCompleted), timeout, cancellationToken) && CompletedWaitAll(tasks);
    }

    private static int WaitAny(Task[] tasks, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return tasks.Length == 0 || Until(() => Array.Exists(tasks, task => task.IsCompleted), timeout, cancellationToken)
            ? Array.FindIndex(tasks, task => task.IsCompleted)
            : -1;
    }

    // Returns at once; throws what a task threw.
    private static bool CompletedWaitAll(Task[] tasks)
    {
        Task.WaitAll(tasks);
        return true;
    }

    internal static bool Until(Func<bool> condition, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isDone = false;
        Clock.WaitUntil(() => (isDone = condition()) || cancellationToken.IsCancellationRequested, Timeout(timeout));
        if (!isDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return isDone;
    }
}
