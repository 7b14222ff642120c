using Grader.Compile;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Replay;
using Grader.Scenarios;
using Grader.Score;
using Grader.Tests.Compare;
using static Grader.Tests.Compare.Clicks;

namespace Grader.Tests.Score;

public sealed class FactCheckerTests
{
    private static readonly Scenario Short = Scenario(File(1, "1.json", Row("12:00:01")));
    private static readonly PrescribedOutputMode Mode = new(5, "update");
    private static readonly PrescribedTrigger Trigger = new(5, TimeSpan.FromSeconds(5));
    private static readonly PrescribedCheckpoint Checkpoint = new(5, "checkpoint");
    private static readonly PrescribedMaxFilesPerTrigger MaxFiles = new(5, 1);
    private static readonly PrescribedSink Sink = new(5, "console", TruncateFalse: true);

    [Fact]
    public void What_the_task_prescribes_holds()
    {
        WriteStreamOperation operation = Write(Filtered("v > 0", new Setting("MaxFilesPerTrigger", "1")));

        Seq<FactResult> results = new FactChecker(new CallSites([])).Check([Mode, Trigger, Checkpoint, MaxFiles, Sink], [ScenarioRun.Of(Short, operation)]);

        Assert.All(results, result => Assert.True(result.Holds));
        Assert.Empty(new FactChecker(new CallSites([])).Advice([Mode, Trigger, Checkpoint, MaxFiles, Sink], [ScenarioRun.Of(Short, operation)]));
    }

    [Fact]
    public void Each_fact_that_does_not_hold_says_what_is_there_and_what_is_asked_for()
    {
        Assert.Equal("The output mode is complete; the task asks for update.", Problem(Mode, Write(Windowed(), "complete")));
        Assert.Equal("The query sets no output mode, which means append; the task asks for update.", Problem(Mode, Write(Filtered()) with { OutputMode = null }));
        Assert.Equal("The query sets no trigger, so a batch starts as soon as there are data; the task asks for a trigger every 5s.", Problem(Trigger, Write(Filtered(), everyMs: null)));
        Assert.Equal("The trigger fires every 1m; the task asks for a trigger every 5s.", Problem(Trigger, Write(Filtered(), everyMs: 60_000)));
        Assert.Equal("The trigger fires less than once a day; the task asks for a trigger every 5s.", Problem(Trigger, Write(Filtered(), everyMs: 864_000_000)));
        Assert.Equal("The query runs one batch and ends; the task asks for a trigger every 5s.", Problem(Trigger, Write(Filtered()) with { Trigger = new OnceTrigger() }));
        Assert.Equal(
            "The query has no checkpoint location, so a restart loses its state and reads all files again; the task asks for `checkpoint`.",
            Problem(Checkpoint, Write(Filtered(), checkpoint: null)));
        Assert.Equal("The source sets no maxFilesPerTrigger, so all waiting files come in one batch; the task asks for 1.", Problem(MaxFiles, Write(Filtered())));
        Assert.Equal("maxFilesPerTrigger is 2; the task asks for 1.", Problem(MaxFiles, Write(Filtered("v > 0", new Setting("maxFilesPerTrigger", "2")))));
        Assert.Equal("The query writes to the memory sink; the task asks for console.", Problem(Sink, Write(Filtered(), "append", format: "memory", checkpoint: null) with { QueryName = "alerts" }));
    }

    [Fact]
    public void A_second_query_costs_the_sinks_points()
    {
        ScenarioTrace trace = MapFirst(ScenarioRun.Of(Short, Write(Filtered())), run => run with { Queries = [.. run.Queries, .. run.Queries] });

        FactResult result = Assert.Single(new FactChecker(new CallSites([])).Check([Sink], [trace]));

        Assert.False(result.Holds);
        Assert.Equal("The program starts 2 queries; the task asks for exactly one, to the console sink.", result.Problem!.Message);
    }

    [Fact]
    public void Without_a_query_no_fact_holds_and_there_is_nothing_to_say_about_it()
    {
        ScenarioTrace trace = MapFirst(ScenarioRun.Of(Short, Write(Filtered())), run => run with { Queries = [] });

        FactResult result = Assert.Single(new FactChecker(new CallSites([])).Check([Mode], [trace]));

        Assert.False(result.Holds);
        Assert.Null(result.Problem);
    }

    [Fact]
    public void Another_checkpoint_path_and_a_missing_truncate_are_advice()
    {
        WriteStreamOperation operation = Write(Filtered()) with { Options = [new("checkpointLocation", "elsewhere")] };

        Seq<Cause> advice = new FactChecker(new CallSites([])).Advice([Checkpoint, Sink], [ScenarioRun.Of(Short, operation)]);

        Assert.Equal(["checkpoint-path", "truncate"], advice.Select(one => one.Id));
        Assert.Equal("The checkpoint location is `elsewhere`; the task names `checkpoint`. This costs no points.", advice[0].Message);
    }

    [Theory]
    [InlineData("./checkpoint/")]
    [InlineData("/home/student/checkpoint")]
    [InlineData("file:///home/student/checkpoint")]
    public void The_same_path_may_be_written_in_other_ways(string path) =>
        Assert.Empty(new FactChecker(new CallSites([])).Advice([Checkpoint], [ScenarioRun.Of(Short, Write(Filtered(), checkpoint: path))]));

    [Fact]
    public void The_line_named_is_that_of_the_call_or_else_of_the_start()
    {
        WriteStreamOperation operation = Write(Filtered(), everyMs: null, checkpoint: null) with { Origin = new Origin("Program.cs", 20, 5) };
        var sites = new CallSites(
            [new SparkCall("Trigger", "Other.cs", 3, 1), new SparkCall("Trigger", "Program.cs", 18, 9), new SparkCall("Start", "Program.cs", 20, 5), new SparkCall("Trigger", "Program.cs", 40, 9)]);

        Seq<FactResult> results = new FactChecker(sites).Check([Trigger, Checkpoint], [ScenarioRun.Of(Short, operation)]);

        Assert.Equal([("Program.cs", 18), ("Program.cs", 20)], results.Select(result => (result.Problem!.File!, result.Problem.Line!.Value)));
    }

    private static string Problem(PrescribedFact fact, WriteStreamOperation operation)
    {
        FactResult result = Assert.Single(new FactChecker(new CallSites([])).Check([fact], [ScenarioRun.Of(Short, operation)]));
        Assert.False(result.Holds);
        Assert.Equal(fact.Id, result.Problem!.Id);
        return result.Problem.Message;
    }
}
