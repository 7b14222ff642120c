using Grader.SparkApi.Tests.Hosting;
using Microsoft.Spark.Sql.Types;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Samples, summaries and statistics of columns, run by the engine.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class StatisticsTests
{
    private static readonly StructType People = new([new StructField("name", new StringType()), new StructField("age", new IntegerType()), new StructField("alive", new BooleanType())]);

    public StatisticsTests() => _ = new BatchSession();

    private static SparkSession Spark => SparkSession.Current;

    [Fact]
    public void A_summary_has_a_row_for_each_statistic_of_numbers_and_texts()
    {
        DataFrame summary = Frame(("a", 1), ("b", 2), ("c", 3), ("d", 4), (null, null)).Summary();
        Assert.Equal(["summary", "name", "age"], summary.Columns());
        Assert.All(summary.Schema().Fields, field => Assert.IsType<StringType>(field.DataType));
        Assert.Equal(
            "count 4 4\nmean - 2.5\nstddev - 1.2909944487358056\nmin a 1\n25% - 1\n50% - 2\n75% - 3\nmax d 4", BatchSession.Rows(summary));
    }

    [Fact]
    public void A_description_is_of_the_columns_that_are_named()
    {
        DataFrame frame = Frame(("10", 1), ("20", 3));
        Assert.Equal("count 2\nmean 15.0\nstddev 7.0710678118654755\nmin 10\nmax 20", BatchSession.Rows(frame.Describe("name")));
        Assert.Equal(["summary", "name", "age"], frame.Describe().Columns());
        Assert.Equal("count\nmean\nstddev\nmin\nmax", BatchSession.Rows(frame.Describe("alive")));
        Assert.Equal("count_distinct 2 2\n50% 10.0 1\n99.9% 20.0 3", BatchSession.Rows(frame.Summary("count_distinct", "50%", "99.9%")));
    }

    [Theory]
    [InlineData("median", "median is not a recognised statistic")]
    [InlineData("x%", "Unable to parse x% as a percentile")]
    [InlineData("101%", "requirement failed: Percentiles must be in the range [0, 1]")]
    public void A_statistic_that_is_none_is_refused(string statistic, string message) =>
        Assert.EndsWith(message, BatchSession.ErrorOf(() => Frame(("a", 1)).Summary(statistic)), StringComparison.Ordinal);

    [Fact]
    public void A_split_gives_each_row_to_one_part_and_the_same_seed_the_same_parts()
    {
        DataFrame frame = Spark.Range(1000);
        DataFrame[] parts = frame.RandomSplit([1, 3], 7);
        long[][] rows = [.. parts.Select(part => part.Collect().Select(row => row.GetAs<long>(0)).ToArray())];
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), rows.SelectMany(part => part).Order());
        Assert.InRange(rows[0].Length, 200, 300);
        Assert.Equal(rows[0], frame.RandomSplit([1, 3], 7)[0].Collect().Select(row => row.GetAs<long>(0)));
        Assert.EndsWith("requirement failed: Weights must be nonnegative, but got [-1.0,2.0]", BatchSession.ErrorOf(() => frame.RandomSplit([-1, 2])), StringComparison.Ordinal);
        Assert.EndsWith("requirement failed: Sum of weights must be positive, but got [0.0]", BatchSession.ErrorOf(() => frame.RandomSplit([0])), StringComparison.Ordinal);
    }

    [Fact]
    public void Covariance_and_correlation_take_nulls_as_zero()
    {
        DataFrame frame = Spark.Sql("SELECT * FROM VALUES (1, 2.0D), (2, 4.0D), (CAST(NULL AS INT), 0.0D) AS t(a, b)");
        Assert.Equal(2.0, frame.Stat().Cov("a", "b"), 12);
        Assert.Equal(1.0, frame.Stat().Corr("a", "b"), 12);
        Assert.Equal(1.0, frame.Stat().Corr("a", "b", "pearson"), 12);
        Assert.Equal(double.NaN, frame.Limit(1).Stat().Cov("a", "b"));
        Assert.EndsWith("Currently only the calculation of the Pearson Correlation coefficient is supported.", BatchSession.ErrorOf(() => frame.Stat().Corr("a", "b", "kendall")), StringComparison.Ordinal);
        Assert.EndsWith("requirement failed: Currently correlation calculation for columns with dataType string not supported.", BatchSession.ErrorOf(() => Frame(("a", 1)).Stat().Corr("name", "age")), StringComparison.Ordinal);
        Assert.EndsWith("requirement failed: Couldn't find column with name x", BatchSession.ErrorOf(() => frame.Stat().Cov("x", "a")), StringComparison.Ordinal);
    }

    [Fact]
    public void Quantiles_leave_out_nulls_and_NaNs()
    {
        DataFrame frame = Spark.Sql("SELECT * FROM VALUES (1D), (2D), (3D), (4D), (5D), (CAST('NaN' AS DOUBLE)), (NULL) AS t(a)");
        Assert.Equal([1.0, 3.0, 5.0], frame.Stat().ApproxQuantile("a", [0, 0.5, 1], 0));
        Assert.Empty(frame.Filter("a > 9 AND NOT isnan(a)").Stat().ApproxQuantile("a", [0.5], 0.1));
        Assert.EndsWith("requirement failed: Quantile calculation for column name with data type StringType is not supported.", BatchSession.ErrorOf(() => Frame(("a", 1)).Stat().ApproxQuantile("name", [0.5], 0)), StringComparison.Ordinal);
        Assert.EndsWith("requirement failed: Relative Error must be non-negative but got -1.0", BatchSession.ErrorOf(() => frame.Stat().ApproxQuantile("a", [0.5], -1)), StringComparison.Ordinal);
        Assert.EndsWith("probability should be in the range [0.0, 1.0]", BatchSession.ErrorOf(() => frame.Stat().ApproxQuantile("a", [2], 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_crosstab_counts_pairs()
    {
        DataFrame table = Frame(("a", 1), ("a", 2), ("b", 1), ("a", 1), (null, 2), ("b", null)).Stat().Crosstab("name", "age");
        Assert.Equal(["name_age", "1", "2", "null"], table.Columns());
        Assert.Equal("a 2 1 0\nb 1 0 1\nnull 0 1 0", BatchSession.Rows(table.OrderBy("name_age")));
    }

    [Fact]
    public void Frequent_items_are_all_where_there_are_few_and_those_that_outweigh_others_where_there_are_many()
    {
        DataFrame frame = Frame([.. Enumerable.Range(0, 100).Select(i => (i % 3 == 0 ? "often" : $"x{i}", (int?)1))]);
        Row row = frame.Stat().FreqItems(["name", "age"], 0.3).First();
        Assert.Contains("often", row.GetAs<string[]>("name_freqItems"));
        Assert.InRange(row.GetAs<string[]>("name_freqItems").Length, 1, 3);
        Assert.Equal([1], row.GetAs<int[]>("age_freqItems"));
        Assert.Equal([1, 2], Frame(("a", 1), ("b", 2)).Stat().FreqItems(["age"]).First().GetAs<int[]>(0));
        Assert.EndsWith("requirement failed: Support must be in [1e-4, 1], but got 0.0.", BatchSession.ErrorOf(() => frame.Stat().FreqItems(["age"], 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stratified_sample_takes_all_none_or_some_of_a_stratum()
    {
        DataFrame frame = Spark.Range(300).SelectExpr("id", "id % 3 AS k");
        Dictionary<int, double> fractions = new() { [0] = 1, [1] = 0.5 };
        Row[] counts = frame.Stat().SampleBy("k", fractions, 5).GroupBy("k").Count().OrderBy("k").Collect().ToArray();
        Assert.Equal([0, 1], counts.Select(row => row.Get("k")));
        Assert.Equal(100, counts[0].Get("count"));
        Assert.InRange(counts[1].GetAs<long>("count"), 30, 70);
        Assert.Empty(frame.Stat().SampleBy(frame["k"], new Dictionary<long, double>(), 5).Collect());
        Assert.EndsWith("requirement failed: Fractions must be in [0, 1], but got Map(0 -> 2.0).", BatchSession.ErrorOf(() => frame.Stat().SampleBy("k", new Dictionary<int, double> { [0] = 2 }, 1)), StringComparison.Ordinal);
    }

    private static DataFrame Frame(params (string? Name, int? Age)[] rows) =>
        Spark.CreateDataFrame(rows.Select(row => new GenericRow([row.Name!, row.Age!, true])), People);
}
