using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Analysis;

/// <summary>Where filters end up: it decides which rows a watermark sees (spark-semantics 2.2).</summary>
public sealed class OptimizerTests : AnalysisFixture
{
    private static LogicalPlan Marked { get; } = Watermark(Stream, "t", "5 seconds");

    [Fact]
    public void A_filter_on_another_column_goes_below_the_watermark() => Assert.Equal(1, FiltersBelow(Where(Marked, "k = 'a'")));

    [Fact]
    public void A_filter_on_event_time_stays_above_it() => Assert.Equal(0, FiltersBelow(Where(Marked, "t > TIMESTAMP'2024-03-01 12:00:03'")));

    [Fact]
    public void Conjuncts_part_their_ways() => Assert.Equal(1, FiltersBelow(Where(Marked, "k = 'a' AND t > TIMESTAMP'2024-03-01 12:00:03'")));

    [Fact]
    public void A_filter_on_a_renamed_column_goes_below_as_well() => Assert.Equal(1, FiltersBelow(Where(Select(Marked, "t", "upper(k) AS u"), "u = 'A'")));

    [Fact]
    public void A_filter_on_a_key_passes_the_aggregate() =>
        Assert.Equal(1, FiltersBelow(Where(Count(Marked, "window(t, '10 seconds')", "k"), "k = 'a'")));

    [Fact]
    public void A_filter_on_the_window_stops_above_the_watermark() =>
        Assert.Equal(0, FiltersBelow(Where(Count(Marked, "window(t, '10 seconds')", "k"), "window.start > TIMESTAMP'2024-03-01 12:00:10'")));

    [Fact]
    public void A_filter_on_an_aggregate_stays_above_it() => Assert.IsType<FilterPlan>(Optimizer.Optimize(Analyze(Where(Count(Marked, "k"), "count > 1"))));

    [Fact]
    public void The_null_test_of_a_window_over_another_column_goes_below() =>
        Assert.Equal(1, FiltersBelow(Count(Watermark(new WithColumns(Stream, [new Plans.Expressions.Alias(E("t + INTERVAL 1 HOUR"), "u")]), "u", "5 seconds"), "window(t, '10 seconds')")));

    [Fact]
    public void A_filter_that_is_not_deterministic_does_not_move()
    {
        var chance = new ScalarFunction("chance", (_, arguments) => (arguments, default), (_, _, _) => _ => Datum.True, "", IsDeterministic: false);
        var filter = new FilterPlan(Analyze(Marked), new FunctionCall(chance, [], new ResultType(new BooleanType(), Nullable: false)));
        Assert.IsType<FilterPlan>(Optimizer.Optimize(filter));
    }

    [Fact]
    public void Distinct_becomes_an_aggregate_over_all_columns() =>
        Assert.Equal(3, Assert.IsType<AggregatePlan>(Optimizer.Optimize(Analyze(new Distinct(Stream)))).Groupings.Count);

    [Fact]
    public void A_filter_goes_to_both_sides_of_a_union()
    {
        ResolvedPlan plan = Optimizer.Optimize(Analyze(Where(new SetOperation(Marked, Source("a TIMESTAMP, b STRING, c INT", true), SetOperationType.Union, true), "k = 'a'")));
        Assert.Equal(2, plan.SelfAndDescendants().Count(n => n is FilterPlan));
        Assert.IsType<UnionPlan>(plan);
    }

    [Fact]
    public void What_an_inner_join_asks_of_one_side_goes_below_that_sides_watermark() =>
        Assert.Equal(1, FiltersBelow(new Join(Marked, Batch, E("v = w AND v > 3 AND w < 5"), JoinType.Inner, [])));

    [Fact]
    public void A_filter_above_a_join_goes_to_its_side() =>
        Assert.Equal(1, FiltersBelow(Where(new Join(Marked, Batch, E("v = w"), JoinType.LeftOuter, []), "v > 3")));

    [Fact]
    public void A_long_chain_of_filters_is_one_in_the_order_written()
    {
        LogicalPlan chain = Enumerable.Range(0, 400).Aggregate(Marked, (plan, i) => Where(plan, $"v > {i}"));
        FilterPlan only = Optimizer.Optimize(Analyze(chain)).SelfAndDescendants().OfType<FilterPlan>().Single();
        Assert.Equal(Enumerable.Range(0, 400).Select(i => $"(v > {i})"), Conjuncts.Of(only.Condition).Select(PrettySql.Of).Take(400));
    }

    [Fact]
    public void Optimizing_twice_changes_nothing()
    {
        ResolvedPlan once = Optimizer.Optimize(Analyze(Where(Count(Marked, "window(t, '10 seconds')", "k"), "k = 'a' AND count > 1")));
        Assert.Equal(once.Explain(), Optimizer.Optimize(once).Explain());
    }

    private int FiltersBelow(LogicalPlan plan) => Optimizer.Optimize(Analyze(plan))
        .SelfAndDescendants().OfType<EventTimeWatermark>().Single().Child.SelfAndDescendants().Count(n => n is FilterPlan);
}
