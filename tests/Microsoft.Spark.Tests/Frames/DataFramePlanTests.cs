using Microsoft.Spark;
using static Grader.SparkApi.Tests.Frames.Built;
using static Grader.SparkApi.Tests.Frames.FrameFixture;
using static Microsoft.Spark.Sql.Functions;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Each transformation of a frame is one node over the plan it came from.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class DataFramePlanTests
{
    [Fact]
    public void Select_takes_columns_or_names()
    {
        var expected = new P.Project(StreamPlan, [Attr("k"), Attr("v")]);
        Assert.Equal(expected, OfStream(s => s.Select("k", "v")));
        Assert.Equal(expected, OfStream(s => s.Select(Col("k"), Col("v"))));
        Assert.Equal(new P.Project(StreamPlan, []), OfStream(s => s.Select()));
    }

    [Fact]
    public void A_star_selects_every_column()
    {
        Assert.Equal(new P.Project(StreamPlan, [new E.UnresolvedStar()]), OfStream(s => s.Select("*")));
        Assert.Equal(new P.Project(StreamPlan, [new E.UnresolvedStar("w")]), OfStream(s => s.Select(Col("w.*"))));
    }

    [Fact]
    public void SelectExpr_keeps_the_texts() =>
        Assert.Equal(new P.Project(StreamPlan, [SqlText("v + 1 AS w"), SqlText("k")]), OfStream(s => s.SelectExpr("v + 1 AS w", "k")));

    [Fact]
    public void Filter_and_Where_are_one_operation()
    {
        var condition = new P.Filter(StreamPlan, Fn(">", Attr("v"), Lit(2)));
        Assert.Equal(condition, OfStream(s => s.Filter(Col("v") > 2)));
        Assert.Equal(condition, OfStream(s => s.Where(Col("v") > 2)));
        var text = new P.Filter(StreamPlan, SqlText("v > 2"));
        Assert.Equal(text, OfStream(s => s.Filter("v > 2")));
        Assert.Equal(text, OfStream(s => s.Where("v > 2")));
    }

    [Fact]
    public void Columns_are_added_renamed_and_dropped()
    {
        Assert.Equal(new P.WithColumns(StreamPlan, [new E.Alias(Attr("v"), "w")]), OfStream(s => s.WithColumn("w", Col("v"))));
        Assert.Equal(new P.WithColumnsRenamed(StreamPlan, [new("v", "w")]), OfStream(s => s.WithColumnRenamed("v", "w")));
        Assert.Equal(new P.Drop(StreamPlan, [Attr("v"), Attr("k")]), OfStream(s => s.Drop("v", "k")));
        Assert.Equal(new P.Drop(StreamPlan, [Attr("v")]), OfStream(s => s.Drop(Col("v"))));
        Assert.Equal(new P.ToDF(StreamPlan, ["a", "b", "c"]), OfStream(s => s.ToDF("a", "b", "c")));
        Assert.Equal(new P.ToDF(StreamPlan, ["t", "k", "v"]), OfStream(s => s.ToDF()));
    }

    [Fact]
    public void A_column_taken_from_a_frame_remembers_which()
    {
        var fixture = new FrameFixture();
        DataFrame stream = fixture.Stream();
        Assert.NotNull(stream.Plan.PlanId);
        Assert.Equal(new E.UnresolvedAttribute("k", stream.Plan.PlanId), stream["k"].Expression);
        Assert.Equal(new E.UnresolvedAttribute("k", stream.Plan.PlanId), stream.Col("k").Expression);
        Assert.NotEqual(stream.Plan.PlanId, stream.Select("k").Plan.PlanId);
    }

    [Fact]
    public void GroupBy_takes_columns_or_names()
    {
        var expected = new P.Aggregate(StreamPlan, P.GroupType.GroupBy, [Attr("k"), Attr("v")], [new E.Alias(Fn("count", Lit(1)), "count")]);
        Assert.Equal(expected, OfStream(s => s.GroupBy("k", "v").Count()));
        Assert.Equal(expected, OfStream(s => s.GroupBy(Col("k"), Col("v")).Count()));
        Assert.Equal(expected with { GroupType = P.GroupType.Rollup }, OfStream(s => s.Rollup("k", "v").Count()));
        Assert.Equal(expected with { GroupType = P.GroupType.Cube }, OfStream(s => s.Cube(Col("k"), Col("v")).Count()));
    }

    [Fact]
    public void Agg_keeps_its_expressions_in_order()
    {
        E.Expression[] aggregates = [Fn("sum", Attr("v")), new E.Alias(Fn("max", Attr("t")), "last")];
        Assert.Equal(
            new P.Aggregate(StreamPlan, P.GroupType.GroupBy, [Attr("k")], aggregates.ToSeq()),
            OfStream(s => s.GroupBy("k").Agg(Sum("v"), Max(Col("t")).Alias("last"))));
        Assert.Equal(
            new P.Aggregate(StreamPlan, P.GroupType.GroupBy, [], [aggregates[0]]),
            OfStream(s => s.Agg(Sum(Col("v")))));
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("avg")]
    [InlineData("mean")]
    [InlineData("min")]
    [InlineData("max")]
    public void A_grouped_shortcut_is_one_aggregate_a_column(string method)
    {
        string function = method == "mean" ? "avg" : method;
        Assert.Equal(
            new P.Aggregate(StreamPlan, P.GroupType.GroupBy, [Attr("k")], [Fn(function, Attr("v"))]),
            OfStream(s => Shortcut(s.GroupBy("k"), method, "v")));
        Assert.Equal( // every numeric column
            new P.Aggregate(StreamPlan, P.GroupType.GroupBy, [Attr("k")], [Fn(function, Attr("`v`"))]),
            OfStream(s => Shortcut(s.GroupBy("k"), method)));
    }

    [Fact]
    public void A_grouped_shortcut_refuses_text()
    {
        Exception error = Assert.Throws<Exception>(() => new FrameFixture().Stream().GroupBy("v").Sum("K"));
        Assert.Contains("\"K\" is not a numeric column. Aggregation function can only be applied on a numeric column.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pivot_carries_its_column_and_values()
    {
        var expected = new P.Aggregate(
            StreamPlan, P.GroupType.Pivot, [Attr("k")], [new E.Alias(Fn("count", Lit(1)), "count")], Attr("v"), Seq.Create<E.Literal>([Lit(1), Lit(2)]));
        Assert.Equal(expected, OfStream(s => s.GroupBy("k").Pivot("v", new object[] { 1, 2 }).Count()));
        Assert.Equal(expected with { PivotValues = null }, OfStream(s => s.GroupBy("k").Pivot(Col("v")).Count()));
    }

    [Fact]
    public void WithWatermark_keeps_name_and_delay_as_written() =>
        Assert.Equal(new P.WithWatermark(StreamPlan, "t", "5 seconds"), OfStream(s => s.WithWatermark("t", "5 seconds")));

    [Fact]
    public void Joins_are_on_a_condition_or_on_names()
    {
        Assert.Equal(new P.Join(StreamPlan, TablePlan, null, P.JoinType.Inner, []), Of(f => f.Stream().Join(f.Table())));
        Assert.Equal(new P.Join(StreamPlan, TablePlan, null, P.JoinType.Inner, ["k"]), Of(f => f.Stream().Join(f.Table(), "k")));
        Assert.Equal(new P.Join(StreamPlan, TablePlan, null, P.JoinType.LeftOuter, ["k", "v"]), Of(f => f.Stream().Join(f.Table(), ["k", "v"], "left_outer")));
        Assert.Equal(new P.Join(StreamPlan, TablePlan, Fn("==", Attr("a"), Attr("b")), P.JoinType.LeftSemi, []), Of(f => f.Stream().Join(f.Table(), Col("a") == Col("b"), "leftsemi")));
        Assert.Equal(new P.Join(StreamPlan, TablePlan, null, P.JoinType.Cross, []), Of(f => f.Stream().CrossJoin(f.Table())));
    }

    [Theory]
    [InlineData("inner", P.JoinType.Inner)]
    [InlineData("LEFT", P.JoinType.LeftOuter)]
    [InlineData("right_outer", P.JoinType.RightOuter)]
    [InlineData("outer", P.JoinType.FullOuter)]
    [InlineData("full", P.JoinType.FullOuter)]
    [InlineData("anti", P.JoinType.LeftAnti)]
    [InlineData("semi", P.JoinType.LeftSemi)]
    public void Join_types_have_Sparks_names(string name, P.JoinType type) =>
        Assert.Equal(type, ((P.Join)Of(f => f.Stream().Join(f.Table(), Col("k") == "a", name))).JoinType);

    [Fact]
    public void An_unknown_join_type_is_refused_in_Sparks_words() => Assert.Contains(
        "java.lang.IllegalArgumentException: Unsupported join type 'sideways'. Supported join types include: 'inner'",
        Assert.Throws<Exception>(() => Of(f => f.Stream().Join(f.Table(), Col("k") == "a", "sideways"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Set_operations_say_whether_duplicates_stay()
    {
        Assert.Equal(new P.SetOperation(StreamPlan, TablePlan, P.SetOperationType.Union, true), Of(f => f.Stream().Union(f.Table())));
        Assert.Equal(new P.SetOperation(StreamPlan, TablePlan, P.SetOperationType.Union, true, true), Of(f => f.Stream().UnionByName(f.Table())));
        Assert.Equal(new P.SetOperation(StreamPlan, TablePlan, P.SetOperationType.Union, true, true, true), Of(f => f.Stream().UnionByName(f.Table(), true)));
        Assert.Equal(new P.SetOperation(StreamPlan, TablePlan, P.SetOperationType.Intersect, false), Of(f => f.Stream().Intersect(f.Table())));
        Assert.Equal(new P.SetOperation(StreamPlan, TablePlan, P.SetOperationType.Except, false), Of(f => f.Stream().Except(f.Table())));
        Assert.Equal(new P.SetOperation(StreamPlan, TablePlan, P.SetOperationType.Except, true), Of(f => f.Stream().ExceptAll(f.Table())));
    }

    [Fact]
    public void Duplicates_are_dropped_by_all_columns_or_some()
    {
        Assert.Equal(new P.Deduplicate(StreamPlan, []), OfStream(s => s.Distinct()));
        Assert.Equal(new P.Deduplicate(StreamPlan, []), OfStream(s => s.DropDuplicates()));
        Assert.Equal(new P.Deduplicate(StreamPlan, ["k", "v"]), OfStream(s => s.DropDuplicates("k", "v")));
    }

    [Fact]
    public void Sorting_is_ascending_with_nulls_first_unless_said()
    {
        var ascending = new E.SortOrder(Attr("k"), E.SortDirection.Ascending, E.NullOrdering.NullsFirst);
        var descending = new E.SortOrder(Attr("v"), E.SortDirection.Descending, E.NullOrdering.NullsLast);
        Assert.Equal(new P.Sort(StreamPlan, [ascending]), OfStream(s => s.OrderBy("k")));
        Assert.Equal(new P.Sort(StreamPlan, [ascending, descending]), OfStream(s => s.Sort(Col("k"), Col("v").Desc())));
        Assert.Equal(new P.Sort(StreamPlan, [descending], IsGlobal: false), OfStream(s => s.SortWithinPartitions(Desc("v"))));
    }

    [Fact]
    public void What_changes_no_rows_is_a_hint()
    {
        Assert.Equal(new P.Hint(StreamPlan, "repartition", [Lit(4)]), OfStream(s => s.Repartition(4)));
        Assert.Equal(new P.Hint(StreamPlan, "repartition", [Lit(4), Attr("k")]), OfStream(s => s.Repartition(4, Col("k"))));
        Assert.Equal(new P.Hint(StreamPlan, "coalesce", [Lit(1)]), OfStream(s => s.Coalesce(1)));
        Assert.Equal(new P.Hint(StreamPlan, "broadcast", []), OfStream(s => Broadcast(s)));
        Assert.Equal(new P.Hint(StreamPlan, "shuffle_hash", []), OfStream(s => s.Hint("shuffle_hash")));
        Assert.Throws<Exception>(() => new FrameFixture().Stream().Repartition(0));
    }

    [Fact]
    public void The_rest_of_the_unary_operations()
    {
        Assert.Equal(new P.Limit(StreamPlan, 3), OfStream(s => s.Limit(3)));
        Assert.Equal(new P.SubqueryAlias(StreamPlan, "l"), OfStream(s => s.Alias("l")));
        Assert.Equal(new P.SubqueryAlias(StreamPlan, "l"), OfStream(s => s.As("l")));
        Assert.Equal(new P.Sample(StreamPlan, 0, 0.5, false, 7), OfStream(s => s.Sample(0.5, seed: 7)));
        Assert.Equal(new P.Limit(StreamPlan, 1), OfStream(s => s.Transform(frame => frame.Limit(1))));
    }

    [Fact]
    public void Nulls_are_filled_and_dropped()
    {
        Assert.Equal(new P.NaDrop(StreamPlan, [], null), OfStream(s => s.Na().Drop()));
        Assert.Equal(new P.NaDrop(StreamPlan, [], 1), OfStream(s => s.Na().Drop("all")));
        Assert.Equal(new P.NaDrop(StreamPlan, ["k"], 1), OfStream(s => s.Na().Drop("ALL", ["k"])));
        Assert.Equal(new P.NaDrop(StreamPlan, [], null), OfStream(s => s.Na().Drop("Any")));
        Assert.Equal(new P.NaDrop(StreamPlan, ["k"], null), OfStream(s => s.Na().Drop(["k"])));
        Assert.Equal(new P.NaDrop(StreamPlan, ["k"], 2), OfStream(s => s.Na().Drop(2, ["k"])));
        Assert.Equal(new P.NaFill(StreamPlan, [], [Lit("none")]), OfStream(s => s.Na().Fill("none")));
        Assert.Equal(new P.NaFill(StreamPlan, ["v"], [new E.Literal(0L, new T.LongType())]), OfStream(s => s.Na().Fill(0, ["v"])));
        Assert.Equal(new P.NaFill(StreamPlan, ["k"], [Lit("none")]), OfStream(s => s.Na().Fill(new Dictionary<string, string> { ["k"] = "none" })));
    }

    [Fact]
    public void Nulls_are_dropped_by_no_other_word_than_any_and_all()
    {
        foreach (Func<DataFrame, DataFrame> drop in new Func<DataFrame, DataFrame>[] { s => s.Na().Drop("none"), s => s.Na().Drop("none", ["k"]) })
        {
            Exception error = Assert.Throws<Exception>(() => OfStream(drop));
            Assert.Equal("java.lang.IllegalArgumentException: how (none) must be 'any' or 'all'", Assert.IsType<JvmException>(error.InnerException).Message);
        }
    }

    [Fact]
    public void A_query_text_and_a_view_are_leaves()
    {
        Assert.Equal(new P.Sql("SELECT 1"), Of(f => f.Spark.Sql("SELECT 1")));
        Assert.Equal(new P.NamedTable("lines"), Of(f => f.Spark.Table("lines")));
        Assert.Equal(new P.Range(2, 10, 1), Of(f => f.Spark.Range(2, 10)));
    }

    private static DataFrame Shortcut(RelationalGroupedDataset grouped, string method, params string[] columns) => method switch
    {
        "sum" => grouped.Sum(columns),
        "avg" => grouped.Avg(columns),
        "mean" => grouped.Mean(columns),
        "min" => grouped.Min(columns),
        _ => grouped.Max(columns),
    };
}
