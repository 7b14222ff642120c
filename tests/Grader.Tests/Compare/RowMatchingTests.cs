using Grader.Compare;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Tests.Compare;

public sealed class RowMatchingTests
{
    [Theory]
    [InlineData(double.NaN, double.NaN, true)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, false)]
    [InlineData(double.PositiveInfinity, double.MaxValue, false)]
    [InlineData(double.NaN, 0.0, false)]
    [InlineData(0.0, -0.0, true)]
    [InlineData(0.0, 1e-300, false)]
    [InlineData(1e300, 1.0000000005e300, true)]
    [InlineData(1.0, 1.000000002, false)]
    [InlineData(-5.0, -5.0000000001, true)]
    public void Doubles_are_near_by_a_relative_tolerance(double expected, double actual, bool match) =>
        Assert.Equal(match, Difference([[Datum.Of(expected)]], [[Datum.Of(actual)]], new DoubleType()).IsEmpty);

    [Fact]
    public void A_null_matches_only_a_null()
    {
        Assert.True(Difference([[Datum.Null]], [[Datum.Null]], new DoubleType()).IsEmpty);
        Assert.False(Difference([[Datum.Null]], [[Datum.Of(0.0)]], new DoubleType()).IsEmpty);
        Assert.False(Difference([[Datum.Null]], [[Datum.Of("")]], new StringType()).IsEmpty);
    }

    [Fact]
    public void A_row_that_comes_twice_is_wanted_twice()
    {
        Datum[] row = [Datum.Of("a")];

        RowDifference difference = Difference([row, row, row], [row, row], new StringType());

        Assert.Single(difference.Missing);
        Assert.Empty(difference.Unexpected);
    }

    [Fact]
    public void Texts_cannot_run_into_each_other() =>
        Assert.False(Difference([[Datum.Of("a;s1:b"), Datum.Of("c")]], [[Datum.Of("a"), Datum.Of("b;s1:c")]], new StringType(), new StringType()).IsEmpty);

    [Fact]
    public void A_map_has_no_order()
    {
        var type = new MapType(new StringType(), new DoubleType());
        Datum Map(params (string Key, double Value)[] entries) =>
            Datum.Of(new MapDatum([.. entries.Select(entry => Datum.Of(entry.Key))], [.. entries.Select(entry => Datum.Of(entry.Value))]));

        Assert.True(Difference([[Map(("a", 1), ("b", 2))]], [[Map(("b", 2), ("a", 1))]], type).IsEmpty);
        Assert.False(Difference([[Map(("a", 1), ("b", 2))]], [[Map(("a", 2), ("b", 1))]], type).IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Many_rows_of_several_doubles_find_their_partners_whatever_the_order(int seed)
    {
        var random = new Random(seed);
        Datum[][] expected = [.. Enumerable.Range(0, 20_000).Select(_ => new[] { Datum.Of((double)random.Next(5)), Datum.Of(random.NextDouble()), Datum.Of((double)random.Next(3)) })];
        Datum[][] actual = [.. expected.Select(row => row.Select(cell => Datum.Of(cell.Double * (1 + (random.NextDouble() * 1e-12)))).ToArray())];
        random.Shuffle(actual);
        DataType[] types = [new DoubleType(), new DoubleType(), new DoubleType()];

        Assert.True(RowDifference.Of(expected, actual, types, []).IsEmpty);
        actual[7] = [actual[7][0], Datum.Of(actual[7][1].Double + 2), actual[7][2]];
        RowDifference difference = RowDifference.Of(expected, actual, types, []);
        Assert.Equal((0, 0, 1), (difference.Missing.Count, difference.Unexpected.Count, difference.Changed.Count));
    }

    [Fact]
    public void Equal_rows_without_end_cost_no_more_than_sorting()
    {
        Datum[] same = [Datum.Of(1.0), Datum.Of(2.0)];
        Datum[][] expected = [.. Enumerable.Repeat(same, 100_000)];

        Assert.Single(RowDifference.Of(expected, expected[1..], [new DoubleType(), new DoubleType()], []).Missing);
    }

    [Fact]
    public void Rows_of_one_key_are_paired_as_changed_as_far_as_they_go()
    {
        Datum[] Row(string key, long value) => [Datum.Of(key), Datum.Of(value)];

        RowDifference difference = RowDifference.Of(
            [Row("a", 1), Row("a", 2), Row("b", 1)], [Row("a", 3), Row("c", 1)], [new StringType(), new LongType()], [0]);

        Assert.Equal(1, Assert.Single(difference.Changed).Expected[1].Int64);
        Assert.Equal(["a", "b"], difference.Missing.Select(row => row[0].String));
        Assert.Equal(["c"], difference.Unexpected.Select(row => row[0].String));
    }

    private static RowDifference Difference(Datum[][] expected, Datum[][] actual, params DataType[] types) =>
        RowDifference.Of(expected, actual, types, Enumerable.Range(0, types.Length).ToSeq());
}
