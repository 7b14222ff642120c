using Grader.Score;

namespace Grader.Hostile.Tests;

// All of these tests run one after the other: what listens for attacks has fixed ports, and another's worker would look left behind.
[Collection(nameof(HostileBatch))]
public sealed class EngineTimeTests
{
    [Fact]
    public async Task A_program_that_keeps_the_engine_busy_keeps_the_points_of_what_it_declared()
    {
        Attack attack = Attack.ReadAll(Programs.Variations).Single(attack => attack.Name == "520-engine-kept-busy");
        SubmissionResult? result = null;
        ILookup<string, string> faults = await new HostileBatch(AppContext.BaseDirectory, Repository.Samples).RunAsync([attack], got => result = got);

        Assert.Empty(faults.SelectMany(group => group));
        Assert.Equal(Outcome.Timeout, result!.Outcome);
        Assert.Contains("for what it asks of the engine", result.Causes[0].Message, StringComparison.Ordinal);
        Assert.Equal(result.MaxPoints - result.Scenarios.Sum(scenario => scenario.MaxPoints), result.Points);
        Assert.True(result.Points > 0);
    }
}
