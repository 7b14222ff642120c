using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

/// <summary>Which columns carry event time through a plan (spark-semantics 2.7).</summary>
public sealed class WatermarkMetadataTests : AnalysisFixture
{
    private static LogicalPlan Marked { get; } = Watermark(Stream, "t", "5 seconds");

    [Fact]
    public void The_column_of_the_watermark_carries_its_delay() => Assert.Equal(5000, Delay(Analyze(Marked), "t"));

    [Fact]
    public void An_alias_of_it_carries_the_delay_too() => Assert.Equal(5000, Delay(Analyze(Select(Marked, "t AS x")), "x"));

    [Fact]
    public void Renaming_it_keeps_the_delay() =>
        Assert.Equal(5000, Delay(Analyze(new WithColumnsRenamed(Marked, [new Setting("t", "x")])), "x"));

    [Theory]
    [InlineData("CAST(t AS TIMESTAMP) AS x")]
    [InlineData("date_trunc('minute', t) AS x")]
    public void An_expression_of_it_does_not(string expression) => Assert.Null(Delay(Analyze(Select(Marked, expression)), "x"));

    [Fact]
    public void A_window_over_the_bare_column_carries_it() => Assert.Equal(5000, Delay(Analyze(Count(Marked, "window(t, '10 seconds')")), "window"));

    [Fact]
    public void A_sliding_window_carries_it_too() => Assert.Equal(5000, Delay(Analyze(Count(Marked, "window(t, '10 seconds', '3 seconds')")), "window"));

    [Fact]
    public void A_window_over_an_expression_does_not() =>
        Assert.Null(Delay(Analyze(Count(Marked, "window(CAST(CAST(t AS STRING) AS TIMESTAMP), '10 seconds')")), "window"));

    [Fact]
    public void A_column_taken_from_the_frame_before_the_watermark_does_not_carry_it()
    {
        LogicalPlan plan = new Aggregate(
            Marked, GroupType.GroupBy, [new UnresolvedFunction("window", [new UnresolvedAttribute("t", PlanId: 1), new Literal("10 seconds", new Plans.Types.StringType())])],
            [new Alias(E("count(1)"), "count")]);
        Assert.Null(Delay(Analyze(plan), "window"));
    }

    [Fact]
    public void A_second_watermark_on_another_column_takes_the_first_one_away()
    {
        ResolvedPlan plan = Analyze(Watermark(new WithColumns(Marked, [new Alias(E("t"), "u")]), "u", "1 minute"));
        Assert.Null(Delay(plan, "t"));
        Assert.Equal(60_000, Delay(plan, "u"));
    }

    [Fact]
    public void A_month_of_delay_is_31_days() => Assert.Equal(31L * 24 * 3600 * 1000, Delay(Analyze(Watermark(Stream, "t", "1 month")), "t"));

    [Fact]
    public void On_a_batch_the_watermark_is_nothing() =>
        Assert.IsNotType<EventTimeWatermark>(Analyze(Watermark(Source("t TIMESTAMP", isStreaming: false), "t", "5 seconds")));

    [Fact]
    public void The_time_of_a_window_carries_the_windows_delay() =>
        Assert.Equal(5000, Delay(Analyze(Select(Count(Marked, "window(t, '10 seconds')"), "window_time(window) AS wt")), "wt"));

    [Fact]
    public void A_window_over_windows_carries_their_delay() =>
        Assert.Equal(5000, Delay(Analyze(Count(Count(Marked, "window(t, '10 seconds')"), "window(window, '30 seconds')")), "window"));

    [Fact]
    public void The_window_of_a_result_may_be_watermarked() =>
        Assert.Equal(5000, Delay(Analyze(Watermark(Count(Stream, "window(t, '10 seconds')"), "window", "5 seconds")), "window"));
}
