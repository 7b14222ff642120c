using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

public sealed class AnalyzerTests : AnalysisFixture
{
    [Fact]
    public void A_column_takes_the_spelling_of_its_reference() =>
        Assert.Equal("T timestamp, K string", Columns(Analyze(Select(Stream, "T", "K"))));

    [Fact]
    public void Columns_are_named_after_their_expressions() =>
        Assert.Equal("(v + 1) int, v double, upper(k) string, x int", Columns(Analyze(Select(Stream, "v + 1", "CAST(v AS DOUBLE)", "upper(k)", "1 AS x"))));

    [Fact]
    public void A_star_gives_all_columns_in_order() =>
        Assert.Equal("t timestamp, k string, v int, v int", Columns(Analyze(Select(Stream, "*", "v"))));

    [Fact]
    public void A_new_column_replaces_one_of_the_same_name_in_place_and_takes_the_new_spelling()
    {
        LogicalPlan plan = new WithColumns(Stream, [new Alias(E("v * 10"), "K"), new Alias(E("1"), "n")]);
        Assert.Equal("t timestamp, K int, v int, n int", Columns(Analyze(plan)));
    }

    [Fact]
    public void Renaming_and_dropping_unknown_columns_does_nothing()
    {
        LogicalPlan plan = new Drop(new WithColumnsRenamed(Stream, [new Setting("nope", "x"), new Setting("K", "key")]), [new UnresolvedAttribute("nope"), new UnresolvedAttribute("V")]);
        Assert.Equal("t timestamp, key string", Columns(Analyze(plan)));
    }

    [Fact]
    public void A_grouped_window_is_a_struct_column_called_window() =>
        Assert.Equal("window struct<start:timestamp,end:timestamp>, k string, count bigint", Columns(Analyze(Count(Stream, "window(t, '10 seconds')", "k"))));

    [Fact]
    public void Keys_keep_their_aliases_and_aggregates_their_generated_names() =>
        Assert.Equal("key string, count(1) bigint, sum(v) bigint", Columns(Analyze(GroupBy(Stream, ["k AS key"], "count(*)", "sum(v)"))));

    [Fact]
    public void An_aggregate_without_keys_in_a_select_list_is_a_global_aggregate() =>
        Assert.Empty(Assert.IsType<AggregatePlan>(Analyze(Select(Stream, "count(*)"))).Groupings);

    [Fact]
    public void Outside_of_aggregate_calls_an_aggregate_refers_to_its_keys_only()
    {
        var plan = Assert.IsType<AggregatePlan>(Analyze(GroupBy(Stream, ["v % 2"], "(v % 2) + count(1)")));
        AttributeReference key = Assert.IsType<NamedExpression>(Assert.Single(plan.Groupings)).ToAttribute();
        Assert.Equal(key.Id, Assert.Single(plan.Aggregates[1].References()).Id);
    }

    [Fact]
    public void Sql_groups_by_alias_by_position_and_by_a_window_it_selects_fields_of()
    {
        View("v", Stream);
        Assert.Equal("c string, n bigint", Columns(Query("SELECT upper(k) AS c, count(*) AS n FROM v GROUP BY c")));
        Assert.Equal("c string, n bigint", Columns(Query("SELECT upper(k) AS c, count(*) AS n FROM v GROUP BY 1 ORDER BY 2 DESC")));
        Assert.Equal("s timestamp, n bigint", Columns(Query("SELECT window.start AS s, count(*) AS n FROM v GROUP BY window(t, '10 seconds')")));
    }

    [Fact]
    public void Having_and_order_by_may_use_aggregates_that_are_not_selected()
    {
        View("v", Stream);
        Assert.Equal("k string", Columns(Query("SELECT k FROM v GROUP BY k HAVING count(*) > 1")));
        Assert.Equal("k string", Columns(Query("SELECT k FROM v GROUP BY k ORDER BY max(v)")));
    }

    [Fact]
    public void Filter_and_sort_may_use_a_column_that_the_select_below_took_away() =>
        Assert.Equal("k string", Columns(Analyze(Where(Select(Stream, "k"), "v > 1"))));

    [Fact]
    public void Two_generators_in_one_select_are_both_joined()
    {
        ResolvedPlan plan = Analyze(Select(Stream, "explode(split(k, ''))", "explode(split(k, ','))"));
        Assert.Equal("col string, col string", Columns(plan));
        Assert.Equal(2, plan.SelfAndDescendants().Count(n => n is GeneratePlan));
    }

    [Fact]
    public void A_rollup_keeps_the_names_of_its_keys()
    {
        LogicalPlan plan = new Aggregate(Stream, GroupType.Rollup, [E("k"), E("v")], [E("count(1) AS count")]);
        Assert.Equal("k string, v int, count bigint", Columns(Analyze(plan)));
        Assert.Equal(3, Analyze(plan).SelfAndDescendants().OfType<ExpandPlan>().Single().Projections.Count);
    }

    [Fact]
    public void A_using_join_has_its_key_once_and_first() =>
        Assert.Equal("k string, t timestamp, v int, w int", Columns(Analyze(new Join(Stream, Batch, null, JoinType.Inner, ["k"]))));

    [Fact]
    public void A_self_join_reads_one_source_under_different_ids()
    {
        LogicalPlan join = new Join(new SubqueryAlias(Stream, "l"), new SubqueryAlias(Stream, "r"), E("l.k = r.k AND l.t = r.t"), JoinType.Inner, []);
        ResolvedPlan plan = Analyze(join);
        Assert.Equal(6, plan.Output.Select(a => a.Id).Distinct().Count());
        Assert.Single(plan.SelfAndDescendants().OfType<StreamingRelation>().Select(r => r.SourceId).Distinct());
    }

    [Fact]
    public void Analyzing_a_frame_twice_gives_the_same_plan() => Assert.Same(Analyze(Stream), Analyze(Stream));

    [Fact]
    public void Nodes_keep_the_place_of_the_call_that_made_them()
    {
        LogicalPlan plan = Where(Stream, "v > 1") with { Origin = new Origin("Program.cs", 7, 3) };
        Assert.Equal(7, Analyze(plan).Origin.Line);
    }

    [Fact]
    public void A_plan_nested_too_deeply_is_refused_and_does_not_crash()
    {
        LogicalPlan plan = Stream;
        for (int i = 0; i < 700; i++)
        {
            plan = new Distinct(plan);
        }

        Assert.Equal("The query is nested too deeply to be analyzed.", ErrorOf(plan).Message);
    }

    [Fact]
    public void A_plan_prints_as_a_tree_with_ids_that_are_the_same_in_every_session() => Assert.Equal(
        "Aggregate [k#3], [k#3, count(1) AS count#5]\n+- Filter (v#4 > 1)\n   +- StreamingRelation json[in] [t#2, k#3, v#4]\n",
        Analyze(Count(Where(Stream, "v > 1"), "k")).Explain());
}
