using System.Diagnostics;

namespace Grader.Hostile.Tests;

/// <summary>The command line on a kernel that cannot confine: strangers' programs are refused with exit 2, or run unconfined only where that was said.</summary>
[Collection(nameof(HostileBatch))]
public sealed class MissingMeansTests : IDisposable
{
    private const string NoLandlock = "the kernel gives no Landlock (Linux 5.13 or later, switched on)";
    private const string NoSeccomp = "the kernel gives no seccomp filters";

    private readonly string root = Directory.CreateTempSubdirectory("missing-").FullName;
    private readonly string sample = Path.Combine(Repository.Samples, "word-count", "02-sql-temp-view");
    private readonly string stranger;

    public MissingMeansTests()
    {
        // An honest program, but none that is known by its hash.
        stranger = Directory.CreateDirectory(Path.Combine(root, "word-count", "ann")).FullName;
        foreach (string file in Directory.EnumerateFiles(sample, "*.cs"))
        {
            File.WriteAllText(Path.Combine(stranger, Path.GetFileName(file)), File.ReadAllText(file) + "\n// by ann\n");
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("landlock", NoLandlock)]
    [InlineData("seccomp", NoSeccomp)]
    public async Task A_strangers_program_is_refused_where_confinement_is_required(string missing, string why)
    {
        string json = Path.Combine(root, "report.json");
        (int code, string output, string error) = await RunAsync(missing, ci: false, "check", "word-count", stranger, "--sandbox", "require", "--json", json);

        Assert.Equal(2, code);
        Assert.Equal(
            $"The program was not run, because it must be confined and cannot be here: {why}. 'grader doctor' tells more; --sandbox off runs programs that you trust.", error.Trim());
        Assert.Contains("refused", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"outcome\": \"refused\"", await File.ReadAllTextAsync(json), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_is_refused_too_and_so_is_everything_under_a_pipeline()
    {
        (int batch, _, string error) = await RunAsync("landlock", ci: false, "batch", root);
        Assert.Equal(2, batch);
        Assert.Contains(NoLandlock, error, StringComparison.Ordinal);

        (int check, _, _) = await RunAsync("landlock", ci: true, "check", "word-count", stranger);
        Assert.Equal(2, check);
    }

    [Fact]
    public async Task A_desk_runs_it_unconfined_and_says_so_and_samples_of_ours_run_anywhere()
    {
        (int desk, string output, string error) = await RunAsync("seccomp", ci: false, "check", "word-count", stranger);
        Assert.Equal(0, desk);
        Assert.Equal($"The program runs unconfined, with your own rights, because the sandbox is not available here: {NoSeccomp}.", error.Trim());
        Assert.Contains("the program ran with the grader's own rights", string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        (int trusted, _, _) = await RunAsync("seccomp", ci: true, "check", "word-count", sample, "--sandbox", "require");
        Assert.Equal(0, trusted);
    }

    [Fact]
    public async Task The_doctor_tells_what_is_missing()
    {
        (int code, string output, _) = await RunAsync("landlock", ci: false, "doctor");

        Assert.Equal(2, code);
        Assert.Contains(NoLandlock, string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string missing, bool ci, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Hostile.Runner.dll"), "--without", missing, "dotnet", Path.Combine(AppContext.BaseDirectory, "grader.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CI"] = ci ? "true" : null;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
