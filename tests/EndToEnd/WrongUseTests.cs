namespace Grader.EndToEnd;

/// <summary>What is not there, or does not hold: a clear message and the right exit code.</summary>
public sealed class WrongUseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("batch")]
    [InlineData("assignments")]
    [InlineData("new")]
    [InlineData("watch")]
    [InlineData("feed")]
    [InlineData("functions")]
    [InlineData("run")]
    public async Task Every_command_explains_itself(string command)
    {
        CommandResult result = await GraderProgram.RunAsync(command, "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(command, result.Output);
    }

    [Fact]
    public async Task The_help_names_only_what_a_user_can_use()
    {
        CommandResult result = await GraderProgram.RunAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("check", result.Output);
        Assert.DoesNotContain("lane", result.Output);
    }

    [Theory]
    [InlineData("grade")]
    [InlineData("check")]
    [InlineData("check", "taxi", "samples/taxi/02-count-when", "--colour")]
    public async Task Words_that_are_no_command_are_wrong_use(params string[] arguments)
    {
        CommandResult result = await GraderProgram.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEqual("", result.Error);
    }

    [Fact]
    public async Task An_unknown_assignment_is_told_with_those_that_exist()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxis", "samples/taxi/02-count-when");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no assignment 'taxis'; there are click-windows, sensor-windows, taxi, temperature-alerts, word-count", result.Error);
    }

    [Fact]
    public async Task An_unknown_scenario_is_told_with_those_that_exist()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when", "--scenario", "nope");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no scenario 'nope'; there are 01-on-time,", result.Error);
    }

    [Theory]
    [InlineData("check", "taxi", "nowhere")]
    [InlineData("watch", "taxi", "nowhere")]
    [InlineData("batch", "nowhere")]
    public async Task A_missing_folder_is_wrong_use(params string[] arguments)
    {
        CommandResult result = await GraderProgram.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("nowhere", result.Error);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_told_before_anything_is_graded()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when", "--json", "nowhere/report.json");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("--json nowhere/report.json", result.Error);
    }

    [Fact]
    public async Task Invalid_yaml_is_told_with_file_line_and_what_was_expected()
    {
        CommandResult result = await CheckWithScenarioAsync("""
            title: { en: "Broken" }
            points: many
            covers: [on-time]
            start: "2024-01-01T12:00:00Z"
            events: []
            """);

        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"01-on-time\.yaml:2: .*expected", result.Error);
    }

    [Fact]
    public async Task Time_that_goes_backwards_is_told_with_its_line()
    {
        CommandResult result = await CheckWithScenarioAsync("""
            title: { en: "Backwards" }
            points: 5
            covers: [on-time]
            start: "2024-01-01T12:00:00Z"
            events:
              - at: 9s
                file: b.json
                lines: ['{"event_id": "1"}']
              - at: 3s
                file: a.json
                lines: ['{"event_id": "2"}']
            """);

        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"01-on-time\.yaml:9: ", result.Error);
    }

    [Fact]
    public async Task A_false_claim_of_lateness_is_told_with_file_and_line()
    {
        CommandResult result = await CheckWithScenarioAsync("""
            title: { en: "Claims" }
            points: 5
            covers: [on-time]
            start: "2024-01-01T12:00:00Z"
            events:
              - at: 3s
                file: a.json
                lines:
                  - line: '{"event_id": "1", "event_type": "start_ride", "event_time": "2024-01-01T12:00:01Z"}'
                    late: dropped
            """);

        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"01-on-time\.yaml:9: ", result.Error);
    }

    [Fact]
    public async Task A_reference_that_does_not_compile_is_the_instructors_error()
    {
        string assignments = CopyAssignments();
        string reference = Assert.Single(Directory.GetFiles(folder.In("src/ReferenceSolutions/Taxi"), "*.cs"));
        File.AppendAllText(reference, "\nthis is no C#\n");

        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when", "--assignments", assignments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the reference solution does not compile", result.Error);
    }

    [Fact]
    public async Task A_folder_without_assignments_is_told()
    {
        CommandResult result = await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when", "--assignments", folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("assignment.yaml", result.Error);
    }

    private async Task<CommandResult> CheckWithScenarioAsync(string yaml)
    {
        string assignments = CopyAssignments();
        File.WriteAllText(Path.Combine(assignments, "taxi", "scenarios", "01-on-time.yaml"), yaml);
        return await GraderProgram.RunAsync("check", "taxi", "samples/taxi/02-count-when", "--assignments", assignments);
    }

    private string CopyAssignments()
    {
        folder.Copy(Path.Combine(GraderProgram.RepositoryRoot, "src", "ReferenceSolutions", "Taxi"), "src/ReferenceSolutions/Taxi");
        folder.Copy(Path.Combine(GraderProgram.RepositoryRoot, "assignments", "taxi"), "assignments/taxi");
        return folder.In("assignments");
    }
}
