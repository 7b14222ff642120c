namespace Grader.Engine.Files;

/// <summary>The files that an engine sees: a folder tree of its own in memory when graded, the machine's when live.</summary>
/// <remarks>
/// Paths are as the program wrote them (relative, absolute, <c>file:</c> URIs); the implementation resolves them and answers
/// "does not exist" for whatever lies outside of what it serves.
/// </remarks>
public interface IFileSystem
{
    /// <summary>The absolute path, <c>/</c>-separated and without <c>file:</c>, by which logs and messages name the file.</summary>
    string Qualify(string path);

    bool DirectoryExists(string path);

    bool FileExists(string path);

    /// <summary>Direct children, ordered by name (ordinal); empty where the directory does not exist.</summary>
    IReadOnlyList<FileEntry> List(string directory);

    /// <summary>Whole content; throws <see cref="FileNotFoundException"/> where the file is gone.</summary>
    ReadOnlyMemory<byte> Read(string path);

    /// <summary>The content from its beginning, for files that need not fit into memory; throws <see cref="FileNotFoundException"/> where the file is gone.</summary>
    Stream OpenRead(string path) => WholeContent.Stream(Read(path));

    /// <summary>As <see cref="OpenRead"/>, of a file that is no text.</summary>
    Stream OpenBinary(string path) => OpenRead(path);

    /// <summary>Writes the whole file or nothing, making parent directories; a reader never sees a part.</summary>
    void WriteAtomic(string path, ReadOnlyMemory<byte> content);

    /// <summary>Adds to the end of a file, which is made with its parents where it is not there; a reader may see a part.</summary>
    void Append(string path, ReadOnlyMemory<byte> content) =>
        WriteAtomic(path, FileExists(path) ? (byte[])[.. Read(path).Span, .. content.Span] : content);

    /// <summary>Moves a file in one step; a file of the new name is replaced.</summary>
    void Rename(string from, string to)
    {
        WriteAtomic(to, Read(from));
        Delete(from);
    }

    void CreateDirectory(string path);

    /// <summary>Deletes a file, or a directory with all it holds; nothing happens where there is none.</summary>
    void Delete(string path);
}

/// <summary>A file or directory in a listing.</summary>
/// <param name="ModifiedMs">Milliseconds since the epoch.</param>
public readonly record struct FileEntry(string Name, bool IsDirectory, long Length, long ModifiedMs);
