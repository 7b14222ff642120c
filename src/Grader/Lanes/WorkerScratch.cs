namespace Grader.Lanes;

/// <summary>A worker's own folder on disk: the compiled program, the working directory of its runs, its home. Removed with it.</summary>
internal sealed class WorkerScratch : IDisposable
{
    public WorkerScratch()
    {
        Root = Directory.CreateTempSubdirectory("grader-").FullName;
        WorkingDirectory = Path.Combine(Root, "run");
        Home = Directory.CreateDirectory(Path.Combine(Root, "home")).FullName;
        Temporary = Directory.CreateDirectory(Path.Combine(Root, "tmp")).FullName;
        Directory.CreateDirectory(WorkingDirectory);
    }

    public string Root { get; }

    /// <summary>Emptied and filled by the worker at every run's start.</summary>
    public string WorkingDirectory { get; }

    public string Home { get; }

    public string Temporary { get; }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A student's program may have taken rights away; what stays lies in the system's temporary folder.
        }
    }
}
