using Grader.Engine.Text;
using Grader.Plans;

namespace Grader.Engine.Tests.Text;

public class JavaRegexTests
{
    [Theory]
    [InlineData(@"\d+", "12", "１２")] // digits are ASCII in Java
    [InlineData(@"\w+", "a_1", "é")]
    [InlineData(@"^[\w]+$", "ab", "ж")]
    [InlineData(@"\s", " ", "\u00A0")]
    [InlineData(@"\h", "\u00A0", "\n")]
    [InlineData(@"^\Qa.b\E$", "a.b", "axb")]
    [InlineData(@"^\Q[x", "[x", "x")]
    [InlineData(@"^\p{Alpha}+$", "abc", "ab1")]
    [InlineData(@"^[\p{Upper}\p{Digit}]+$", "A1", "a1")]
    [InlineData(@"^\p{Punct}$", "-", "a")]
    [InlineData(@"^\p{L}+$", "жар", "ж1")]
    [InlineData(@"(?i)^SPARK$", "spark", "sparks")]
    [InlineData(@"^\D\W\S$", "a-b", "1-b")]
    [InlineData(@"^(a|b)\1$", "aa", "ab")]
    public void A_pattern_matches_what_Java_matches(string pattern, string matching, string other)
    {
        JavaRegex regex = JavaRegex.Create(pattern);
        Assert.True(regex.IsMatch(matching));
        Assert.False(regex.IsMatch(other));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[a")]
    [InlineData("*")]
    [InlineData(@"\")]
    [InlineData("a{2,1}")]
    public void A_broken_pattern_is_Sparks_error(string pattern) =>
        Assert.Equal("INVALID_PARAMETER_VALUE.PATTERN", Assert.Throws<SparkException>(() => JavaRegex.Create(pattern)).Error.ErrorClass);

    [Theory]
    [InlineData("a,b,,", ",", -1, "a|b||")]
    [InlineData("a,b,c", ",", 2, "a|b,c")]
    [InlineData("", ",", -1, "")]
    [InlineData("abc", "", -1, "a|b|c|")]
    [InlineData(",a", ",", -1, "|a")]
    [InlineData("a1b22c", "[0-9]+", 0, "a|b|c")]
    public void Split_gives_the_parts_that_Java_gives(string text, string pattern, int limit, string parts) =>
        Assert.Equal(parts, string.Join('|', JavaRegex.Create(pattern).Split(text, limit)));

    [Theory]
    [InlineData("100-200", @"(\d+)-(\d+)", "$2:$1", "200:100")]
    [InlineData("ab", "a", @"\$1", "$1b")]
    [InlineData("aaa", "a", "", "")]
    public void Replace_reads_groups_and_escapes_as_Java_does(string text, string pattern, string replacement, string result) =>
        Assert.Equal(result, JavaRegex.Create(pattern).Replace(text, replacement));

    [Theory]
    [InlineData("a%", "a\nb", true)]
    [InlineData("a_c", "abc", true)]
    [InlineData(@"a\%", "a%", true)]
    [InlineData(@"a\%", "ab", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("", "", true)]
    public void Like_knows_percent_underscore_and_its_escape(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new LikePattern(pattern, '\\', ignoresCase: false).IsMatch(text));
}
