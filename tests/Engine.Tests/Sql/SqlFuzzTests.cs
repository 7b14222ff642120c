using System.Text;
using Grader.Engine.Sql;
using Grader.Plans;

namespace Grader.Engine.Tests.Sql;

/// <summary>Random statements of the grammar, mutated, and random tokens: the parser gives a plan or its own error, and a statement that parses also analyzes and runs to rows or an error.</summary>
public sealed class SqlFuzzTests() : SqlFixture(EngineLimits.Default with { RowsPerBatch = 10_000 })
{
    private static readonly string[] Tokens =
    [
        "SELECT", "FROM", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "SORT", "LIMIT", "OFFSET", "UNION", "ALL", "EXCEPT", "INTERSECT", "JOIN", "LEFT", "SEMI", "ANTI", "CROSS", "NATURAL",
        "LATERAL", "VIEW", "OUTER", "ON", "USING", "AS", "WITH", "VALUES", "TABLE", "PIVOT", "UNPIVOT", "FOR", "IN", "NOT", "EXISTS", "BETWEEN", "AND", "OR", "LIKE", "ESCAPE", "IS", "NULL",
        "CASE", "WHEN", "THEN", "ELSE", "END", "CAST", "INT", "ARRAY", "<", ">", "INTERVAL", "DAY", "TO", "SECOND", "OVER", "PARTITION", "ROWS", "RANGE", "UNBOUNDED", "PRECEDING", "FOLLOWING",
        "CURRENT", "ROW", "WINDOW", "w", "ROLLUP", "CUBE", "GROUPING", "SETS", "TABLESAMPLE", "PERCENT", "DISTINCT", "FILTER", "IGNORE", "NULLS", "t", "u", "id", "k", "x", "1", "2.5", "'a'", "`q`",
        "(", ")", "(", ")", ",", ",", ".", "*", "+", "-", "=", "<=>", "->", "[", "]", "||", "sum", "count", "explode", "range", "row_number", "lag", "/*", "*/", "--", ";", "\n", "\"", "'",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_statements_end_in_a_plan_or_a_Spark_error(int seed)
    {
        for (int round = 0; round < 4000; round++)
        {
            // A seed of its own for each round: a failure is made again from one number.
            int own = unchecked((seed * 1_000_003) + round);
            string text = Statement(new Random(own));
            List<Action> uses = [() => SqlParser.ParseQuery(text), () => SqlParser.ParseExpression(text)];
            if (round % 4 == 0)
            {
                uses.Add(() => Rows(text));
            }

            foreach (Action use in uses)
            {
                Exception? thrown = Record.Exception(use);
                Assert.True(thrown is null or SparkException, $"seed {own}\n{text}\n{thrown}");
            }
        }
    }

    private static string Statement(Random random)
    {
        if (random.Next(4) == 0)
        {
            return string.Join(' ', Enumerable.Range(0, random.Next(1, 60)).Select(_ => Tokens[random.Next(Tokens.Length)]));
        }

        List<string> words = [.. Query(random, 4).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        for (int edits = random.Next(4); edits > 0 && words.Count > 0; edits--)
        {
            int at = random.Next(words.Count);
            switch (random.Next(4))
            {
                case 0:
                    words.RemoveAt(at);
                    break;
                case 1:
                    words.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 2:
                    words[at] = Tokens[random.Next(Tokens.Length)];
                    break;
                default:
                    words.InsertRange(at, words.GetRange(random.Next(words.Count), 1));
                    break;
            }
        }

        return string.Join(' ', words);
    }

    private static string Query(Random random, int depth)
    {
        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
        string E(int level) => level <= 0 ? Pick("id", "k", "x", "1", "'a'", "NULL", "t.id") : random.Next(12) switch
        {
            0 => $"{E(level - 1)} {Pick("+", "*", "=", "<", "AND", "OR", "||", "IS DISTINCT FROM")} {E(level - 1)}",
            1 => $"( {E(level - 1)} )",
            2 => $"CASE WHEN {E(level - 1)} THEN {E(level - 1)} ELSE {E(level - 1)} END",
            3 => $"{Pick("sum", "count", "max", "upper", "coalesce", "explode", "grouping")} ( {E(level - 1)} )",
            4 => $"{Pick("row_number ( )", "sum ( id )", "lag ( x , 1 )", "rank ( )")} OVER ( PARTITION BY {E(0)} ORDER BY {E(0)} {Pick("", "ROWS BETWEEN 1 PRECEDING AND CURRENT ROW", "RANGE BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING")} )",
            5 => $"{E(level - 1)} {Pick("", "NOT")} IN ( {(random.Next(2) == 0 ? Query(random, depth - 2) : E(0))} )",
            6 => $"{Pick("", "NOT")} EXISTS ( {Query(random, depth - 2)} )",
            7 => $"( {Query(random, depth - 2)} )",
            8 => $"CAST ( {E(level - 1)} AS {Pick("INT", "STRING", "DOUBLE")} )",
            9 => $"{E(level - 1)} BETWEEN {E(0)} AND {E(0)}",
            _ => E(0),
        };
        string R(int level) => level <= 0 ? Pick("t", "u", "range ( 3 )") : random.Next(8) switch
        {
            0 => $"( {Query(random, level - 1)} ) q",
            1 => $"{R(level - 1)} {Pick("JOIN", "LEFT JOIN", "FULL OUTER JOIN", "SEMI JOIN", "CROSS JOIN")} {R(0)} {Pick("", "ON " + E(1), "USING ( k )")}",
            2 => $"{R(level - 1)} , {R(0)} r",
            3 => $"t PIVOT ( sum ( id ) FOR k IN ( 'a' , 'b' AS z ) )",
            4 => $"VALUES ( {E(0)} , 1 ) AS v ( id , x )",
            5 => $"{R(level - 1)} , LATERAL ( {Query(random, level - 1)} ) l",
            _ => Pick("t", "u", "t AS t TABLESAMPLE ( 50 PERCENT )"),
        };
        if (depth <= 0)
        {
            return $"SELECT {E(0)} FROM t";
        }

        var text = new StringBuilder();
        text.Append(Pick("", "", "WITH c AS ( SELECT 1 AS id ) ")).Append("SELECT ").Append(Pick("", "DISTINCT ")).Append(Pick("*", E(2), $"{E(2)} AS a , {E(1)}"))
            .Append(" FROM ").Append(R(depth - 1)).Append(Pick("", " LATERAL VIEW explode ( array ( 1 , 2 ) ) y AS z", ""))
            .Append(Pick("", $" WHERE {E(2)}")).Append(Pick("", "", $" GROUP BY {E(1)}", $" GROUP BY ROLLUP ( {E(0)} , id )", " GROUP BY ALL"))
            .Append(Pick("", $" HAVING {E(1)}", "", "")).Append(Pick("", $" UNION {Query(random, depth - 2)}", "", ""))
            .Append(Pick("", $" ORDER BY {E(1)} DESC", " ORDER BY 1")).Append(Pick("", " LIMIT 3", " LIMIT 2 OFFSET 1"));
        return text.ToString();
    }
}
