using System.IO.Enumeration;
using System.Security.Cryptography;
using Grader.Plans;
using Grader.Plans.Session;
using Grader.Sandbox;

namespace Grader.Worker;

/// <summary>
/// A run's folder as the lane knows it. <see cref="Collect"/> tells what the program has changed since; <see cref="Apply(Seq{FileChange})"/> puts on disk what the
/// lane has changed, which is no change of the program's. Only regular files and folders count; symbolic links are not followed.
/// </summary>
/// <remarks>Not thread-safe. A file that its writer holds open exclusively is told of once it is closed.</remarks>
internal sealed class FileMirror(string root)
{
    public const int MaxEntries = 2000;
    public const int MaxBytes = 10 * 1024 * 1024;

    // File systems stamp with the time of their last tick: a file changed again within one shows neither by size nor by time.
    private static readonly TimeSpan StampGranularity = TimeSpan.FromMilliseconds(20);

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    private Dictionary<string, Entry> known = new(StringComparer.Ordinal);

    /// <param name="Hash">Of the content, where size and time may not tell of the next change; null otherwise.</param>
    private sealed record Entry(bool IsDirectory, long Size, DateTime Modified, byte[]? Hash);

    // A class: for a type of value the framework's enumeration would have to be compiled in every worker.
    private sealed record Found(string Path, bool IsDirectory, long Size, DateTime Modified);

    /// <summary>Empties the folder and fills it.</summary>
    public void Reset(Seq<FileChange> content)
    {
        // The folder itself stays: a confined worker may not make or remove it.
        FolderRemoval.Empty(root);
        known.Clear();
        Apply(content);
    }

    /// <summary>Deletions first, then folders, then files, each in the order of their paths.</summary>
    /// <exception cref="SparkException">There are more or larger files than a submission may have.</exception>
    public Seq<FileChange> Collect()
    {
        var deleted = new List<FileChange>();
        var created = new List<FileChange>();
        var written = new List<FileChange>();
        var seen = new Dictionary<string, Entry>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (Found found in Scan())
        {
            if (seen.Count >= MaxEntries)
            {
                throw Limit($"more than {MaxEntries} files and folders");
            }

            known.TryGetValue(found.Path, out Entry? before);
            if (found.IsDirectory)
            {
                seen.Add(found.Path, before is { IsDirectory: true } ? before : new Entry(true, 0, default, null));
                if (before is not { IsDirectory: true })
                {
                    created.Add(new DirectoryCreated(found.Path));
                }

                continue;
            }

            bytes += found.Size;
            if (bytes > MaxBytes)
            {
                throw Limit($"more than {MaxBytes / (1024 * 1024)} MiB in files");
            }

            if (before is { IsDirectory: false, Hash: null } && before.Size == found.Size && before.Modified == found.Modified)
            {
                seen.Add(found.Path, before);
            }
            else if (Read(found) is { } content)
            {
                byte[] hash = SHA256.HashData(content.AsSpan());
                bool mayChangeUnseen = DateTime.UtcNow - found.Modified < StampGranularity;
                if (before is not { IsDirectory: false } || before.Size != found.Size || before.Modified != found.Modified || !hash.AsSpan().SequenceEqual(before.Hash))
                {
                    written.Add(new FileWritten(found.Path, content, new DateTimeOffset(found.Modified).ToUnixTimeMilliseconds()));
                }

                seen.Add(found.Path, new Entry(false, found.Size, found.Modified, mayChangeUnseen ? hash : null));
            }
            else if (before is not null)
            {
                seen.Add(found.Path, before);
            }
        }

        string[] gone = [.. known.Keys.Where(path => !seen.TryGetValue(path, out Entry? now) || now.IsDirectory != known[path].IsDirectory)];
        deleted.AddRange(gone.Where(path => !gone.Contains(ParentOf(path))).Select(path => new PathDeleted(path)));
        known = seen;
        return [.. InOrder(deleted), .. InOrder(created), .. InOrder(written)];
    }

    /// <summary>Puts changes on disk in their order. What cannot be put there, because the program's own files are in the way, is left out.</summary>
    public void Apply(Seq<FileChange> changes)
    {
        foreach (FileChange change in changes)
        {
            try
            {
                Apply(change);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A student's file may lie where a folder should be; the engine has its own view of the files.
            }
        }
    }

    private void Apply(FileChange change)
    {
        string path = Path.Combine(root, change.Path);
        switch (change)
        {
            case FileWritten(_, var content, var modifiedMs):
                CreateFolders(ParentOf(change.Path));
                using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
                {
                    file.Write(content.AsSpan());

                    // By the open file: a confined worker may not name files for that.
                    File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTimeOffset.FromUnixTimeMilliseconds(modifiedMs).UtcDateTime);
                }

                known[change.Path] = new Entry(false, content.Count, File.GetLastWriteTimeUtc(path), null);
                break;
            case DirectoryCreated:
                CreateFolders(change.Path);
                break;
            case PathDeleted:
                Delete(path);
                foreach (string inside in known.Keys.Where(key => key == change.Path || key.StartsWith(change.Path + "/", StringComparison.Ordinal)).ToArray())
                {
                    known.Remove(inside);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException(change.GetType().Name);
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            FolderRemoval.Remove(path);
        }
        else
        {
            File.Delete(path);
        }
    }

    private void CreateFolders(string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        Directory.CreateDirectory(Path.Combine(root, path));
        for (string folder = path; folder.Length > 0; folder = ParentOf(folder))
        {
            known[folder] = new Entry(true, 0, default, null);
        }
    }

    private IEnumerable<Found> Scan() => new FileSystemEnumerable<Found>(root, ToFound, Everything);

    private Found ToFound(ref FileSystemEntry entry)
    {
        string path = Path.GetRelativePath(root, entry.ToFullPath()).Replace('\\', '/');
        return entry.IsDirectory ? new Found(path, true, 0, default) : new Found(path, false, entry.Length, entry.LastWriteTimeUtc.UtcDateTime);
    }

    private Seq<byte>? Read(Found found)
    {
        try
        {
            using var file = new FileStream(Path.Combine(root, found.Path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] content = new byte[found.Size];
            int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return Seq.Create<byte>(content.AsSpan(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<FileChange> InOrder(List<FileChange> changes) => changes.OrderBy(change => change.Path, StringComparer.Ordinal);

    private static string ParentOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    private static SparkException Limit(string what) => SparkException.IllegalArgument($"The program's folder holds {what}.");
}
