namespace Grader.Engine.Tests.Sql;

public sealed class SqlQueryTests : SqlFixture
{
    [Theory]
    [InlineData("k LIKE ANY ('a%', 'x%')", "True True False -")]
    [InlineData("k LIKE ALL ('a%', '%a')", "True True False -")]
    [InlineData("k NOT LIKE ANY ('a%', 'b%')", "True True True -")]
    [InlineData("k NOT LIKE ALL ('a%', 'x%')", "False False True -")]
    [InlineData("k ILIKE SOME ('A', 'B')", "True True True -")]
    public void A_quantified_like_tests_each_pattern_by_itself(string condition, string expected) =>
        Assert.Equal(expected, Rows($"SELECT {condition} AS c FROM t ORDER BY id").Replace('\n', ' '));

    [Theory]
    [InlineData("SELECT id FROM t WHERE k NOT IN (SELECT k FROM u WHERE k IS NOT NULL) ORDER BY id", "3")]
    [InlineData("SELECT id FROM t WHERE k NOT IN (SELECT k FROM u)", "")]
    [InlineData("SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.k = t.k) ORDER BY id", "3\n4")]
    [InlineData("SELECT id, (SELECT count(*) FROM u WHERE u.k = t.k) FROM t ORDER BY id", "1 1\n2 1\n3 0\n4 0")]
    [InlineData("SELECT id, (SELECT max(w) FROM u WHERE u.k = t.k) + id AS m FROM t ORDER BY id", "1 101\n2 102\n3 -\n4 -")]
    [InlineData("SELECT id FROM t WHERE (id, k) IN (SELECT 2, 'a') OR id = (SELECT max(id) FROM t) ORDER BY id", "2\n4")]
    [InlineData("SELECT k, count(*) c FROM t GROUP BY k HAVING count(*) > (SELECT count(*) FROM u WHERE w > 300) ORDER BY k", "a 2")]
    [InlineData("SELECT id IN (SELECT id FROM t WHERE id > 2), CASE WHEN EXISTS (SELECT 1 FROM u WHERE w = id * 100) THEN 'y' ELSE 'n' END FROM t ORDER BY id", "False y\nFalse n\nTrue y\nTrue y")]
    public void Sub_queries_stand_for_their_rows(string sql, string rows) => Assert.Equal(rows, Rows(sql));

    [Theory]
    [InlineData("SELECT id, sum(x) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) s FROM t ORDER BY id", "1 10\n2 30\n3 35\n4 35")]
    [InlineData("SELECT id, count(*) OVER (ORDER BY x RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING) s FROM t ORDER BY id", "1 2\n2 1\n3 2\n4 1")]
    [InlineData("SELECT id, count(*) OVER (ORDER BY x DESC RANGE BETWEEN 10 PRECEDING AND CURRENT ROW) s FROM t ORDER BY id", "1 2\n2 1\n3 2\n4 1")]
    [InlineData("SELECT id, sum(id) OVER (ORDER BY id ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING) s FROM t ORDER BY id", "1 7\n2 4\n3 -\n4 -")]
    [InlineData("SELECT id, nth_value(id, 2) OVER (ORDER BY id) n, first_value(x) OVER (ORDER BY id DESC) f FROM t ORDER BY id", "1 - -\n2 2 -\n3 2 -\n4 2 -")]
    [InlineData("SELECT id, lag(x, 1) IGNORE NULLS OVER (ORDER BY id DESC) n FROM t ORDER BY id", "1 20\n2 5\n3 -\n4 -")]
    [InlineData("SELECT id, ntile(3) OVER (ORDER BY id) n, rank() OVER (ORDER BY k NULLS LAST) r FROM t ORDER BY id", "1 1 1\n2 1 1\n3 2 3\n4 3 4")]
    [InlineData("SELECT k, sum(count(*)) OVER (ORDER BY k) s FROM t GROUP BY k ORDER BY k", "- 1\na 3\nb 4")]
    [InlineData("SELECT k, row_number() OVER (ORDER BY k DESC) r FROM t GROUP BY k HAVING count(*) > 1", "a 1")]
    [InlineData("SELECT id, sum(id) OVER w a, max(id) OVER v b FROM t WINDOW w AS (PARTITION BY k ORDER BY id), v AS w ORDER BY id", "1 1 1\n2 3 2\n3 3 3\n4 4 4")]
    public void Window_functions_see_their_frames(string sql, string rows) => Assert.Equal(rows, Rows(sql));

    [Theory]
    [InlineData("SELECT k, id, count(*) c FROM t GROUP BY k, ROLLUP(id) HAVING k = 'a' ORDER BY c, id", "a 1 1\na 2 1\na - 2")]
    [InlineData("SELECT k, count(*) FROM t GROUP BY GROUPING SETS ((k), (k)) ORDER BY k", "- 1\n- 1\na 2\na 2\nb 1\nb 1")]
    [InlineData("SELECT count(*) FROM t WHERE false GROUP BY GROUPING SETS (())", "0")]
    [InlineData("SELECT k, grouping(k) g, grouping_id(k) FROM t GROUP BY CUBE(k) ORDER BY grouping(k), k", "- 0 0\na 0 0\nb 0 0\n- 1 1")]
    [InlineData("SELECT k, count(*) FROM t GROUP BY 1 ORDER BY 2 DESC, 1", "a 2\n- 1\nb 1")]
    [InlineData("SELECT k FROM t GROUP BY ALL ORDER BY ALL", "")]
    public void Grouping_sets_make_their_groups(string sql, string rows)
    {
        if (rows.Length > 0)
        {
            Assert.Equal(rows, Rows(sql));
        }
        else
        {
            Assert.Equal("UNRESOLVED_COLUMN.WITH_SUGGESTION", ErrorOf(sql).ErrorClass);
        }
    }

    [Theory]
    [InlineData("SELECT * FROM t NATURAL JOIN u ORDER BY id", "a 1 10 100\na 2 20 100")]
    [InlineData("SELECT t.id, u.k, w FROM t FULL JOIN u USING (k) ORDER BY id, w", "- c 300\n- - 400\n1 a 100\n2 a 100\n3 - -\n4 - -")]
    [InlineData("SELECT id, w FROM t, u WHERE t.k = u.k ORDER BY id", "1 100\n2 100")]
    [InlineData("SELECT id FROM t SEMI JOIN u USING (k) ORDER BY id", "1\n2")]
    [InlineData("SELECT id, m FROM t, LATERAL (SELECT max(w) AS m FROM u WHERE u.k = t.k) ORDER BY id", "1 100\n2 100\n3 -\n4 -")]
    [InlineData("SELECT id, w FROM t LEFT JOIN LATERAL (SELECT w FROM u WHERE u.k = t.k) s ORDER BY id", "1 100\n2 100\n3 -\n4 -")]
    [InlineData("SELECT id, c FROM t, LATERAL explode(array(id, id * 2)) AS e(c) WHERE id < 3 ORDER BY id, c", "1 1\n1 2\n2 2\n2 4")]
    [InlineData("SELECT * FROM ((t JOIN u USING (k))) ORDER BY id", "a 1 10 100\na 2 20 100")]
    [InlineData("SELECT * FROM ((SELECT id FROM t WHERE id < 2) UNION (SELECT 9)) q ORDER BY 1", "1\n9")]
    public void Relations_join(string sql, string rows) => Assert.Equal(rows, Rows(sql));

    [Theory]
    [InlineData("SELECT * FROM (SELECT id, k FROM t) PIVOT (count(id) FOR k IN ('a' AS first, 'b')) ORDER BY 1", "2 1")]
    [InlineData("SELECT * FROM (SELECT 1 AS id, 2 AS a, NULL AS b) UNPIVOT (v FOR n IN (a, b))", "1 a 2")]
    [InlineData("SELECT * FROM (SELECT 1 AS id, 2 AS a, 3 AS b) UNPIVOT INCLUDE NULLS ((v) FOR n IN ((a) AS x, (b))) ORDER BY n", "1 b 3\n1 x 2")]
    [InlineData("SELECT * FROM range(2, 8, 3)", "2\n5")]
    [InlineData("SELECT col FROM explode(array(1, 2)) ORDER BY 1 DESC", "2\n1")]
    [InlineData("VALUES (1, 'x'), (2, NULL) LIMIT 1 OFFSET 1", "2 -")]
    [InlineData("SELECT id FROM t ORDER BY id LIMIT 1 + 1", "1\n2")]
    [InlineData("SELECT count(*) FROM t TABLESAMPLE (2 ROWS)", "2")]
    [InlineData("WITH a AS (SELECT 1 AS n), b AS (WITH a AS (SELECT 2 AS n) SELECT * FROM a) SELECT a.n, b.n FROM a, b", "1 2")]
    [InlineData("WITH a(p, q) AS (VALUES (1, 2)) SELECT q, p FROM a", "2 1")]
    [InlineData("FROM t SELECT id WHERE id = 1", "1")]
    [InlineData("SELECT id + 1 AS a, a * 2 AS b, b FROM t WHERE id = 1", "2 4 4")]
    [InlineData("SELECT id from FROM t where ORDER BY 1 LIMIT 1", "1")]
    [InlineData("SELECT /*+ BROADCAST(t) */ id /* a /* nested */ comment */ FROM t -- and one more\nWHERE id = 1", "1")]
    [InlineData("SELECT 'a' 'b', \"c\", r'\\n', 1 AS `two words`", "ab c \\n 1")]
    public void Statements_give_their_rows(string sql, string rows) => Assert.Equal(rows, Rows(sql));

    [Theory]
    [InlineData("SELECT (SELECT 1), EXISTS (SELECT 1), id IN (SELECT 1) FROM t", "scalarsubquery(), exists(), (id IN (listquery()))")]
    [InlineData("SELECT rank() OVER (PARTITION BY k ORDER BY id DESC) FROM t", "RANK() OVER (PARTITION BY k ORDER BY id DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)")]
    [InlineData("SELECT lag(x, 2) OVER (ORDER BY id) FROM t", "lag(x, 2, NULL) OVER (ORDER BY id ASC NULLS FIRST ROWS BETWEEN -2 FOLLOWING AND -2 FOLLOWING)")]
    [InlineData("SELECT sum(x) OVER () FROM t", "sum(x) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)")]
    public void Columns_without_alias_are_named_as_Spark_names_them(string sql, string columns) => Assert.Equal(columns, Columns(sql));
}
