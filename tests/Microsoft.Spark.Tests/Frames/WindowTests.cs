using Grader.SparkApi.Tests.Hosting;
using Microsoft.Spark.Sql.Expressions;
using static Microsoft.Spark.Sql.Functions;
using Column = Microsoft.Spark.Sql.Column;
using Window = Microsoft.Spark.Sql.Expressions.Window;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Window functions as programs write them, run by the engine.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class WindowTests
{
    private readonly DataFrame frame;
    private readonly WindowSpec byKey = Window.PartitionBy("k").OrderBy("v");

    public WindowTests()
    {
        _ = new BatchSession();
        frame = SparkSession.Current.Sql("SELECT * FROM VALUES ('a', 1, 10), ('a', 2, NULL), ('a', 2, 30), ('b', 5, 50) AS t(k, v, w)");
    }

    [Fact]
    public void Ranking_functions_rank_within_their_partition() => Assert.Equal(
        "a 1 1 1 1 0 1\na 2 2 2 2 0.5 1\na 2 3 2 2 0.5 2\nb 5 1 1 1 0 1",
        Rows(RowNumber(), Rank(), DenseRank(), PercentRank(), Ntile(2)));

    [Fact]
    public void The_cumulative_distribution_counts_equal_rows_together() =>
        Assert.Equal("a 1 0.25\na 2 0.75\na 2 0.75\nb 5 1", Rows(Window.OrderBy(Col("v")), CumeDist()));

    [Fact]
    public void Lag_and_lead_look_at_rows_before_and_after() => Assert.Equal(
        "a 1 - -1 -\na 2 10 1 30\na 2 - 2 -\nb 5 - -1 -", Rows(Lag("w", 1), Lag(Col("v"), 1, -1), Lead("w", 1)));

    [Fact]
    public void Nulls_are_left_out_where_a_function_is_told_to_ignore_them() => Assert.Equal(
        "a 1 - 10\na 2 10 10\na 2 10 10\nb 5 - 50", Rows(Lag(Col("w"), 1, null, true), NthValue(Col("w"), 1, true)));

    [Fact]
    public void A_frame_of_rows_has_the_signs_of_its_distances()
    {
        Column sum = Sum("v");
        Assert.Equal("a 1 1\na 2 3\na 2 4\nb 5 5", Rows(byKey.RowsBetween(-1, Window.CurrentRow), sum));
        Assert.Equal("a 1 5\na 2 4\na 2 2\nb 5 5", Rows(byKey.RowsBetween(0, Window.UnboundedFollowing), sum));
        Assert.Equal("a 1 2\na 2 2\na 2 -\nb 5 -", Rows(byKey.RowsBetween(1, 1), sum));
        Assert.Equal("a 1 -\na 2 1\na 2 3\nb 5 -", Rows(byKey.RowsBetween(-2, -1), sum));
        Assert.Equal("a 1 3\na 2 5\na 2 4\nb 5 5", Rows(byKey.RowsBetween(-1, 1), sum));
    }

    [Fact]
    public void A_frame_of_a_range_is_measured_in_the_key()
    {
        Assert.Equal("a 1 5\na 2 5\na 2 5\nb 5 5", Rows(byKey.RangeBetween(-1, 1), Sum("v")));
        Assert.Equal("a 1 -\na 2 1\na 2 1\nb 5 -", Rows(byKey.RangeBetween(-1, -1), Sum("v")));
        Assert.Equal("a 1 1\na 2 5\na 2 5\nb 5 5", Rows(Window.PartitionBy(Col("k")).OrderBy(Col("v")).RangeBetween(Window.UnboundedPreceding, 0), Sum("v")));
    }

    [Fact]
    public void Without_a_window_all_rows_are_one_frame() =>
        Assert.Equal("a 1 10\na 2 10\na 2 10\nb 5 10", BatchSession.Rows(frame.Select(Col("k"), Col("v"), Sum("v").Over()).OrderBy("k", "v")));

    [Fact]
    public void A_later_partitioning_or_order_replaces_the_earlier() =>
        Assert.Equal("a 1 4\na 2 2\na 2 2\nb 5 1", Rows(byKey.PartitionBy().OrderBy(Desc("v")), Rank()));

    [Fact]
    public void The_column_is_named_as_Spark_names_it() => Assert.Equal(
        ["sum(v) OVER (PARTITION BY k ORDER BY v ASC NULLS FIRST ROWS BETWEEN -1 FOLLOWING AND CURRENT ROW)"],
        frame.Select(Sum("v").Over(byKey.RowsBetween(-1, 0))).Columns());

    [Fact]
    public void A_bound_must_be_an_int()
    {
        Assert.Contains("AnalysisException: Boundary start is not a valid integer: 3000000000.", BatchSession.ErrorOf(() => byKey.RowsBetween(3_000_000_000, 0)), StringComparison.Ordinal);
        Assert.Contains("Boundary end is not a valid integer: -9223372036854775808.", BatchSession.ErrorOf(() => Window.RangeBetween(0, long.MinValue)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(2, 1)]
    [InlineData(-1, -2)]
    public void A_frame_must_not_end_before_it_starts(int start, int end)
    {
        Assert.Contains("SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON", BatchSession.ErrorOf(() => frame.Select(Sum("v").Over(byKey.RowsBetween(start, end)))), StringComparison.Ordinal);
        Assert.Contains("SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON", BatchSession.ErrorOf(() => frame.Select(Sum("v").Over(byKey.RangeBetween(start, end)))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_window_function_cannot_be_used_over_one() =>
        Assert.Contains("UNSUPPORTED_EXPR_FOR_WINDOW", BatchSession.ErrorOf(() => frame.Select(Col("v").Over(byKey))), StringComparison.Ordinal);

    [Fact]
    public void What_Spark_3_removed_fails_when_it_is_called()
    {
        Assert.Contains("invalid method rangeBetween", BatchSession.ErrorOf(() => byKey.RangeBetween(Col("v"), Col("v"))), StringComparison.Ordinal);
        Assert.Contains("invalid method unboundedPreceding", BatchSession.ErrorOf(UnboundedPreceding), StringComparison.Ordinal);
    }

    private string Rows(params Column[] functions) => Rows(byKey, functions);

    private string Rows(WindowSpec window, params Column[] functions) =>
        BatchSession.Rows(frame.Select([Col("k"), Col("v"), .. functions.Select(function => function.Over(window))]).OrderBy("k", "v"));
}
