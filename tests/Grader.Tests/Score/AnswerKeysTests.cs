using Grader.Plans;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;
using Grader.Tests.Compare;
using static Grader.Tests.Compare.Clicks;

namespace Grader.Tests.Score;

public sealed class AnswerKeysTests
{
    private static readonly Scenario Short = Scenario(File(1, "1.json", Row("12:00:01")));

    [Fact]
    public void A_sound_reference_makes_a_key_with_its_timeline()
    {
        Reading<AnswerKey> reading = Build(Short, ScenarioRun.Of(Short, Write(Windowed())), new PrescribedOutputMode(5, "update"));

        Assert.Empty(reading.Problems);
        Assert.Equal("1.json", Assert.Single(reading.Value!.Scenarios[0].Timeline).File);
    }

    [Fact]
    public void A_reference_that_throws_is_the_authors_problem_at_its_line()
    {
        var thrown = new Threw("System.InvalidOperationException", "no", null, new Origin("Program.cs", 12, 1));
        ScenarioTrace trace = MapFirst(ScenarioRun.Of(Short, Write(Windowed())), run => run with { End = new ProgramThrew(thrown) });

        Assert.Equal(
            "/reference/Program.cs:12: the reference solution fails in scenario test: InvalidOperationException: no",
            Assert.Single(Build(Short, trace).Problems).ToString());
    }

    [Fact]
    public void A_reference_that_starts_two_queries_or_runs_no_batch_makes_no_key()
    {
        ScenarioTrace trace = ScenarioRun.Of(Short, Write(Windowed()));

        Assert.Equal(
            "/reference: the reference solution starts 2 queries in scenario test; expected one",
            Assert.Single(Build(Short, MapFirst(trace, run => run with { Queries = [.. run.Queries, .. run.Queries] })).Problems).ToString());
        Assert.Equal(
            "/reference: the reference solution completes no batch in scenario test",
            Assert.Single(Build(Short, MapFirst(trace, run => run with { Queries = [run.Queries[0] with { Batches = [] }] })).Problems).ToString());
    }

    [Fact]
    public void A_reference_that_breaks_its_own_task_makes_no_key() => Assert.Equal(
        "/reference: the reference solution breaks what its task prescribes: The output mode is complete; the task asks for update.",
        Assert.Single(Build(Short, ScenarioRun.Of(Short, Write(Windowed(), "complete")), new PrescribedOutputMode(5, "update")).Problems).ToString());

    [Fact]
    public void A_false_claim_makes_no_key()
    {
        Scenario claims = Scenario(new FileArrival(TimeSpan.FromSeconds(1), 3, "1.json", [new ArrivingLine(Row("12:00:01"), LatenessClaim.Dropped, 5)]));

        Assert.Equal(
            "scenarios/test.yaml:5: claimed 'late: dropped', but for the reference the event is on time",
            Assert.Single(Build(claims, ScenarioRun.Of(claims, Write(Windowed()))).Problems).ToString());
    }

    private static Reading<AnswerKey> Build(Scenario scenario, ScenarioTrace trace, params PrescribedFact[] facts) =>
        AnswerKeys.Build(Assignment([scenario], facts), [(scenario, trace)]);
}
