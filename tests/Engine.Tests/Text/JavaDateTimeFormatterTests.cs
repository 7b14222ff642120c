using Grader.Engine.Text;
using Grader.Plans;

namespace Grader.Engine.Tests.Text;

public sealed class JavaDateTimeFormatterTests
{
    private const long LeapDay = 1_709_251_199_123_456; // 2024-02-29 23:59:59.123456

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss.SSS", "2024-02-29 23:59:59.123")]
    [InlineData("DDD", "060")]
    [InlineData("EEEE MMMM", "Thursday February")]
    [InlineData("SSSSSS", "123456")]
    [InlineData("dd.MM.yyyy", "29.02.2024")]
    [InlineData("h:mm a 'o''clock'", "11:59 PM o'clock")]
    [InlineData("E d MMM yy XXX", "Thu 29 Feb 24 Z")]
    [InlineData("HH:mm Z", "23:59 +0000")]
    public void Letters_print_as_Java_prints_them(string pattern, string expected) =>
        Assert.Equal(expected, JavaDateTimeFormatter.Create(pattern, TimeZoneInfo.Utc).Format(LeapDay));

    [Theory]
    [InlineData("dd/MM/yyyy", "01/02/2024", "2024-02-01 00:00:00")]
    [InlineData("yyyy-MM-dd HH:mm", "2024-03-01 10:20", "2024-03-01 10:20:00")]
    [InlineData("dd MMM yyyy", "01 Mar 2024", "2024-03-01 00:00:00")]
    [InlineData("dd MMM yyyy", "01 mar 2024", "2024-03-01 00:00:00")]
    [InlineData("yyyy-MM-dd HH:mm Z", "2024-03-01 10:20 +0300", "2024-03-01 07:20:00")]
    [InlineData("yyyy-MM-dd HH:mm:ss.SSSSSS", "2024-03-01 10:20:30.5", "2024-03-01 10:20:30.5")]
    [InlineData("yyyyMMddHHmmss", "20240301102030", "2024-03-01 10:20:30")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ssXXX", "2024-03-01T10:20:30+03:00", "2024-03-01 07:20:30")]
    [InlineData("yyyy-MM-dd[ HH:mm]", "2024-03-01", "2024-03-01 00:00:00")]
    public void Texts_of_the_pattern_are_read(string pattern, string text, string expected)
    {
        Assert.True(JavaDateTimeFormatter.Create(pattern, TimeZoneInfo.Utc).TryParse(text, out long micros));
        Assert.Equal(expected, TemporalText.FormatTimestamp(micros, TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData("yyyy-MM-dd", "2024-3-1")]
    [InlineData("yyyy-MM-dd", "2024-02-30")]
    [InlineData("yyyy-MM-dd", "2024-03-01 10:00")]
    public void What_only_the_old_parser_took_fails_the_query(string pattern, string text)
    {
        JavaDateTimeFormatter formatter = JavaDateTimeFormatter.Create(pattern, TimeZoneInfo.Utc);
        Assert.False(formatter.TryParse(text, out _));
        SparkException thrown = Assert.Throws<SparkException>(() => formatter.TryParseOrRefuse(text, out _));
        Assert.Equal("INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER", thrown.Error.ErrorClass);
    }

    [Fact]
    public void What_neither_parser_takes_is_just_no_match() =>
        Assert.False(JavaDateTimeFormatter.Create("dd.MM.yyyy HH:mm", TimeZoneInfo.Utc).TryParseOrRefuse("2023-11-10T12:00:05Z", out _));

    [Fact]
    public void Week_based_letters_are_refused_in_Sparks_words()
    {
        SparkException thrown = Assert.Throws<SparkException>(() => JavaDateTimeFormatter.Create("D w Q", TimeZoneInfo.Utc));
        Assert.Equal("IllegalArgumentException", thrown.Error.ExceptionClass);
        Assert.Equal("All week-based patterns are unsupported since Spark 3.0, detected: w, Please use the SQL function EXTRACT instead", thrown.Message);
    }

    /// <summary>Source: CompositePrinterParser.parse of the JDK, which tries no part a second time.</summary>
    [Fact]
    public void An_optional_part_that_matched_is_not_given_back()
    {
        Assert.False(JavaDateTimeFormatter.Create("yyyy['-']'-'MM-dd", TimeZoneInfo.Utc).TryParse("2024-05-06", out _));
        Assert.True(JavaDateTimeFormatter.Create("yyyy['-']'-'MM-dd", TimeZoneInfo.Utc).TryParse("2024--05-06", out _));
    }

    /// <summary>A pattern of 200,000 brackets once ended the process: its reading recursed.</summary>
    [Fact]
    public void Optional_parts_in_optional_parts_have_a_bound()
    {
        string Nested(int levels) => new string('[', levels) + "yyyy" + new string(']', levels);

        Assert.True(JavaDateTimeFormatter.Create(Nested(100), TimeZoneInfo.Utc).TryParse("2024", out _));
        Assert.Throws<SparkException>(() => JavaDateTimeFormatter.Create(Nested(200_000), TimeZoneInfo.Utc));
    }
}
