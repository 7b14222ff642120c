namespace Grader.Sandbox;

/// <summary>A running worker as its starter sees it.</summary>
public abstract class WorkerChild : IDisposable
{
    public abstract int Id { get; }

    /// <summary>What the process reads.</summary>
    public abstract Stream StandardInput { get; }

    public abstract Stream StandardOutput { get; }

    public abstract Stream StandardError { get; }

    public abstract bool HasExited { get; }

    /// <summary>Ends with its exit code, 128 + n for signal n.</summary>
    public abstract Task<int> Exit { get; }

    /// <summary>Ends the process at once; nothing happens where it has ended.</summary>
    /// <param name="withDescendants">Also all that it started, where it could start anything.</param>
    public abstract void Kill(bool withDescendants);

    /// <summary>Closes the streams. The process must have ended.</summary>
    public abstract void Dispose();
}
