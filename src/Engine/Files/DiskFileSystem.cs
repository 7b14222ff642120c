namespace Grader.Engine.Files;

/// <summary>The machine's own files, for live runs. Names are compared as the machine does; symbolic links are followed.</summary>
/// <param name="workingDirectory">Where relative paths begin; absolute.</param>
public sealed class DiskFileSystem(string workingDirectory) : IFileSystem
{
    private const int ReadBufferLength = 1; // No buffer: readers have their own.

    private long temporaryFiles;

    public string Qualify(string path)
    {
        string text = path;
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[5..];
            text = text.StartsWith("//", StringComparison.Ordinal) ? text[2..] : text;
        }

        string full = Path.GetFullPath(text, workingDirectory);
        return full.Length > 1 ? Path.TrimEndingDirectorySeparator(full).Replace('\\', '/') : full;
    }

    public bool DirectoryExists(string path) => Directory.Exists(Qualify(path));

    public bool FileExists(string path) => File.Exists(Qualify(path));

    public IReadOnlyList<FileEntry> List(string directory)
    {
        var folder = new DirectoryInfo(Qualify(directory));
        if (!folder.Exists)
        {
            return [];
        }

        try
        {
            return Permitted(folder.FullName, () => folder.EnumerateFileSystemInfos().Where(IsStillThere)
                .Select(entry => new FileEntry(
                    entry.Name, entry is DirectoryInfo, entry is FileInfo file ? file.Length : 0, new DateTimeOffset(entry.LastWriteTimeUtc).ToUnixTimeMilliseconds()))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal).ToArray());
        }
        catch (DirectoryNotFoundException)
        {
            return []; // It went away meanwhile.
        }
    }

    public ReadOnlyMemory<byte> Read(string path) => Reading(path, File.ReadAllBytes);

    public Stream OpenRead(string path) => Reading(
        path, full => new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ReadBufferLength, FileOptions.SequentialScan));

    public void WriteAtomic(string path, ReadOnlyMemory<byte> content) => Changing(path, full => WriteAtomicAt(full, content));

    public void Append(string path, ReadOnlyMemory<byte> content) => Changing(path, full =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        using var stream = new FileStream(full, FileMode.Append, FileAccess.Write, FileShare.Read, ReadBufferLength);
        stream.Write(content.Span);
    });

    public void Rename(string from, string to) => Reading(from, full =>
    {
        File.Move(full, Qualify(to), overwrite: true);
        return full;
    });

    public void CreateDirectory(string path) => Changing(path, full => Directory.CreateDirectory(full));

    public void Delete(string path) => Changing(path, full =>
    {
        if (Directory.Exists(full))
        {
            Directory.Delete(full, recursive: true);
        }
        else if (File.Exists(full))
        {
            File.Delete(full);
        }
    });

    // Asks the disk once; what is asked of the entry afterwards is answered from that.
    private static bool IsStillThere(FileSystemInfo entry)
    {
        entry.Refresh();
        return entry.Exists;
    }

    private void WriteAtomicAt(string full, ReadOnlyMemory<byte> content)
    {
        string parent = Path.GetDirectoryName(full) ?? throw new IOException($"{full} is a directory");
        Directory.CreateDirectory(parent);

        // Hidden, so that no source and no log takes the part for a file of its own.
        string temporary = Path.Combine(parent, $".{Path.GetFileName(full)}.{Environment.ProcessId}-{Interlocked.Increment(ref temporaryFiles)}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, ReadBufferLength))
            {
                stream.Write(content.Span);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private void Changing(string path, Action<string> change)
    {
        string full = Qualify(path);
        Permitted(full, () =>
        {
            change(full);
            return full;
        });
    }

    private T Reading<T>(string path, Func<string, T> read)
    {
        string full = Qualify(path);
        try
        {
            return Permitted(full, () => read(full));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"File file:{full} does not exist", full, e);
        }
    }

    private static T Permitted<T>(string full, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UnauthorizedAccessException e)
        {
            // As Java words it; a directory that is opened as a file is the other thing that .NET calls unauthorized.
            throw new IOException($"{full} ({(Directory.Exists(full) ? "Is a directory" : "Permission denied")})", e);
        }
    }
}
