using Grader.Compare;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Scenarios;
using Grader.Score;
using static Grader.Tests.Compare.Clicks;

namespace Grader.Tests.Compare;

public sealed class LatenessClassifierTests
{
    // Seen at :05, :35, :45: the watermark is 12:00:20 after the second batch, and the late filter uses it from the fourth on.
    private static readonly Scenario Stepwise = Scenario(
        File(1, "1.json", Row("12:00:01"), Row("12:00:00")),
        File(31, "2.json", Row("12:00:30")),
        File(41, "3.json", Row("12:00:30"), Row("12:00:29.999"), Row("12:00:10"), Row("12:00:09.999"), """{"t":null,"k":"a"}""", """{"k":"a"}""", "#!"));

    [Fact]
    public void Rows_stand_on_time_late_dropped_without_time_or_malformed() => Assert.Equal(
        [
            ("1.json", 1, Lateness.OnTime), ("1.json", 2, Lateness.OnTime), ("2.json", 1, Lateness.OnTime),
            ("3.json", 1, Lateness.OnTime), ("3.json", 2, Lateness.Late),
            ("3.json", 3, Lateness.Dropped), ("3.json", 4, Lateness.Dropped),
            ("3.json", 5, Lateness.Null), ("3.json", 6, Lateness.Null), ("3.json", 7, Lateness.Malformed),
        ],
        Rows(Stepwise, Windowed("10 seconds")));

    [Fact]
    public void A_window_that_ends_exactly_on_the_watermark_is_closed_and_one_millisecond_before_is_open()
    {
        Scenario Seen(string latest) => Scenario(
            File(1, "1.json", Row(latest)), File(11, "2.json", Row(latest)), File(21, "3.json", Row("12:00:05")));

        Assert.Equal(Lateness.Dropped, Rows(Seen("12:00:20"), Windowed("10 seconds"))[^1].Lateness);
        Assert.Equal(Lateness.Late, Rows(Seen("12:00:19.999"), Windowed("10 seconds"))[^1].Lateness);
    }

    [Fact]
    public void Of_sliding_windows_the_last_one_decides()
    {
        LogicalPlan sliding = new Aggregate(
            new WithWatermark(Source(), "t", "10 seconds"), GroupType.GroupBy, [new ExpressionString("window(t, '10 seconds', '5 seconds')")], [new ExpressionString("count(1) AS n")]);
        Scenario scenario = Scenario(File(1, "1.json", Row("12:00:22")), File(11, "2.json", Row("12:00:22")), File(21, "3.json", Row("12:00:05"), Row("12:00:02")));

        Assert.Equal([Lateness.Late, Lateness.Dropped], Rows(scenario, sliding).TakeLast(2).Select(row => row.Lateness));
    }

    [Fact]
    public void Without_a_window_the_event_time_itself_decides()
    {
        LogicalPlan unique = new Deduplicate(new WithWatermark(Source(), "t", "10 seconds"), ["t", "k"]);
        Scenario scenario = Scenario(
            File(1, "1.json", Row("12:00:30")), File(11, "2.json", Row("12:00:29")), File(21, "3.json", Row("12:00:20"), Row("12:00:20.001")));

        Assert.Equal([Lateness.Dropped, Lateness.Late], Rows(scenario, unique, "append").TakeLast(2).Select(row => row.Lateness));
    }

    [Fact]
    public void A_watermark_alone_drops_nothing() =>
        Assert.DoesNotContain(Rows(Stepwise, new WithWatermark(Source(), "t", "10 seconds"), "append"), row => row.Lateness == Lateness.Dropped);

    [Fact]
    public void A_computed_event_time_is_followed_to_the_source()
    {
        LogicalPlan renamed = new Aggregate(
            new WithWatermark(Selected(new Filter(Source(), new ExpressionString("k IS NOT NULL")), "t + INTERVAL 1 HOUR AS later", "k"), "later", "10 seconds"),
            GroupType.GroupBy, [new ExpressionString("window(later, '10 seconds')")], [new ExpressionString("count(1) AS n")]);

        Assert.Equal(Rows(Stepwise, Windowed()), Rows(Stepwise, renamed));
        Assert.Equal(Ms("13:00:01"), LatenessClassifier.Classify(ScenarioRun.Of(Stepwise, Write(renamed)))[0].EventTimeMs);
    }

    [Fact]
    public void Without_a_watermark_nothing_is_timed_but_a_malformed_row_is_still_malformed() => Assert.Equal(
        [Lateness.NotTimed, Lateness.Malformed],
        Rows(Scenario(File(1, "1.json", Row("12:00:01"), "{\"t\": ")), Filtered(), "append").Select(row => row.Lateness));

    [Fact]
    public void A_field_of_the_wrong_type_does_not_make_a_row_malformed() => Assert.Equal(
        [Lateness.OnTime, Lateness.Null],
        Rows(Scenario(File(1, "1.json", """{"t":"2024-03-01T12:00:01Z","v":"much"}""", """{"t":"yesterday","v":1.0}""")), Windowed()).Select(row => row.Lateness));

    [Fact]
    public void A_restart_does_not_make_old_rows_new()
    {
        Scenario scenario = Scenario(File(1, "1.json", Row("12:00:30")), Restart(7), File(11, "2.json", Row("12:00:25")));

        Assert.Equal([Lateness.OnTime, Lateness.Late], Rows(scenario, Windowed()).Select(row => row.Lateness));
    }

    private static List<(string? File, int Line, Lateness Lateness)> Rows(Scenario scenario, LogicalPlan plan, string mode = "update") =>
        [.. LatenessClassifier.Classify(ScenarioRun.Of(scenario, Write(plan, mode))).Select(row => (row.File, row.Line, row.Lateness))];
}
