using Grader.Engine.Files;

namespace Grader.Live.Tests.Robustness;

/// <summary>A disk that fails where a test says so.</summary>
internal sealed class FaultyFiles(IFileSystem files) : IFileSystem
{
    private int writes;

    /// <summary>Called with the full path before a file is opened.</summary>
    public Action<string> OnOpen { get; set; } = _ => { };

    /// <summary>What is read in place of a file's own content, by its full path.</summary>
    public Func<string, Stream, Stream> Content { get; set; } = (_, own) => own;

    /// <summary>Writes that succeed before the disk is full; null for a disk with room.</summary>
    public int? FullAfterWrites { get; set; }

    public int Writes => writes;

    public Stream OpenRead(string path)
    {
        OnOpen(files.Qualify(path));
        return Content(files.Qualify(path), files.OpenRead(path));
    }

    public void WriteAtomic(string path, ReadOnlyMemory<byte> content)
    {
        TakeRoom(path);
        files.WriteAtomic(path, content);
    }

    public void Append(string path, ReadOnlyMemory<byte> content)
    {
        TakeRoom(path);
        files.Append(path, content);
    }

    public string Qualify(string path) => files.Qualify(path);

    public bool DirectoryExists(string path) => files.DirectoryExists(path);

    public bool FileExists(string path) => files.FileExists(path);

    public IReadOnlyList<FileEntry> List(string directory) => files.List(directory);

    public ReadOnlyMemory<byte> Read(string path) => files.Read(path);

    public void Rename(string from, string to) => files.Rename(from, to);

    public void CreateDirectory(string path) => files.CreateDirectory(path);

    public void Delete(string path) => files.Delete(path);

    private void TakeRoom(string path)
    {
        if (Interlocked.Increment(ref writes) > FullAfterWrites)
        {
            throw new IOException($"No space left on device : '{files.Qualify(path)}'");
        }
    }
}
