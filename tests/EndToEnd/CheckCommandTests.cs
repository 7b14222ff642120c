using System.Text.Json;

namespace Grader.EndToEnd;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_right_program_gets_full_marks_and_exit_code_0()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("correct, 100 of 100 points", result.Output);
    }

    [Fact]
    public async Task A_wrong_program_loses_points_and_the_report_shows_the_first_batch_that_differs()
    {
        string json = folder.In("report.json");
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/58-count-fares", "--json", json);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("incorrect", result.Output);
        Assert.Contains("expected", result.Output);
        JsonElement graded = JsonReport.Read(json).Only;
        Assert.Equal("58-count-fares", graded.GetProperty("submission").GetString());
        Assert.Equal("taxi", graded.GetProperty("assignment").GetString());
        Assert.Equal("incorrect", graded.GetProperty("outcome").GetString());
        Assert.InRange(graded.GetProperty("points").GetInt32(), 0, 99);
        JsonElement cause = graded.GetProperty("causes")[0];
        Assert.Matches("^[a-z][a-z0-9-]*$", cause.GetProperty("id").GetString());
        Assert.NotEmpty(cause.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_compile_error_is_told_with_file_line_and_id()
    {
        string json = folder.In("report.json");
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/70-missing-using", "--json", json);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("CS0103", result.Output);
        JsonElement cause = JsonReport.Read(json).Only.GetProperty("causes")[0];
        Assert.Equal(("Program.cs", 17), (cause.GetProperty("file").GetString(), cause.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task A_single_file_is_a_submission_too()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when/Program.cs");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task One_scenario_alone_is_replayed_and_counted()
    {
        string json = folder.In("report.json");
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when", "--scenario", "03-too-late", "--json", json);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement scenarios = JsonReport.Read(json).Only.GetProperty("scenarios");
        Assert.Equal("03-too-late", Assert.Single(scenarios.EnumerateArray()).GetProperty("scenario").GetString());
    }

    [Fact]
    public async Task A_program_is_graded_the_same_from_any_working_directory()
    {
        string copy = folder.Copy(Path.Combine(GraderProgram.Samples, "taxi", "02-count-when"), "mine");

        CommandResult result = await GraderProgram.RunInAsync(folder.Path, "check", "taxi", copy);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Verbose_shows_what_arrived_and_its_lateness()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/58-count-fares", "--scenario", "03-too-late", "--verbose");

        Assert.Contains("too late, dropped", result.Output);
    }

    [Fact]
    public async Task No_colours_where_the_output_is_no_terminal()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/58-count-fares");

        Assert.DoesNotContain('\u001b', result.Output + result.Error);
    }

    [Fact]
    public async Task The_same_submission_gives_the_same_report_twice()
    {
        string[] reports = [folder.In("first.json"), folder.In("second.json")];
        foreach (string report in reports)
        {
            await GraderProgram.RunAsync("check", "taxi", "samples/taxi/54-distinct-rides", "--json", report);
        }

        Assert.Equal(File.ReadAllText(reports[0]), File.ReadAllText(reports[1]));
    }

    [Theory]
    [InlineData("Console.WriteLine(\"no stream\");", "no-result")]
    [InlineData("Thread.Sleep(Timeout.Infinite);", "timeout")]
    [InlineData("while (true) { Thread.Sleep(1000); }", "timeout")]
    [InlineData("while (true) { }", "timeout")]
    [InlineData("throw new InvalidOperationException(\"mine\");", "runtime-error")]
    [InlineData("Environment.Exit(3);", "runtime-error")]
    [InlineData("Environment.Exit(0);", "no-result")]
    [InlineData("Environment.FailFast(\"over\");", "runtime-error")]
    [InlineData("int Down(int n) => n == 0 ? 0 : 1 + Down(n + 1); Console.WriteLine(Down(1));", "runtime-error")]
    [InlineData("Console.ReadLine();", "timeout")]
    [InlineData("Microsoft.Spark.Sql.SparkSession.Builder().GetOrCreate().Sql(\"SELECT repeat('x', 200) AS c, id FROM range(5000000)\").OrderBy(\"c\").Show();", "runtime-error")]
    public async Task A_program_that_starts_no_query_gets_its_own_verdict_in_words(string program, string outcome)
    {
        folder.Write("odd/Program.cs", program);
        string json = folder.In("report.json");
        CommandResult result = await GraderProgram.RunAsync("check", "word-count", folder.In("odd"), "--scenario", "01-seminar", "--json", json);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        JsonElement graded = JsonReport.Read(json).Only;
        Assert.Equal(outcome, graded.GetProperty("outcome").GetString());
        Assert.NotEqual(0, graded.GetProperty("causes").GetArrayLength());
    }

    [Fact]
    public async Task A_flood_of_output_changes_no_verdict()
    {
        string program = File.ReadAllText(Path.Combine(GraderProgram.Samples, "taxi", "02-count-when", "Program.cs"));
        int firstStatement = program.IndexOf("var spark", StringComparison.Ordinal);
        folder.Write("loud/Program.cs", program.Insert(firstStatement, "for (int i = 0; i < 200_000; i++) Console.WriteLine($\"line {i} of many\");\n"));

        CommandResult result = await GraderProgram.RunAsync("check", "taxi", folder.In("loud"), "--scenario", "01-on-time");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_minute_of_sleep_costs_none_and_ends_after_a_minute_of_stream_time()
    {
        string program = File.ReadAllText(Path.Combine(GraderProgram.Samples, "taxi", "02-count-when", "Program.cs"));
        string stopping = program
            .Replace("stats.WriteStream()", "var query = stats.WriteStream()", StringComparison.Ordinal)
            .Replace(".AwaitTermination();", ";\nThread.Sleep(60_000);\nquery.Stop();", StringComparison.Ordinal);
        folder.Write("sleeps/Program.cs", stopping);
        string json = folder.In("report.json");

        CommandResult result = await GraderProgram.RunAsync("check", "taxi", folder.In("sleeps"), "--scenario", "01-on-time", "--json", json);

        // Started at 12:00:03, so the batch of 12:01:00 is the last one, and those of 12:01:10 and later are missing.
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        JsonElement cause = JsonReport.Read(json).Only.GetProperty("causes")[0];
        Assert.Contains("stopped before the batch of 12:01:10", cause.GetProperty("message").GetString());
    }
}
