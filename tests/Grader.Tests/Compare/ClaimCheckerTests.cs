using System.Collections.Immutable;
using Grader.Compare;
using Grader.Scenarios;
using static Grader.Tests.Compare.Clicks;

namespace Grader.Tests.Compare;

public sealed class ClaimCheckerTests
{
    [Fact]
    public void True_claims_are_no_problem() => Assert.Empty(Problems(("12:00:15", LatenessClaim.Accepted), ("12:00:05", LatenessClaim.Dropped), ("12:00:06", null)));

    [Fact]
    public void A_false_claim_names_the_scenarios_file_and_line_and_what_happens_instead()
    {
        ImmutableArray<ReadProblem> problems = Problems(
            ("12:00:05", LatenessClaim.Accepted), ("12:00:15", LatenessClaim.Dropped), ("12:00:59", LatenessClaim.Accepted));

        Assert.Equal(
            [
                "scenarios/test.yaml:101: claimed 'late: accepted', but for the reference the event is too late and dropped",
                "scenarios/test.yaml:102: claimed 'late: dropped', but for the reference the event is late and accepted",
                "scenarios/test.yaml:103: claimed 'late: accepted', but for the reference the event is on time",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_claim_follows_its_file_to_its_final_name_and_an_unread_line_makes_it_false()
    {
        var line = new ArrivingLine(Row("12:00:15"), LatenessClaim.Accepted, 7);
        Scenario Renamed(string final) => Scenario(
            File(1, "1.json", Row("12:00:30")), File(11, "2.json", Row("12:00:31")),
            new FileArrival(TimeSpan.FromSeconds(12), 6, "_part", [line]), new FileRename(TimeSpan.FromSeconds(13), 8, "_part", final));

        Assert.Empty(Check(Renamed("3.json")));
        Assert.Equal("claimed 'late: accepted', but the reference never read this line", Assert.Single(Check(Renamed("_still"))).Message);
    }

    private static ImmutableArray<ReadProblem> Problems(params (string Time, LatenessClaim? Claim)[] rows) => Check(Scenario(
        File(1, "1.json", Row("12:00:30")), File(11, "2.json", Row("12:00:31")),
        new FileArrival(TimeSpan.FromSeconds(21), 100, "3.json", [.. rows.Select((row, i) => new ArrivingLine(Row(row.Time), row.Claim, 101 + i))])));

    private static ImmutableArray<ReadProblem> Check(Scenario scenario) =>
        ClaimChecker.Check(scenario, LatenessClassifier.Classify(ScenarioRun.Of(scenario, Write(Windowed("15 seconds")))));
}
