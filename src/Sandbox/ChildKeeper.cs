using System.Runtime.ExceptionServices;

namespace Grader.Sandbox;

/// <summary>A thread that starts a child and stays until it has ended: the signal that ends a child with its starter comes when that thread ends.</summary>
internal sealed class ChildKeeper(Func<ConfinedChild> start)
{
    private const int StackBytes = 256 * 1024;

    private readonly ManualResetEventSlim isDone = new();
    private ConfinedChild? child;
    private ExceptionDispatchInfo? failure;

    /// <exception cref="SystemCallException">Nothing runs.</exception>
    public ConfinedChild Start()
    {
        new Thread(StartAndStay, StackBytes) { IsBackground = true, Name = "worker-keeper" }.Start();
        isDone.Wait();
        failure?.Throw();
        return child!;
    }

    private void StartAndStay()
    {
        try
        {
            child = start();
        }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(error);
        }

        isDone.Set();
        child?.Keep();
    }
}
