using Grader.Compile;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;
using Grader.Tests.Compare;
using static Grader.Tests.Compare.Clicks;

namespace Grader.Tests.Score;

public sealed class GradingTests
{
    private static readonly Scenario First = Scenario(File(1, "1.json", Row("12:00:01")), File(11, "2.json", Row("12:00:12"))) with { Name = "first", Points = 30 };

    private static readonly Scenario Second = Scenario(
        File(1, "1.json", Row("12:00:01")), File(11, "2.json", Row("12:00:31")), Restart(22), File(28, "3.json", Row("12:00:32"))) with
    { Name = "second", Points = 50 };

    private static readonly Assignment Task = Assignment(
        [First, Second], new PrescribedOutputMode(5, "update"), new PrescribedTrigger(5, TimeSpan.FromSeconds(5)), new PrescribedCheckpoint(5, "checkpoint"),
        new PrescribedSink(5, "console", TruncateFalse: true));

    private static readonly AnswerKey Key = AnswerKeys.Build(Task, Task.Scenarios.Select(scenario => (scenario, Right(scenario))).ToSeq()).Value!;

    [Fact]
    public void The_reference_itself_is_correct_with_all_points()
    {
        SubmissionResult result = Judge(Write(Windowed()));

        Assert.Equal((Outcome.Correct, 100, 100), (result.Outcome, result.Points, result.MaxPoints));
        Assert.Empty(result.Causes);
        Assert.Empty(result.Advice);
        Assert.Equal(["output-mode", "trigger", "checkpoint", "sink", "first", "second"], result.Checks.Select(check => check.Id));
        Assert.All(result.Scenarios, scenario => Assert.Equal((true, ComparisonLevel.Identical), (scenario.Completed, scenario.Level)));
    }

    [Fact]
    public void A_wrong_scenario_costs_its_points_alone_and_its_cause_names_batch_row_and_values()
    {
        SubmissionResult result = Judge(Traces(scenario => scenario.Name == "first"
            ? Right(scenario)
            : ScenarioRun.Of(scenario, Write(Windowed(aggregates: ["count(1) * 2 AS n", "avg(v) AS mean"])))));

        Assert.Equal((Outcome.Incorrect, 50), (result.Outcome, result.Points));
        Cause cause = Assert.Single(result.Causes);
        Assert.Equal("changed-rows", cause.Id);
        Assert.Equal("Scenario second: in the batch of 12:00:05 the window 12:00:00–12:00:10, k \"a\" has n 2, expected 1. 2 more batches differ.", cause.Message);
        Assert.Equal("3 batches differ", result.Checks[^1].Detail);
    }

    [Fact]
    public void Facts_come_first_among_causes_and_a_lost_checkpoint_is_told_as_such()
    {
        SubmissionResult result = Judge(Write(Windowed(), checkpoint: null));

        Assert.Equal((Outcome.Incorrect, 45), (result.Outcome, result.Points));
        Assert.Equal(["checkpoint", "not-recovered"], result.Causes.Select(cause => cause.Id));
        Assert.StartsWith(
            "Scenario second: after the restart at 12:00:23 the query began anew with batch 0 instead of going on where it was: it has no checkpoint location.",
            result.Causes[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_path_that_changes_or_a_deleted_checkpoint_is_told_as_such()
    {
        Seq<ScenarioTrace> changing = Traces(scenario => ScenarioRun.Of(scenario, run => Write(Windowed(), checkpoint: $"checkpoint{run}")));

        Assert.Contains("its checkpoint location changed from `checkpoint0` to `checkpoint1`.", Judge(changing).Causes[0].Message, StringComparison.Ordinal);
        Assert.Contains("its checkpoint was gone: does the program delete it? ", Judge(changing.Select(OfOnePlace).ToSeq()).Causes[0].Message, StringComparison.Ordinal);

        static ScenarioTrace OfOnePlace(ScenarioTrace trace) => trace with
        {
            Runs = trace.Runs.Select(run => run with { Queries = run.Queries.Select(query => query with { CheckpointLocation = "checkpoint" }).ToSeq() }).ToSeq(),
        };
    }

    [Fact]
    public void The_same_cause_in_every_scenario_is_said_once()
    {
        SubmissionResult result = Judge(Write(Selected(Windowed(), "window", "k", "n AS total", "mean")));

        Cause cause = Assert.Single(result.Causes);
        Assert.Equal(("schema", 20), (cause.Id, result.Points));
        Assert.StartsWith("In every scenario: a column is named `total`, expected `n`. Expected columns: window STRUCT<", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_leaves_the_entry_point_decides_and_earlier_points_stay()
    {
        var thrown = new Threw("System.Exception", "JVM method execution failed", new SparkError("AnalysisException", "X", "cannot resolve it", "Look again."), new Origin("Program.cs", 9, 1));

        SubmissionResult result = Judge([Right(First), Ended(Right(Second), 1, new ProgramThrew(thrown))]);

        Assert.Equal((Outcome.RuntimeError, 50), (result.Outcome, result.Points));
        Assert.Equal(new Cause("exception", "Scenario second: AnalysisException: cannot resolve it (Look again.)", "Program.cs", 9), Assert.Single(result.Causes));
        Assert.Equal("points-stay", Assert.Single(result.Advice).Id);
        Assert.Equal("not completed: runtime error", result.Checks[^1].Detail);
        Assert.False(result.Scenarios[1].Completed);
        Assert.Empty(result.Scenarios[1].Differences);
    }

    [Fact]
    public void A_failed_query_is_a_runtime_error_even_if_the_program_caught_it()
    {
        var error = new SparkError("StreamingQueryException", "STREAM_FAILED", "[STREAM_FAILED] Query [id = 1, runId = 2] terminated with exception: Division by zero");

        SubmissionResult result = Judge(Traces(scenario => MapFirst(Right(scenario), run => run with { Queries = [run.Queries[0] with { Error = error }] })));

        Assert.Equal(Outcome.RuntimeError, result.Outcome);
        Assert.Equal("In every scenario: The query failed: Division by zero", Assert.Single(result.Causes).Message);
    }

    [Theory]
    [InlineData(134, "Stack overflow.\n", "The process died of a stack overflow (signal 6, SIGABRT): does a method call itself without end?")]
    [InlineData(3, "", "The process died (exit code 3).")]
    [InlineData(137, "", "The process died (signal 9, SIGKILL).")]
    public void A_process_that_died_is_a_runtime_error(int exitCode, string tail, string words)
    {
        SubmissionResult result = Judge([Right(First), Ended(Right(Second), 1, new ProgramDied(exitCode, tail))]);

        Assert.Equal(Outcome.RuntimeError, result.Outcome);
        Assert.Equal($"Scenario second: {words}", result.Causes[0].Message);
    }

    [Fact]
    public void An_exit_code_other_than_zero_is_a_runtime_error_and_zero_is_an_end()
    {
        Assert.Equal(Outcome.RuntimeError, Judge([Right(First), Ended(Right(Second), 1, new ProgramReturned(1))]).Outcome);
        Assert.Equal(Outcome.Correct, Judge([Right(First), Ended(Right(Second), 1, new ProgramDied(0, ""))]).Outcome);
    }

    [Fact]
    public void A_runtime_error_comes_before_a_time_out_whatever_their_order()
    {
        SubmissionResult result = Judge(
            [Ended(Right(First), 0, new ProgramExceededLimit("10 s of processor time", IsMachineDependent: false)), Ended(Right(Second), 1, new ProgramBrokeProtocol("a frame too long"))]);

        Assert.Equal(Outcome.RuntimeError, result.Outcome);
        Assert.Equal(["broken-protocol", "limit"], result.Causes.Select(cause => cause.Id));
    }

    [Fact]
    public void Waiting_without_a_query_is_a_time_out_and_ending_without_one_no_result()
    {
        Seq<ScenarioTrace> Empty(ProgramEnd end) => Traces(scenario => new ScenarioTrace(scenario.Name, [new ProgramRun(0, [], end, "", OutputWasCut: false)]));

        Assert.Equal((Outcome.Timeout, "never-started", 0), Verdict(Judge(Empty(new ProgramWaited()))));
        Assert.Equal((Outcome.NoResult, "no-query", 0), Verdict(Judge(Empty(new ProgramReturned(0)))));
    }

    [Fact]
    public void No_batch_in_any_scenario_is_no_result_and_says_why()
    {
        Seq<ScenarioTrace> Without(Func<QueryTrace, QueryTrace> map, ProgramEnd end) => Traces(scenario =>
            Ended(MapFirst(Right(scenario), run => run with { Queries = [map(run.Queries[0] with { Batches = [] })] }), 0, end));

        Assert.Equal((Outcome.NoResult, "stopped-early", 20), Verdict(Judge(Without(query => query with { WasStopped = true }, new ProgramReturned(0)))));
        Assert.Equal((Outcome.NoResult, "ended-early", 20), Verdict(Judge(Without(query => query, new ProgramReturned(0)))));
        SubmissionResult waiting = Judge(Without(query => query, new ProgramWaited()));
        Assert.Equal((Outcome.NoResult, "no-data", 20), Verdict(waiting));
        Assert.StartsWith("The query never got any data: it reads `in`, ", waiting.Causes[0].Message, StringComparison.Ordinal);
        Assert.All(waiting.Scenarios, scenario => Assert.False(scenario.Completed));
        Assert.Equal((Outcome.NoResult, "waits-in-callback", 20), Verdict(Judge(Without(query => query, new ProgramWaited(IsInCallback: true)))));
    }

    [Fact]
    public void A_batch_that_waits_in_the_programs_own_code_is_told_from_one_that_nothing_started()
    {
        ScenarioTrace stuck = Ended(MapFirst(Right(Second), run => run with { Queries = [run.Queries[0] with { Batches = [] }] }), 0, new ProgramWaited(IsInCallback: true));

        SubmissionResult result = Judge([Right(First), stuck]);

        Assert.Equal(Outcome.Incorrect, result.Outcome);
        Assert.Equal("waits-in-callback", result.Causes[0].Id);
        Assert.Contains("the batch of 12:00:05 was never completed: ", result.Causes[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_in_one_scenario_makes_the_others_incorrect()
    {
        ScenarioTrace idle = Ended(MapFirst(Right(Second), run => run with { Queries = [run.Queries[0] with { Batches = [] }] }), 0, new ProgramReturned(0));

        SubmissionResult result = Judge([Right(First), idle]);

        Assert.Equal((Outcome.Incorrect, 50), (result.Outcome, result.Points));
        Assert.Equal("stopped-early", result.Causes[0].Id);
        Assert.Contains("the program ended before the batch of 12:00:05; query.AwaitTermination() would make it wait.", result.Causes[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_that_never_reached_the_console_are_incorrect_not_without_result()
    {
        SubmissionResult result = Judge(Write(Windowed(), "complete", format: "memory") with { QueryName = "table" });

        Assert.Equal(Outcome.Incorrect, result.Outcome);
        Assert.Equal("output-mode", result.Causes[0].Id);
        Assert.Contains(result.Causes, cause => cause.Id == "sink");
    }

    [Fact]
    public void Of_two_queries_the_one_to_the_console_is_compared()
    {
        Seq<ScenarioTrace> traces = Traces(scenario =>
        {
            ScenarioTrace right = Right(scenario), debug = ScenarioRun.Of(scenario, Write(Filtered(), "append", format: "noop"));
            return right with { Runs = right.Runs.Select((run, i) => run with { Queries = [debug.Runs[i].Queries[0], run.Queries[0]] }).ToSeq() };
        });

        SubmissionResult result = Judge(traces);

        Assert.Equal((Outcome.Incorrect, 95), (result.Outcome, result.Points));
        Assert.Equal(["sink"], result.Causes.Select(cause => cause.Id));
    }

    [Fact]
    public void Output_that_was_cut_is_advice()
    {
        SubmissionResult result = Judge(Traces(scenario => MapFirst(Right(scenario), run => run with { OutputWasCut = true })));

        Assert.Equal((Outcome.Correct, "output-cut"), (result.Outcome, Assert.Single(result.Advice).Id));
    }

    [Fact]
    public void What_never_ran_has_no_points_of_the_maximum()
    {
        SubmissionResult compile = Grading.CompileFailed("ann", Key, new CompileFailed([new CompileError("CS1061", "no such method", "Program.cs", 3, 7)]), "none");
        SubmissionResult refused = Grading.Refused("ann", Key, "65 files; at most 64 are read.", "none");
        SubmissionResult slow = Grading.CompileTimedOut("ann", Key, new CompileTimedOut(TimeSpan.FromSeconds(10), IsMachineDependent: false), "none");
        SubmissionResult fault = Grading.GraderFault("ann", Task, "a lane died twice", "none");

        Assert.Equal((Outcome.CompileError, 0, 100), (compile.Outcome, compile.Points, compile.MaxPoints));
        Assert.Equal(new Cause("compile-error", "CS1061: no such method", "Program.cs", 3), Assert.Single(compile.Causes));
        Assert.Equal((Outcome.Refused, 100), (refused.Outcome, refused.MaxPoints));
        Assert.Equal("The compiler was stopped after 10 s of processor time: the program takes too long to compile.", slow.Causes[0].Message);
        Assert.Equal(Outcome.Timeout, slow.Outcome);
        Assert.Equal(Outcome.GraderFault, fault.Outcome);
    }

    [Fact]
    public void A_part_of_the_scenarios_has_a_part_of_the_points()
    {
        AnswerKey part = Key with { Scenarios = [Key.Scenarios[0]] };

        SubmissionResult result = Grading.Judge("ann", part, [Right(First)], [], "none");

        Assert.Equal((Outcome.Correct, 50, 50), (result.Outcome, result.Points, result.MaxPoints));
        Assert.Throws<GraderFaultException>(() => Grading.Judge("ann", Key, [Right(First)], [], "none"));
    }

    private static (Outcome Outcome, string FirstCause, int Points) Verdict(SubmissionResult result) => (result.Outcome, result.Causes[0].Id, result.Points);

    private static SubmissionResult Judge(WriteStreamOperation operation) => Judge(Traces(scenario => ScenarioRun.Of(scenario, operation)));

    private static SubmissionResult Judge(Seq<ScenarioTrace> traces) => Grading.Judge("ann", Key, traces, [], "none");

    private static Seq<ScenarioTrace> Traces(Func<Scenario, ScenarioTrace> trace) => [trace(First), trace(Second)];

    private static ScenarioTrace Right(Scenario scenario) => ScenarioRun.Of(scenario, Write(Windowed()));

    /// <summary>The trace cut after a run, which ends so.</summary>
    private static ScenarioTrace Ended(ScenarioTrace trace, int run, ProgramEnd end) =>
        trace with { Runs = [.. trace.Runs.Take(run), trace.Runs[run] with { End = end }] };
}
