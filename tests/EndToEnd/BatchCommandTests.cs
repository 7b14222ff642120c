using System.Diagnostics;

namespace Grader.EndToEnd;

public sealed class BatchCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Losses_fail_the_batch_only_where_that_is_asked_for(bool failOnLoss, int exitCode)
    {
        Student("58-count-fares");
        Student("02-count-when");
        string[] option = failOnLoss ? ["--fail-on-loss"] : [];

        CommandResult result = await GraderProgram.RunAsync(["batch", folder.Path, "--assignment", "taxi", .. option]);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("2 submissions: 1 correct, 1 incorrect", result.Output);
    }

    [Fact]
    public async Task A_subfolder_that_is_no_assignment_is_told_with_those_that_exist()
    {
        folder.Copy(Path.Combine(GraderProgram.Samples, "taxi", "02-count-when"), "physics/ivanov");

        CommandResult result = await GraderProgram.RunAsync("batch", folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("taxi, temperature-alerts, word-count", result.Error);
    }

    [Fact]
    public async Task A_log_shows_how_far_the_batch_is()
    {
        Student("02-count-when");

        CommandResult result = await GraderProgram.RunAsync("batch", folder.Path, "--assignment", "taxi");

        Assert.Contains("[1/1] taxi/02-count-when: correct, 100 of 100 points", result.Error);
    }

    [Fact]
    public async Task An_interrupted_batch_says_what_is_done_and_keeps_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there is no signal to send to one process there
        }

        Student("02-count-when");
        for (int i = 0; i < 64; i++)
        {
            folder.Write($"spin-{i:00}/Program.cs", "while (true) { }");
        }

        string json = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using Process process = GraderProgram.Start(GraderProgram.RepositoryRoot, "batch", folder.Path, "--assignment", "taxi", "--json", json);
        try
        {
            // The right one is first in line and done long before those that spin for seconds.
            Assert.Contains("02-count-when", await process.StandardError.ReadLineAsync());
            GraderProgram.Interrupt(process);
            CommandResult result = await GraderProgram.EndAsync(process, process.StandardError);

            Assert.Equal(130, result.ExitCode);
            Assert.Matches(@"Interrupted: \d+ of 65 submissions are graded", result.Error);
            Assert.Contains("02-count-when", result.Output);
            Assert.Equal("correct", JsonReport.Read(json).Submission("taxi", "02-count-when").GetProperty("outcome").GetString());
        }
        finally
        {
            File.Delete(json);
        }
    }

    private void Student(string sample) => folder.Copy(Path.Combine(GraderProgram.Samples, "taxi", sample), sample);
}
