using System.Diagnostics;

namespace Grader.Sandbox.Tests;

public sealed class FolderRemovalTests
{
    [Fact]
    public void Folders_nested_deeper_than_a_path_can_name_are_removed()
    {
        string root = Directory.CreateTempSubdirectory("removal-").FullName;

        // Deep by moving up: each round puts what there is into one more folder, so that no path is long while it is made.
        string inner = Path.Combine(root, "a");
        Directory.CreateDirectory(inner);
        File.WriteAllText(Path.Combine(inner, "leaf"), "x");
        for (int i = 0; i < 600; i++)
        {
            string outer = Path.Combine(root, "b");
            Directory.CreateDirectory(outer);
            Directory.Move(inner, Path.Combine(outer, "dddddddddd"));
            Directory.Move(outer, inner);
        }

        FolderRemoval.Remove(root);
        Assert.False(Directory.Exists(root));
    }

    [Fact]
    public void Links_are_removed_and_not_followed_and_missing_rights_do_not_matter()
    {
        string outside = Directory.CreateTempSubdirectory("outside-").FullName;
        string root = Directory.CreateTempSubdirectory("removal-").FullName;
        string kept = Path.Combine(outside, "kept");
        File.WriteAllText(kept, "x");
        Directory.CreateSymbolicLink(Path.Combine(root, "folder-link"), outside);
        File.CreateSymbolicLink(Path.Combine(root, "file-link"), kept);
        File.CreateSymbolicLink(Path.Combine(root, "dangling"), "/does/not/exist");
        string shut = Directory.CreateDirectory(Path.Combine(root, "shut", "inner")).Parent!.FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(shut, UnixFileMode.None);
        }

        FolderRemoval.Remove(root);
        Assert.False(Directory.Exists(root));
        Assert.True(File.Exists(kept));
        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public void Names_that_are_no_text_are_removed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        string root = Directory.CreateTempSubdirectory("removal-").FullName;
        foreach (string name in (string[])["file", "folder", "second"])
        {
            Directory.CreateDirectory(Path.Combine(root, name));
            File.WriteAllText(Path.Combine(root, name, "leaf"), "x");
        }

        // printf's escapes make the bytes that no path of .NET can.
        using var shell = Process.Start("/bin/sh", ["-c", "cd \"$0\" && mv file/leaf \"file/$(printf '\\377\\376')\" && mv folder \"$(printf 'b\\200d')\" && mv second \"$(printf 'b\\201d')\"", root]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        Assert.Contains(Directory.EnumerateFileSystemEntries(root), entry => entry.Contains('\uFFFD'));

        FolderRemoval.Remove(root);
        Assert.False(Directory.Exists(root));
    }
}
