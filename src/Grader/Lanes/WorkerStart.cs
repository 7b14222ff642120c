namespace Grader.Lanes;

/// <summary>Starts workers one ahead of need: while one serves a submission, the next one's runtime comes up.</summary>
internal sealed class WorkerStart(WorkerLauncher launcher) : IAsyncDisposable
{
    private WorkerProcess? next;

    /// <summary>A worker that nothing has run in yet; the caller disposes of it.</summary>
    /// <exception cref="GraderFaultException">The process cannot be started.</exception>
    public WorkerProcess Take()
    {
        WorkerProcess taken = next is { HasExited: false } ready ? ready : launcher.Start();
        next = null;
        return taken;
    }

    /// <summary>Starts the next worker where none is ready.</summary>
    /// <exception cref="GraderFaultException">The process cannot be started.</exception>
    public void Prepare() => next ??= launcher.Start();

    public async ValueTask DisposeAsync()
    {
        if (next is { } unused)
        {
            next = null;
            await unused.DisposeAsync();
        }
    }
}
