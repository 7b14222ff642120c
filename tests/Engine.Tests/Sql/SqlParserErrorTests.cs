using Grader.Engine.Sql;
using Grader.Plans;

namespace Grader.Engine.Tests.Sql;

public sealed class SqlParserErrorTests
{
    private static readonly string[] Seeds =
    [
        "CASE WHEN a > 1 THEN 'x' ELSE r'y' END AS z", "a[0].b + INTERVAL '1 2:03:04' DAY TO SECOND", "transform(xs, (x, i) -> x * -i)",
        "SELECT k, count(*) FROM (SELECT * FROM v) q GROUP BY k HAVING count(*) > 1 ORDER BY 2 DESC LIMIT 3",
        "WITH a AS (SELECT 1) SELECT * FROM a LEFT JOIN b USING (k) LATERAL VIEW explode(x) t AS y", "CAST(s AS DECIMAL(10,2)) BETWEEN 1L AND 2e3",
    ];

    [Theory]
    [InlineData("v >", "\n[PARSE_SYNTAX_ERROR] Syntax error at or near end of input.(line 1, pos 3)\n\n== SQL ==\nv >\n---^^^\n")]
    [InlineData("s::int", "\n[PARSE_SYNTAX_ERROR] Syntax error at or near ':'.(line 1, pos 1)\n\n== SQL ==\ns::int\n-^^^\n")]
    public void Syntax_errors_are_in_Sparks_words(string text, string message)
    {
        SparkException thrown = Assert.Throws<SparkException>(() => SqlParser.ParseExpression(text));
        Assert.Equal("PARSE_SYNTAX_ERROR", thrown.Error.ErrorClass);
        Assert.Equal(message.Trim(), thrown.Message.Trim());
    }

    [Fact]
    public void Garbled_text_gives_a_plan_or_a_Spark_error_and_nothing_else()
    {
        ulong state = 20240301;
        int Next(int below) => (int)((state = unchecked(state * 6364136223846793005 + 1442695040888963407)) >> 33) % below;
        const string Alphabet = "()[]<>'\"`.,:;-+*/%=!|&^~@#$\\ \n0123456789eELDrxasN";
        for (int round = 0; round < 20_000; round++)
        {
            string text = Seeds[Next(Seeds.Length)];
            for (int edits = 1 + Next(4); edits > 0; edits--)
            {
                int at = Next(text.Length + 1);
                text = text[..at] + Alphabet[Next(Alphabet.Length)] + text[Math.Min(text.Length, at + Next(3))..];
            }

            foreach (Action parse in new Action[]
            {
                () => SqlParser.ParseExpression(text), () => SqlParser.ParseQuery(text), () => SqlParser.ParseSchema(text), () => SqlParser.ParseInterval(text),
            })
            {
                Exception? thrown = Record.Exception(parse);
                Assert.True(thrown is null or SparkException, $"{text}\n{thrown}");
            }
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("NOT ")]
    [InlineData("array(")]
    public void Nesting_without_end_is_refused_and_overflows_no_stack(string opening) =>
        Assert.Throws<SparkException>(() => SqlParser.ParseExpression(string.Concat(Enumerable.Repeat(opening, 20_000)) + "1"));
}
