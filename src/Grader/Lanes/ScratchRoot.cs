using Grader.Sandbox;

namespace Grader.Lanes;

/// <summary>The folder for all that workers of this process, and of the lanes it starts, have on disk. Removed at the end, whatever became of them.</summary>
/// <remarks>A file in it stays locked while it is in use: what a killed grader left is removed by the next one.</remarks>
public sealed class ScratchRoot : IDisposable
{
    private const string Prefix = "grader-";
    private const string LockName = "lock";

    // A file system in memory: a submission's files live for a moment, and making and removing them on a disk costs more than its run.
    private const string MemoryFolder = "/dev/shm";
    private const long LeastFreeBytes = 1L << 30;

    private readonly FileStream inUse;

    private ScratchRoot(string folder, FileStream inUse)
    {
        Folder = folder;
        this.inUse = inUse;
    }

    /// <summary>Full path. Other users may pass to what is theirs below, and see nothing.</summary>
    public string Folder { get; }

    /// <exception cref="GraderFaultException">There is no place for it.</exception>
    public static ScratchRoot Create()
    {
        string parent = HasMemoryFolder() ? MemoryFolder : Path.GetTempPath();
        RemoveLeftovers(parent);
        try
        {
            // It gets the name by which others look for leftovers when it is locked already.
            string name = Prefix + Path.GetRandomFileName(), folder = Path.Combine(parent, name), unlocked = Path.Combine(parent, "new-" + name);
            FolderMode.Create(unlocked, FolderMode.PassOnly);
            var inUse = new FileStream(Path.Combine(unlocked, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            Directory.Move(unlocked, folder);
            return new ScratchRoot(folder, inUse);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GraderFaultException($"There is no place for temporary files: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        try
        {
            Remove(Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An unconfined program may still be at work in it: the next grader removes it.
        }

        inUse.Dispose();
    }

    private static bool HasMemoryFolder()
    {
        try
        {
            return OperatingSystem.IsLinux() && new DriveInfo(MemoryFolder) is { DriveFormat: "tmpfs", AvailableFreeSpace: >= LeastFreeBytes };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Not there, or not for us: the disk will do.
        }
    }

    private static void RemoveLeftovers(string parent)
    {
        foreach (string folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                // Opens only where nobody holds it. Where there is none, somebody was killed while removing the rest.
                string inUse = Path.Combine(folder, LockName);
                using (File.Exists(inUse) ? new FileStream(inUse, FileMode.Open, FileAccess.ReadWrite, FileShare.None) : null)
                {
                    Remove(folder);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or another user's.
            }
        }
    }

    /// <summary>The lock goes last: as long as anything is left, others can tell whether it is in use.</summary>
    private static void Remove(string folder)
    {
        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            FolderRemoval.Remove(inner);
        }

        FolderRemoval.Remove(folder);
    }
}
