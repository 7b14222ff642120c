using System.Text.Json;

namespace Grader.EndToEnd;

/// <summary>Submissions over their limits: refused in words, and nothing else is touched.</summary>
public sealed class RefusedSubmissionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_empty_folder()
    {
        Directory.CreateDirectory(folder.In("mine"));
        await RefusedAsync(".cs file");
    }

    [Fact]
    public async Task A_binary_file()
    {
        Directory.CreateDirectory(folder.In("mine"));
        await File.WriteAllBytesAsync(folder.In("mine/Program.cs"), [0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]);
        await RefusedAsync("Program.cs is not a text file");
    }

    [Fact]
    public async Task Sixty_five_files()
    {
        for (int i = 0; i < 65; i++)
        {
            folder.Write($"mine/Part{i}.cs", $"class Part{i} {{ }}");
        }

        await RefusedAsync("more than 64 .cs files");
    }

    [Fact]
    public async Task A_file_of_two_mebibytes()
    {
        folder.Write("mine/Program.cs", new string('/', 2 * 1024 * 1024));
        await RefusedAsync("larger than 1,024 KiB");
    }

    [Fact]
    public async Task A_link_out_of_the_folder()
    {
        string secret = folder.Write("secret.cs", "Console.WriteLine();");
        Directory.CreateDirectory(folder.In("mine"));
        File.CreateSymbolicLink(folder.In("mine/Program.cs"), secret);
        await RefusedAsync("Program.cs is a symbolic link");
    }

    [Fact]
    public async Task A_refused_submission_does_not_stop_the_others()
    {
        folder.Write("class/empty/notes.txt", "none yet");
        folder.Copy(Path.Combine(GraderProgram.Samples, "taxi", "02-count-when"), "class/right");
        string json = folder.In("report.json");

        CommandResult result = await GraderProgram.RunAsync("batch", folder.In("class"), "--assignment", "taxi", "--json", json);

        Assert.Equal(0, result.ExitCode);
        JsonReport report = JsonReport.Read(json);
        Assert.Equal("refused", report.Submission("taxi", "empty").GetProperty("outcome").GetString());
        Assert.Equal("correct", report.Submission("taxi", "right").GetProperty("outcome").GetString());
    }

    private async Task RefusedAsync(string reason)
    {
        string json = folder.In("report.json");
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", folder.In("mine"), "--json", json);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        JsonElement graded = JsonReport.Read(json).Only;
        Assert.Equal(("refused", 0, 100), (graded.GetProperty("outcome").GetString(), graded.GetProperty("points").GetInt32(), graded.GetProperty("maxPoints").GetInt32()));
        Assert.Contains(reason, graded.GetProperty("causes")[0].GetProperty("message").GetString());
    }
}
