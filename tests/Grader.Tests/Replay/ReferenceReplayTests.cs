using Grader.Compile;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Testing;

namespace Grader.Tests.Replay;

/// <summary>The shipped references over all their scenarios, through real workers.</summary>
public sealed class ReferenceReplayTests
{
    [Theory]
    [InlineData("click-windows")]
    [InlineData("sensor-windows")]
    [InlineData("taxi")]
    [InlineData("temperature-alerts")]
    [InlineData("word-count")]
    public async Task A_reference_waits_for_its_query_until_each_scenario_is_over(string id)
    {
        Assignment assignment = AssignmentReader.Read(Path.Combine(AppContext.BaseDirectory, "assignments", id)).Value!;
        Compiled program = TestProgram.Compile(SubmissionLoader.Load(assignment.ReferenceFolder, SubmissionLimits.Default));
        await using var replay = new ProgramReplay(
            () => TestWorkers.Start(), program, assignment.Input, ReplayLimits.Default);
        foreach (Scenario scenario in assignment.Scenarios)
        {
            ScenarioTrace trace = await replay.ReplayAsync(scenario, CancellationToken.None);
            Assert.All(trace.Runs.SkipLast(1), run => Assert.IsType<ProgramCrashedByScenario>(run.End));
            Assert.IsType<ProgramWaited>(trace.Runs[^1].End);
            Assert.All(trace.Runs, run => Assert.Single(run.Queries));
            Assert.All(trace.Runs, run => Assert.Null(run.Queries[0].Error));
            Assert.NotEmpty(trace.Runs[^1].Queries[0].Batches);
        }
    }
}
