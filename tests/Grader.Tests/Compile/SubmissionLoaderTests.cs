using System.Diagnostics;
using System.Text;

namespace Grader.Compile;

public sealed class SubmissionLoaderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("grader-loader-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_cs_files_are_read_in_the_order_of_their_paths_and_nothing_else_is()
    {
        Write("anna/Program.cs", "b");
        Write("anna/Models/Ride.CS", "a");
        Write("anna/notes.txt", "x");
        Write("anna/obj/Debug/Generated.cs", "x");
        Write("anna/bin/Old.cs", "x");
        Write("anna/.vs/x.cs", "x");
        Write("anna/App.csproj", "x");
        Submission submission = Load("anna");
        Assert.Equal("anna", submission.Name);
        Assert.Equal([new SourceFile("Models/Ride.CS", "a"), new SourceFile("Program.cs", "b")], submission.Files);
        Assert.Equal(submission, Load("anna/"));
    }

    [Fact]
    public void A_single_file_is_a_submission_of_its_own()
    {
        Write("boris.cs", "text");
        Assert.Equal(new Submission("boris", [new SourceFile("boris.cs", "text")]), Load("boris.cs"));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text_and_other_bytes_than_UTF_8_do_not_stop_it()
    {
        WriteBytes("x/A.cs", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("имя")]);
        WriteBytes("x/B.cs", [(byte)'/', (byte)'/', 0xCF, 0xF0, (byte)'\r', (byte)'\n']);
        Assert.Equal(["имя", "//\uFFFD\uFFFD\r\n"], Load("x").Files.Select(file => file.Text));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("nothing/Program.cs")]
    public void A_place_where_nothing_is_was_named_wrongly(string path) =>
        Assert.Contains(path, Assert.Throws<SubmissionNotFoundException>(() => Load(path)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_a_program_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(root, "empty", "bin"));
        Assert.Equal("The folder empty has no .cs file: a submission is a folder with the program's .cs files.", Refusal("empty"));
    }

    [Fact]
    public void Another_kind_of_file_is_refused()
    {
        Write("program.py", "print(1)");
        Assert.Equal("program.py is not a .cs file: give the program's folder or its .cs file.", Refusal("program.py"));
    }

    [Fact]
    public void A_binary_file_under_a_cs_name_is_refused()
    {
        WriteBytes("x/Program.cs", [0x4D, 0x5A, 0, 0, 1]);
        Assert.Equal("Program.cs is not a text file.", Refusal("x"));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_submission_has_at_most_64_files(int count, bool isAccepted)
    {
        for (int i = 0; i < count; i++)
        {
            Write($"x/F{i}.cs", "");
        }

        Assert.Equal(isAccepted ? null : "There are more than 64 .cs files: a submission has at most 64.", Record.Exception(() => Load("x"))?.Message);
    }

    [Theory]
    [InlineData(512 * 1024, true)]
    [InlineData((512 * 1024) + 1, false)]
    [InlineData(1024 * 1024, false)]
    public void A_submission_has_at_most_1_MiB(int secondFile, bool isAccepted)
    {
        WriteBytes("x/A.cs", Enumerable.Repeat((byte)' ', 512 * 1024).ToArray());
        WriteBytes("x/B.cs", Enumerable.Repeat((byte)' ', secondFile).ToArray());
        Assert.Equal(
            isAccepted ? null : "The .cs files are larger than 1,024 KiB together, which is what a submission may have.",
            Record.Exception(() => Load("x"))?.Message);
    }

    [Fact]
    public void Links_are_not_followed()
    {
        Write("secret/key.cs", "secret");
        Write("x/Program.cs", "");
        File.CreateSymbolicLink(Path.Combine(root, "x", "Stolen.cs"), Path.Combine(root, "secret", "key.cs"));
        Assert.Equal("Stolen.cs is a symbolic link: links are not followed, hand in the file itself.", Refusal("x"));
    }

    [Fact]
    public void A_linked_folder_is_not_followed_and_a_linked_data_file_does_no_harm()
    {
        Write("secret/key.cs", "secret");
        Write("x/Program.cs", "");
        File.CreateSymbolicLink(Path.Combine(root, "x", "data.json"), "/dev/zero");
        Assert.Single(Load("x").Files);
        Directory.CreateSymbolicLink(Path.Combine(root, "x", "more"), Path.Combine(root, "secret"));
        Assert.Contains("more is a symbolic link", Refusal("x"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_that_is_named_like_a_source_is_not_waited_for()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Write("x/Program.cs", "");
        Process.Start("/usr/bin/mkfifo", Path.Combine(root, "x", "Endless.cs")).WaitForExit();

        Assert.Equal("Endless.cs is a pipe, socket or device and not a file: hand in the file itself.", Refusal("x"));
    }

    [Fact]
    public void Folders_without_end_are_refused()
    {
        Write(string.Join('/', Enumerable.Repeat("d", 20)) + "/P.cs", "");
        Assert.Equal("Folders are nested deeper than 16 levels.", Refusal("d"));
    }

    private Submission Load(string path) => SubmissionLoader.Load(Path.Combine(root, path), SubmissionLimits.Default);

    private string Refusal(string path) => Assert.Throws<SubmissionRefusedException>(() => Load(path)).Message;

    private void Write(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text));

    private void WriteBytes(string path, byte[] content)
    {
        string full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}
