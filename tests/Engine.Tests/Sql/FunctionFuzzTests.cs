using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Tests.Sql;

/// <summary>Every function with the extremes of every type, in every place: a value, null or Spark's kind of error, never a failure of the engine.</summary>
public sealed class FunctionFuzzTests : SqlFixture
{
    private static readonly string[] Extremes =
    [
        "NULL", "true", "0", "-1", "2147483647", "-2147483648", "9223372036854775807L", "CAST('-9223372036854775808' AS BIGINT)", "127Y", "99999999999999999999999999999999999999BD", "0.5BD",
        "CAST('NaN' AS DOUBLE)", "CAST('-Infinity' AS DOUBLE)", "1.7976931348623157E308D", "-0.0D", "''", "'a'", "'%s%d%n%'", "'[('", "'yyyy-MM-dd'", "'{\"a\":[1,{\"b\":null}]}'", "'ID'", "'$.a[*]'",
        "'\\uD800\\u0000'", "repeat('ab', 5000)", "X'00FF80'", "date'0001-01-01'", "date'9999-12-31'", "timestamp'1970-01-01 00:00:00'", "timestamp_micros(9223372036854775807L)", "timestamp_micros(CAST('-9223372036854775808' AS BIGINT))",
        "interval 1 month", "interval 178000000 years", "interval '106751991 04:00:54' DAY TO SECOND", "array()", "array(1, null, 3)", "array('a', null)", "array(array(1), null)", "map()", "map('a', 1, 'b', null)", "struct()", "named_struct('a', 1, 'b', null)",
        "x -> x", "(x, y) -> x", "'a INT, b STRUCT<c: ARRAY<INT>>'", "map('timestampFormat', 'QQQQQ')", "CAST(NULL AS ARRAY<INT>)",
    ];

    private static readonly string[] Operations =
    [
        "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}", "{0} % {1}", "{0} div {1}", "{0} = {1}", "{0} <=> {1}", "{0} < {1}", "{0} BETWEEN {1} AND {2}", "{0} IN ({1}, {2})", "{0} LIKE {1}", "{0} RLIKE {1}", "{0} || {1}", "{0} & {1}", "{0} ^ {1}", "- {0}", "~ {0}",
        "NOT {0}", "{0} AND {1}", "{0}[{1}]", "{0}.a", "CASE WHEN {0} THEN {1} ELSE {2} END", "CASE {0} WHEN {1} THEN {2} END", "CAST({0} AS INT)", "CAST({0} AS DECIMAL(38, 38))", "CAST({0} AS TIMESTAMP)", "CAST({0} AS STRING)", "CAST({0} AS DATE)", "CAST({0} AS BINARY)",
        "CAST({0} AS ARRAY<BIGINT>)", "CAST({0} AS MAP<STRING, INT>)", "CAST({0} AS STRUCT<a: INT>)", "CAST({0} AS INTERVAL DAY TO SECOND)", "try_cast({0} AS BIGINT)", "extract(SECOND FROM {0})", "{0} IS NULL", "{0} AT TIME ZONE {1}", "{0} IS DISTINCT FROM {1}",
        "sum({0}) OVER (ORDER BY {1})", "lag({0}, {1}, {2}) OVER (ORDER BY id)", "sum(id) OVER (ORDER BY id RANGE BETWEEN {0} PRECEDING AND {1} FOLLOWING)", "count(DISTINCT {0}, {1})", "max({0}) FILTER (WHERE {1})", "percentile_cont({0}) WITHIN GROUP (ORDER BY {1})",
    ];

    // A fixed sequence: the same cases in every run.
    private const int Seed = 20240101;
    private const int Tries = 60;

    [Fact]
    public void Functions_of_extremes_give_a_value_or_an_error_of_Sparks_kind()
    {
        var random = new Random(Seed);
        List<string> faults = [];
        foreach (string name in FunctionRegistry.BuiltIn.Documentation.Select(entry => entry.Name).Where(name => char.IsAsciiLetter(name[0])))
        {
            for (int i = 0; i < Tries; i++)
            {
                Try($"SELECT {name}({string.Join(", ", Enumerable.Range(0, random.Next(5)).Select(_ => Extreme()))}) FROM t");
            }
        }

        foreach (string operation in Operations)
        {
            for (int i = 0; i < 4 * Tries; i++)
            {
                Try($"SELECT {string.Format(CultureInfo.InvariantCulture, operation, Extreme(), Extreme(), Extreme())} FROM t");
            }
        }

        string[] clauses = ["ORDER BY {0}", "GROUP BY {0}", "WHERE {0}", "GROUP BY CUBE({0}, {1})", "LIMIT {0}", "OFFSET {0}", "SORT BY {0} NULLS FIRST", "JOIN u ON {0}", "LATERAL VIEW explode({0}) e", "LATERAL VIEW posexplode_outer({0}) e", "TABLESAMPLE ({0} PERCENT)"];
        foreach (string clause in clauses)
        {
            for (int i = 0; i < 4 * Tries; i++)
            {
                Try($"SELECT count(*) FROM t {string.Format(CultureInfo.InvariantCulture, clause, Extreme(), Extreme())}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));

        string Extreme() => Extremes[random.Next(Extremes.Length)];

        void Try(string call)
        {
            try
            {
                _ = Rows(call);
            }
            catch (SparkException)
            {
                // Spark's answer to it.
            }
#pragma warning disable CA1031 // Whatever else comes is what the test looks for.
            catch (Exception error)
#pragma warning restore CA1031
            {
                faults.Add($"{call}: {error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n')[0].Trim()}");
            }
        }
    }
}
