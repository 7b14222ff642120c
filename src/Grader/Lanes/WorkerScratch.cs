namespace Grader.Lanes;

/// <summary>A worker's own folder on disk: the compiled program, the working directory of its runs, its home. Removed with it.</summary>
internal sealed class WorkerScratch : IDisposable
{
    // A file system in memory: a submission's files live for a moment, and making and removing them on a disk costs more than its run.
    private const string MemoryFolder = "/dev/shm";
    private const long LeastFreeBytes = 1L << 30;

    public WorkerScratch()
    {
        Root = CreateRoot();
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

    private static string CreateRoot()
    {
        try
        {
            if (OperatingSystem.IsLinux() && new DriveInfo(MemoryFolder) is { DriveFormat: "tmpfs", AvailableFreeSpace: >= LeastFreeBytes })
            {
                string root = Path.Combine(MemoryFolder, "grader-" + Path.GetRandomFileName());
                return Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, or not for us: the disk will do.
        }

        return Directory.CreateTempSubdirectory("grader-").FullName;
    }

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
