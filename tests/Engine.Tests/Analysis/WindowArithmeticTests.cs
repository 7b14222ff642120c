using Grader.Engine.Analysis;

namespace Grader.Engine.Tests.Analysis;

public sealed class WindowArithmeticTests
{
    [Theory]
    [InlineData(-1, 10, 0, 0, -10)]
    [InlineData(0, 10, 0, 0, 0)]
    [InlineData(9, 10, 0, 0, 0)]
    [InlineData(10, 10, 0, 0, 10)]
    [InlineData(2, 10, 3, 0, -7)]
    [InlineData(2, 10, -2, 0, -2)]
    [InlineData(7, 5, 0, 1, 0)]
    public void A_window_starts_at_the_last_multiple_of_the_slide_after_the_offset(long time, long slide, long offset, long index, long start) =>
        Assert.Equal(start, TimeWindowing.Start(time, slide, offset, index));
}

public sealed class ColumnNamesTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.b", "a|b")]
    [InlineData("`a.b`.c", "a.b|c")]
    [InlineData("`a``b`", "a`b")]
    public void Dots_separate_and_back_quotes_escape(string name, string parts) => Assert.Equal(parts, string.Join('|', ColumnNames.Parse(name)));

    [Theory]
    [InlineData("`a")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a`b")]
    public void Names_with_loose_dots_or_quotes_are_refused(string name) =>
        Assert.Equal($"Syntax error in attribute name: {name}.", Assert.Throws<Plans.SparkException>(() => ColumnNames.Parse(name)).Message);
}
