namespace Grader.Scenarios.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("2s", 2_000)]
    [InlineData("90s", 90_000)]
    [InlineData("1m 30s", 90_000)]
    [InlineData("1h 1ms", 3_600_001)]
    [InlineData("24h", 86_400_000)]
    public void A_duration_is_a_sum_of_falling_units(string text, long milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), DurationText.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("1.5s")]
    [InlineData("-1s")]
    [InlineData("1s 1m")]
    [InlineData("1s 1s")]
    [InlineData("24h 1ms")]
    [InlineData("99999999999s")]
    [InlineData("5 seconds")]
    public void Anything_else_is_no_duration(string text) => Assert.Null(DurationText.TryParse(text));

    [Fact]
    public void What_is_printed_reads_back()
    {
        for (long milliseconds = 0; milliseconds <= 86_400_000; milliseconds += 59_977)
        {
            TimeSpan duration = TimeSpan.FromMilliseconds(milliseconds);
            Assert.Equal(duration, DurationText.TryParse(DurationText.Print(duration)));
        }
    }
}
