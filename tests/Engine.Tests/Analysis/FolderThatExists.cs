using Grader.Engine.Files;

namespace Grader.Engine.Tests.Analysis;

/// <summary>A file system with one empty folder.</summary>
internal sealed class FolderThatExists(string folder) : IFileSystem
{
    public string Qualify(string path) => "/work-dir/" + path;

    public bool DirectoryExists(string path) => path == folder;

    public bool FileExists(string path) => false;

    public IReadOnlyList<FileEntry> List(string directory) => [];

    public ReadOnlyMemory<byte> Read(string path) => throw new FileNotFoundException(path);

    public void WriteAtomic(string path, ReadOnlyMemory<byte> content) => throw new NotSupportedException();

    public void CreateDirectory(string path) => throw new NotSupportedException();

    public void Delete(string path) => throw new NotSupportedException();
}
