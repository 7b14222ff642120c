using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// The files of a scenario, which outlive its runs: arrivals, checkpoints and what the program does. Remembers what was changed on this side, for the
/// program's copy on disk.
/// </summary>
/// <param name="tellsProgram">Whether anybody takes the changes.</param>
internal sealed class VirtualFiles(VirtualClock clock, bool tellsProgram) : IFileSystem
{
    private readonly InMemoryFileSystem files = new(clock);

    // By path relative to the working directory; true where something of that name was deleted since the last report.
    private readonly Dictionary<string, bool> changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> writtenByProgram = new(StringComparer.Ordinal);
    private long programBytes;
    private long lastArrivalMs;

    public string WorkingDirectory => files.WorkingDirectory;

    /// <summary>The files that the program itself has written and not deleted.</summary>
    public ScratchSize ProgramSize => new(writtenByProgram.Count, programBytes);

    /// <summary>All other files: arrivals and checkpoints.</summary>
    public ScratchSize OwnSize()
    {
        Seq<FileEntry> all = FilesBelow(files.WorkingDirectory).ToSeq();
        return new ScratchSize(all.Count - writtenByProgram.Count, all.Sum(file => file.Length) - programBytes);
    }

    public string Qualify(string path) => files.Qualify(path);

    public bool DirectoryExists(string path) => files.DirectoryExists(path);

    public bool FileExists(string path) => files.FileExists(path);

    public IReadOnlyList<FileEntry> List(string directory) => files.List(directory);

    public ReadOnlyMemory<byte> Read(string path) => files.Read(path);

    public void WriteAtomic(string path, ReadOnlyMemory<byte> content)
    {
        files.WriteAtomic(path, content);
        NoteChange(path, isDeletion: false);
    }

    public void CreateDirectory(string path)
    {
        files.CreateDirectory(path);
        NoteChange(path, isDeletion: false);
    }

    public void Delete(string path)
    {
        files.Delete(path);
        NoteChange(path, isDeletion: true);
    }

    /// <summary>A file arrives, complete. Its modification time is this instant, or a millisecond after the arrival before, so that no two are the same.</summary>
    public void Arrive(string path, ReadOnlyMemory<byte> content)
    {
        try
        {
            WriteAtomic(path, content);
            lastArrivalMs = Math.Max(clock.UnixMilliseconds, lastArrivalMs + 1);
            files.SetModified(path, lastArrivalMs);
        }
        catch (IOException)
        {
            // The program has put a file where the folder should be: nothing can arrive there.
        }
    }

    /// <summary>An arrived file gets another name and keeps its modification time; nothing happens where the program took the file away.</summary>
    public void Rename(string from, string to)
    {
        if (files.FileExists(from))
        {
            files.Rename(from, to);
            NoteChange(from, isDeletion: true);
            NoteChange(to, isDeletion: false);
        }
    }

    /// <summary>Takes over what the program did on disk. Modification times are the virtual clock's.</summary>
    public void ApplyProgramChanges(Seq<FileChange> changes)
    {
        foreach (FileChange change in changes)
        {
            try
            {
                Apply(change);
            }
            catch (IOException)
            {
                // The program and an arrival or a checkpoint met at one path; this side's file stays.
            }
        }
    }

    /// <summary>What was changed on this side since the last call: deletions first, then folders, then files.</summary>
    public Seq<FileChange> TakeChanges()
    {
        if (changed.Count == 0)
        {
            return [];
        }

        string[] paths = [.. changed.Keys.Order(StringComparer.Ordinal)];
        Seq<FileChange> changes =
        [
            .. paths.Where(path => changed[path]).Select(path => new PathDeleted(path)),
            .. paths.Where(files.DirectoryExists).Select(path => new DirectoryCreated(path)),
            .. paths.Where(files.FileExists).Select(Written),
        ];
        changed.Clear();
        return changes;
    }

    /// <summary>All folders and files, for a run's start; what was changed so far is told by it.</summary>
    public Seq<FileChange> Snapshot()
    {
        var content = new List<FileChange>();
        AddFolder("", content);
        changed.Clear();
        return content.ToSeq();
    }

    private IEnumerable<FileEntry> FilesBelow(string folder) => files.List(folder)
        .SelectMany(entry => entry.IsDirectory ? FilesBelow($"{folder}/{entry.Name}") : [entry]);

    private void AddFolder(string folder, List<FileChange> content)
    {
        string prefix = folder.Length == 0 ? "" : folder + "/";
        foreach (FileEntry entry in files.List(folder.Length == 0 ? files.WorkingDirectory : folder))
        {
            string path = prefix + entry.Name;
            if (entry.IsDirectory)
            {
                content.Add(new DirectoryCreated(path));
                AddFolder(path, content);
            }
            else
            {
                content.Add(new FileWritten(path, Seq.Create(files.Read(path).Span), entry.ModifiedMs));
            }
        }
    }

    private FileWritten Written(string path)
    {
        int slash = path.LastIndexOf('/');
        string folder = slash < 0 ? files.WorkingDirectory : path[..slash];
        FileEntry entry = files.List(folder).First(file => file.Name == path[(slash + 1)..]);
        return new FileWritten(path, Seq.Create(files.Read(path).Span), entry.ModifiedMs);
    }

    private void Apply(FileChange change)
    {
        switch (change)
        {
            case FileWritten(var path, var content, _):
                files.WriteAtomic(path, content.AsImmutableArray().AsMemory());
                programBytes += content.Count - writtenByProgram.GetValueOrDefault(path);
                writtenByProgram[path] = content.Count;
                break;
            case DirectoryCreated(var path):
                files.CreateDirectory(path);
                break;
            case PathDeleted(var path):
                files.Delete(path);
                foreach (string gone in writtenByProgram.Keys.Where(file => file == path || file.StartsWith(path + "/", StringComparison.Ordinal)).ToList())
                {
                    programBytes -= writtenByProgram[gone];
                    writtenByProgram.Remove(gone);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException(change.GetType().Name);
        }
    }

    private void NoteChange(string path, bool isDeletion)
    {
        if (!tellsProgram)
        {
            return;
        }

        string absolute = files.Qualify(path);
        if (absolute.StartsWith(files.WorkingDirectory + "/", StringComparison.Ordinal))
        {
            string relative = absolute[(files.WorkingDirectory.Length + 1)..];
            changed[relative] = isDeletion || changed.GetValueOrDefault(relative);
        }
    }
}
