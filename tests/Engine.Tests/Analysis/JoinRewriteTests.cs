using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

/// <summary>What the optimizer makes of joins: it decides what a stream-stream join keeps, for how long, and which rows its watermarks see.</summary>
public sealed class JoinRewriteTests : AnalysisFixture
{
    private const string Range = "id = rid AND u >= t - INTERVAL 5 SECONDS AND u <= t + INTERVAL 10 SECONDS";

    private static LogicalPlan Left { get; } = Watermark(Source("t TIMESTAMP, id INT, x STRING", isStreaming: true) with { PlanId = 3 }, "t", "5 seconds");

    private static LogicalPlan Right { get; } = Watermark(Source("u TIMESTAMP, rid INT, y STRING", isStreaming: true) with { PlanId = 4 }, "u", "5 seconds");

    [Theory]
    [InlineData(JoinType.LeftOuter, "y = 'a'", JoinType.Inner)]
    [InlineData(JoinType.LeftOuter, "x = 'a'", JoinType.LeftOuter)]
    [InlineData(JoinType.LeftOuter, "coalesce(y, 'a') = 'a'", JoinType.LeftOuter)]
    [InlineData(JoinType.LeftOuter, "y IN ('a', 'b')", JoinType.Inner)]
    [InlineData(JoinType.RightOuter, "length(x) > 1", JoinType.Inner)]
    [InlineData(JoinType.FullOuter, "x <> y", JoinType.Inner)]
    [InlineData(JoinType.FullOuter, "x = 'a'", JoinType.LeftOuter)]
    [InlineData(JoinType.FullOuter, "y IS NOT NULL", JoinType.RightOuter)]
    [InlineData(JoinType.FullOuter, "y IS NULL", JoinType.FullOuter)]
    public void A_filter_that_throws_away_rows_of_nulls_undoes_the_outer_join(JoinType written, string filter, JoinType becomes) =>
        Assert.Equal(becomes, Joined(Where(Joining(written), filter)).JoinType);

    [Fact]
    public void A_filter_over_both_sides_of_an_inner_join_is_part_of_its_condition()
    {
        JoinPlan join = Joined(Where(new Join(Left, Right, E("id = rid"), JoinType.Inner, []), "u <= t + INTERVAL 10 SECONDS"));
        Assert.Equal(2, Conjuncts.Of(join.Condition!).Count());
    }

    [Theory]
    [InlineData(JoinType.Inner, true, true)]
    [InlineData(JoinType.LeftSemi, true, true)]
    [InlineData(JoinType.LeftOuter, false, true)]
    [InlineData(JoinType.RightOuter, true, false)]
    [InlineData(JoinType.FullOuter, false, false)]
    public void Rows_without_a_key_are_left_out_below_the_watermark_where_they_cannot_come_out(JoinType type, bool left, bool right)
    {
        JoinPlan join = Joined(Joining(type));
        Assert.Equal((left, right), (HasFilterBelow(join.Left, "(id IS NOT NULL)"), HasFilterBelow(join.Right, "(rid IS NOT NULL)")));
    }

    [Fact]
    public void A_filter_on_a_key_holds_for_the_equal_key_of_the_other_side() =>
        Assert.True(HasFilterBelow(Joined(new Join(Where(Left, "id > 3"), Right, E(Range), JoinType.Inner, [])).Right, "(rid > 3)"));

    [Fact]
    public void Columns_that_nothing_needs_are_not_kept() =>
        Assert.Equal("t, id", string.Join(", ", Joined(Select(Joining(JoinType.Inner), "u")).Left.Output.Select(a => a.Name)));

    [Theory]
    [InlineData("u > t", 1_000_000, null)]
    [InlineData("u < t", 1_000_000, 1_000_000L)]
    [InlineData("t >= u", 1_000_000, 999_999L)]
    [InlineData("t > u - INTERVAL 1 SECOND", 1_000_000, 999_000L)]
    [InlineData("t + INTERVAL 1 MINUTE > u + INTERVAL 1 SECOND", 1_000_000, 941_000L)]
    [InlineData("t > u AND t >= u - INTERVAL 5 SECONDS", 1_000_000, 994_999L)]
    [InlineData("t > u + INTERVAL 1 MONTH", 1_000_000, null)]
    [InlineData("t > date_trunc('MINUTE', u)", 1_000_000, null)]
    public void The_other_sides_watermark_bounds_a_side_by_the_condition(string condition, long watermarkMs, long? boundMs)
    {
        var join = (JoinPlan)Analyze(new Join(Left, Right, E(condition), JoinType.Inner, []));
        Assert.Equal(boundMs, JoinWatermarks.StateWatermarkMs(join.Left.Output, join.Right.Output, [.. Conjuncts.Of(join.Condition!)], watermarkMs));
    }

    private static Join Joining(JoinType type) => new(Left, Right, E(Range), type, []);

    private JoinPlan Joined(LogicalPlan plan) => Optimizer.Optimize(Analyze(plan)).SelfAndDescendants().OfType<JoinPlan>().Single();

    private static bool HasFilterBelow(ResolvedPlan side, string conjunct) => side.SelfAndDescendants().OfType<EventTimeWatermark>().Single().Child.SelfAndDescendants()
        .OfType<FilterPlan>().SelectMany(filter => Conjuncts.Of(filter.Condition)).Any(c => PrettySql.Of(c) == conjunct);
}
