using System.Diagnostics;
using Grader.Replay;

namespace Grader.Tests.Replay;

public sealed class ScratchSizeTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("scratch-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Files_and_folders_count_at_any_depth_and_links_as_what_they_are()
    {
        Directory.CreateDirectory(Path.Combine(root, "a", "b"));
        File.WriteAllText(Path.Combine(root, "a", "b", "five"), "12345");
        File.CreateSymbolicLink(Path.Combine(root, "gone"), "/does/not/exist");
        Directory.CreateSymbolicLink(Path.Combine(root, "everything"), Path.GetPathRoot(root)!);
        Directory.CreateSymbolicLink(Path.Combine(root, "a", "itself"), ".");

        Assert.Equal(new ScratchSize(4, 5) { Folders = 2 }, ScratchSize.Of(root));
    }

    [Fact]
    public void A_name_that_is_no_text_hides_nothing()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using (Process shell = Process.Start("/bin/sh", ["-c", "cd \"$0\" && echo 12345 > \"$(printf '\\377')\" && echo 12345 > other", root]))
        {
            shell.WaitForExit();
        }

        ScratchSize size = ScratchSize.Of(root);
        Assert.True(size.IsHidden);
        Assert.Equal(2, size.Files);
        Process.Start("/bin/rm", ["-rf", root]).WaitForExit();
        Directory.CreateDirectory(root);
    }
}
