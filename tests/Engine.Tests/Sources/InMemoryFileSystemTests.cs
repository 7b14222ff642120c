using Grader.Engine.Files;

namespace Grader.Engine.Tests.Sources;

public sealed class InMemoryFileSystemTests
{
    private readonly SteppingClock clock = new(1_000);
    private readonly InMemoryFileSystem files;

    public InMemoryFileSystemTests() => files = new InMemoryFileSystem(clock, "/home/s");

    [Theory]
    [InlineData("in/a", "/home/s/in/a")]
    [InlineData("./in//a/", "/home/s/in/a")]
    [InlineData("in/../b", "/home/s/b")]
    [InlineData("/home/s/a", "/home/s/a")]
    [InlineData("file:/home/s/a", "/home/s/a")]
    [InlineData("file:///home/s/a", "/home/s/a")]
    public void A_path_is_qualified_from_the_working_directory(string path, string expected) => Assert.Equal(expected, files.Qualify(path));

    [Fact]
    public void A_write_makes_parents_and_takes_its_time_from_the_clock()
    {
        files.WriteAtomic("in/x/a.json", new byte[] { 1, 2 });

        Assert.Equal([new FileEntry("a.json", false, 2, 1_000)], files.List("file:///home/s/in/x"));
        Assert.True(files.DirectoryExists("in"));
    }

    [Fact]
    public void Outside_of_the_working_directory_nothing_exists_and_nothing_is_written()
    {
        Assert.False(files.DirectoryExists("/etc"));
        Assert.Empty(files.List(".."));
        Assert.Throws<IOException>(() => files.WriteAtomic("/etc/passwd", default));
        Assert.Throws<IOException>(() => files.WriteAtomic("../x", default));
    }

    [Fact]
    public void Renaming_keeps_the_modification_time_and_deleting_takes_a_folder_with_all_it_holds()
    {
        files.WriteAtomic("tmp/a", new byte[] { 1 });
        files.SetModified("tmp/a", 77);

        files.Rename("tmp/a", "in/b");

        Assert.Equal(77, files.List("in").Single().ModifiedMs);
        files.Delete("in");
        Assert.False(files.FileExists("in/b"));
        Assert.Throws<FileNotFoundException>(() => files.Read("in/b"));
    }
}
