using System.Text;
using Grader.Engine.Files;

namespace Grader.Engine.Tests.Files;

public sealed class DiskFileSystemTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("grader-disk-").FullName;
    private readonly DiskFileSystem files;

    public DiskFileSystemTests() => files = new DiskFileSystem(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_back_by_any_spelling_of_its_path()
    {
        files.WriteAtomic("a/b/c.json", "text"u8.ToArray());
        foreach (string path in new[] { "a/b/c.json", "./a/x/../b/c.json", $"{folder}/a/b/c.json", $"file:{folder}/a/b/c.json", $"file://{folder}/a/b/c.json" })
        {
            Assert.Equal("text", Encoding.UTF8.GetString(files.Read(path).Span));
            using var reader = new StreamReader(files.OpenRead(path));
            Assert.Equal("text", reader.ReadToEnd());
            Assert.Equal($"{folder}/a/b/c.json", files.Qualify(path));
        }
    }

    [Fact]
    public void A_folder_lists_its_children_by_name_and_nothing_of_how_they_were_written()
    {
        files.WriteAtomic("in/b", "12345"u8.ToArray());
        files.WriteAtomic("in/B", "1"u8.ToArray());
        files.WriteAtomic("in/b", "123"u8.ToArray());
        files.CreateDirectory("in/a");
        Assert.Equal([("B", false, 1L), ("a", true, 0L), ("b", false, 3L)], files.List("in").Select(entry => (entry.Name, entry.IsDirectory, entry.Length)));
        Assert.Empty(files.List("nowhere"));
    }

    [Fact]
    public void A_file_that_is_gone_is_not_found()
    {
        Assert.Throws<FileNotFoundException>(() => files.Read("nowhere/file"));
        Assert.Throws<FileNotFoundException>(() => files.OpenRead("file"));
        files.Delete("nowhere");
    }

    [Fact]
    public void Deleting_a_folder_deletes_what_it_holds()
    {
        files.WriteAtomic("a/b/c", "x"u8.ToArray());
        files.Delete("a");
        Assert.False(files.DirectoryExists("a"));
        Assert.False(files.FileExists("a/b/c"));
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        files.CreateDirectory("a/taken");
        Assert.ThrowsAny<Exception>(() => files.WriteAtomic("a/taken", "x"u8.ToArray()));
        Assert.Equal(["taken"], Directory.EnumerateFileSystemEntries($"{folder}/a").Select(Path.GetFileName));
    }
}
