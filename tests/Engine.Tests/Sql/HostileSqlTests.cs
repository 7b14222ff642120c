using System.Text;

namespace Grader.Engine.Tests.Sql;

/// <summary>Small texts that mean much work: each ends, with rows or with an error that names its limit.</summary>
public sealed class HostileSqlTests() : SqlFixture(EngineLimits.Default with { RowsPerBatch = 100_000, CellsPerBatch = 10_000 })
{
    private const int Levels = 200;

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    [Fact]
    public void Cross_joins_meet_the_row_budget() =>
        Assert.Contains("100000 rows, which is this engine's limit", ErrorOf("SELECT count(*) FROM range(1000) a, range(1000) b, range(1000) c").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT sequence(1, 1000) FROM range(100)")]
    [InlineData("SELECT collect_list(sequence(id, id + 1000)) FROM range(100)")]
    [InlineData("SELECT map_from_arrays(sequence(1, 500), sequence(1, 500)) FROM range(100)")]
    [InlineData("SELECT repeat('ab', 10000) FROM range(1000)")]
    [InlineData("SELECT id, id + 1, id + 2 FROM range(5000) ORDER BY id")]
    [InlineData("SELECT count(*) FROM (SELECT id, rank() OVER (ORDER BY id) FROM range(5000))")]
    [InlineData("SELECT count(*) FROM range(10) a JOIN (SELECT id, id AS x FROM range(5000)) b ON a.id = b.id")]
    [InlineData("SELECT count(*) FROM (SELECT DISTINCT id, -id FROM range(5000))")]
    [InlineData("SELECT count(*) FROM (SELECT id, sum(id) FROM range(5000) GROUP BY id)")]
    [InlineData("SELECT count(DISTINCT id), collect_list(id) FROM range(5000)")]
    [InlineData("SELECT count(*) FROM (SELECT id FROM range(5000) EXCEPT SELECT id FROM range(10))")]
    [InlineData("SELECT count(*) FROM range(10) WHERE id IN (SELECT id FROM range(5000))")]
    [InlineData("SELECT max(upper(concat('row ', id))) FROM range(5000)")]
    [InlineData("SELECT transform(sequence(1, 100), x -> sequence(1, 100)) FROM range(100)")]
    public void Rows_that_are_each_within_bounds_meet_the_budget_of_their_batch(string sql) =>
        Assert.Contains("10000 values, which is this engine's limit", ErrorOf(sql).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_that_pass_through_use_nothing_of_that_budget() =>
        Assert.Equal("50000", Rows("SELECT count(id + 1) FROM range(50000)"));

    [Fact]
    public void Show_makes_no_more_rows_than_it_shows() =>
        Assert.Equal("+---+\n| id|\n+---+\n|  0|\n+---+\nonly showing top 1 row\n", Show("SELECT id FROM range(5000)", rowCount: 1));

    [Fact]
    public void Common_table_expressions_that_double_meet_the_plan_budget()
    {
        var text = new StringBuilder("WITH c0 AS (SELECT 1 AS n)");
        for (int i = 1; i <= 40; i++)
        {
            text.Append($", c{i} AS (SELECT a.n FROM c{i - 1} a JOIN c{i - 1} b ON a.n = b.n)");
        }

        Assert.Contains("operators, which is this engine's limit", ErrorOf(text.Append(" SELECT * FROM c40").ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_double_meet_their_budget()
    {
        string items = string.Join(", ", Enumerable.Range(1, 40).Select(i => $"a{i - 1} + a{i - 1} AS a{i}"));
        Assert.Contains("10000 nodes", ErrorOf($"SELECT 1 AS a0, {items}").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_on_views_without_end_are_refused_and_overflow_no_stack()
    {
        View("v0", "SELECT 1 AS n");
        Grader.Plans.SparkException thrown = Assert.Throws<Grader.Plans.SparkException>(() =>
        {
            for (int i = 1; i < 5000; i++)
            {
                View($"v{i}", $"SELECT n + 1 AS n FROM v{i - 1} WHERE n > 0");
            }
        });
        Assert.Contains("nested too deeply", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_views_still_run()
    {
        View("v0", "SELECT 1 AS n");
        for (int i = 1; i <= Levels; i++)
        {
            View($"v{i}", $"SELECT n + 1 AS n FROM v{i - 1} WHERE n > 0");
        }

        Assert.Equal(Levels + 1, int.Parse(Rows($"SELECT n FROM v{Levels}"), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("SELECT ", "(", "1", ")")]
    [InlineData("SELECT * FROM ", "(SELECT * FROM ", "t", ")")]
    [InlineData("SELECT ", "(SELECT ", "1", ")")]
    [InlineData("SELECT ", "CASE WHEN true THEN ", "1", " END")]
    [InlineData("SELECT * FROM ", "(", "t", ")")]
    [InlineData("SELECT 1 WHERE ", "EXISTS (SELECT 1 WHERE ", "true", ")")]
    [InlineData("SELECT ", "NOT ", "true", "")]
    [InlineData("SELECT 1 ", "UNION ALL SELECT 1 ", "", "")]
    [InlineData("SELECT ", "1 + ", "1", "")]
    public void Nesting_ends_in_rows_or_an_error(string start, string opening, string middle, string closing)
    {
        foreach (int levels in new[] { 30, 300, 3000, 30_000 })
        {
            Exception? thrown = Record.Exception(() => Rows(start + Repeat(opening, levels) + middle + Repeat(closing, levels)));
            Assert.True(thrown is null or Grader.Plans.SparkException, thrown?.ToString());
        }
    }

    [Fact]
    public void Wide_expressions_run()
    {
        Assert.Equal("9999", Rows($"SELECT CASE {string.Concat(Enumerable.Range(0, 10_000).Select(i => $"WHEN id = {i - 9998} THEN {i} "))} END FROM t WHERE id = 1"));
        Assert.Equal("2", Rows($"SELECT count(*) FROM t WHERE id IN ({string.Join(", ", Enumerable.Range(3, 20_000))})"));
        Assert.Equal("5000", Rows($"SELECT count(*) FROM VALUES {string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"({i}, 'x')"))}"));
    }

    [Fact]
    public void Correlated_sub_queries_read_the_inner_rows_once_for_equal_keys() =>
        Assert.Equal("1000", Rows("SELECT sum((SELECT count(*) FROM range(1000) b WHERE b.id = a.id)) FROM range(1000) a"));

    [Fact]
    public void Too_many_grouping_sets_are_refused() => Assert.Contains("4096 grouping sets",
        ErrorOf($"SELECT 1 FROM t GROUP BY CUBE({string.Join(", ", Enumerable.Range(0, 30).Select(i => $"id + {i}"))})").Message, StringComparison.Ordinal);
}
