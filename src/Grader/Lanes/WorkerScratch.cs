using Grader.Sandbox;

namespace Grader.Lanes;

/// <summary>A worker's own folder on disk: the compiled program, the working directory of its runs, its home. Removed with it.</summary>
internal sealed class WorkerScratch : IDisposable
{
    /// <param name="parent">A folder that the worker's user may pass.</param>
    /// <param name="user">The worker's own user, who gets the folders that the worker writes to; null for the grader's.</param>
    /// <exception cref="IOException">The folders cannot be made.</exception>
    public WorkerScratch(string parent, uint? user)
    {
        Root = Path.Combine(parent, "worker-" + Path.GetRandomFileName());
        Program = Path.Combine(Root, "program");
        WorkingDirectory = Path.Combine(Root, "run");
        Home = Path.Combine(Root, "home");
        Temporary = Path.Combine(Root, "tmp");
        FolderMode.Create(Root, user is null ? FolderMode.Private : FolderMode.PassOnly);
        FolderMode.Create(Program, user is null ? FolderMode.Private : FolderMode.Readable);
        foreach (string folder in (string[])[WorkingDirectory, Home, Temporary])
        {
            FolderMode.Create(folder, FolderMode.Private);
            if (user is { } owner)
            {
                ConfinedStart.GiveTo(folder, owner);
            }
        }
    }

    public string Root { get; }

    /// <summary>Holds the compiled program, for the worker to read.</summary>
    public string Program { get; }

    /// <summary>Emptied and filled by the worker at every run's start.</summary>
    public string WorkingDirectory { get; }

    public string Home { get; }

    public string Temporary { get; }

    public void Dispose()
    {
        try
        {
            FolderRemoval.Remove(Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A student's unconfined program may still be at work in it; what stays goes with the folder above.
        }
    }
}
