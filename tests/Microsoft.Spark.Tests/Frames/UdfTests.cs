using System.Collections;
using Grader.SparkApi.Tests.Hosting;
using Microsoft.Spark;
using Microsoft.Spark.Sql.Types;
using static Microsoft.Spark.Sql.Functions;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Functions of the program's own, called back by the engine.</summary>
[Collection(SessionTestGroup.Name)]
public sealed class UdfTests
{
    private readonly SparkSession spark = SparkSession.Current;
    private readonly DataFrame numbers;

    public UdfTests()
    {
        _ = new BatchSession();
        numbers = spark.Sql("SELECT * FROM VALUES (1, 'a'), (2, 'b'), (NULL, 'c') AS t(n, s)");
    }

    [Fact]
    public void It_is_called_for_each_row_in_a_select_list()
    {
        Func<Column, Column, Column> twice = Udf<int?, string, string>((n, s) => $"{s}{n + 1}");
        Assert.Equal("a2\nb3\nc", BatchSession.Rows(numbers.Select(twice(numbers["n"], numbers["s"]))));
    }

    [Fact]
    public void Its_column_is_named_after_its_method() => Assert.EndsWith(
        "(System.String)(s)", Assert.Single(numbers.Select(Udf<string, string>(s => s)(Col("s"))).Columns()), StringComparison.Ordinal);

    [Fact]
    public void Its_result_filters_sorts_and_groups()
    {
        Func<Column, Column> isOdd = Udf<int?, bool>(n => n % 2 == 1), word = Udf<int?, string>(n => n is null ? "none" : "some"), minus = Udf<int?, int>(n => -n ?? 0);
        Assert.Equal("1 a", BatchSession.Rows(numbers.Filter(isOdd(Col("n")))));
        Assert.Equal("2 b\n1 a\n- c", BatchSession.Rows(numbers.OrderBy(minus(Col("n")))));
        Assert.Equal("none 1\nsome 2", BatchSession.Rows(numbers.GroupBy(word(Col("n")).Alias("w")).Count().OrderBy("w")));
        Assert.Equal(["n", "s"], numbers.Filter(isOdd(Col("n"))).Columns());
    }

    [Fact]
    public void It_stands_inside_and_outside_of_aggregates()
    {
        Func<Column, Column> square = Udf<int?, int>(n => n * n ?? 0);
        Func<Column, Column> shown = Udf<long, string>(n => $"<{n}>");
        Assert.Equal("<5>", BatchSession.Rows(numbers.Agg(shown(Sum(square(Col("n")))).Alias("x"))));
        Assert.Equal("<1> a\n<1> b\n<1> c", BatchSession.Rows(
            numbers.GroupBy("s").Agg(shown(Count("*")).Alias("x"), First("s").Alias("y")).Select("x", "y").OrderBy("y")));
    }

    [Fact]
    public void A_dictionary_that_it_returns_is_a_map()
    {
        Func<Column, Column> counted = Udf<string, IDictionary<string, int[]>>(s => new Dictionary<string, int[]> { [s] = [1, 2] });
        Assert.Equal("2", BatchSession.Rows(numbers.Filter("s = 'a'").Select(counted(Col("s")).GetItem("a").GetItem(1))));
    }

    [Fact]
    public void It_joins()
    {
        Func<Column, Column> letter = Udf<int?, string>(n => n == 1 ? "b" : "x");
        Func<Column, Column, Column> follows = Udf<string, string, bool>((left, right) => string.CompareOrdinal(left, right) > 0);
        DataFrame other = spark.Sql("SELECT * FROM VALUES ('a'), ('b') AS u(k)");
        Assert.Equal("1 a b", BatchSession.Rows(numbers.Join(other, letter(numbers["n"]) == other["k"])));
        Assert.Equal("2 b a\n- c a\n- c b", BatchSession.Rows(numbers.Join(other, follows(numbers["s"], other["k"])).OrderBy("s", "k")));
        Assert.Contains(
            "Python UDF in the ON clause of a LEFT OUTER JOIN",
            BatchSession.ErrorOf(() => numbers.Join(other, follows(numbers["s"], other["k"]), "left").Count()), StringComparison.Ordinal);
    }

    [Fact]
    public void It_stands_in_every_operator()
    {
        spark.Udf().Register<int?, int>("parity", n => n % 2 ?? -1);
        spark.Udf().Register<string, string[]>("letters", s => [s, s.ToUpperInvariant()]);
        numbers.CreateOrReplaceTempView("t");
        string Sql(string text) => BatchSession.Rows(spark.Sql(text));
        Assert.Equal("a\nA\nb\nB\nc\nC", Sql("SELECT explode(letters(s)) FROM t"));
        Assert.Equal("a 1\nb 1\nc 1", Sql("SELECT s, row_number() OVER (PARTITION BY parity(n) ORDER BY s) FROM t ORDER BY s"));
        Assert.Equal("-1 1\n0 1\n1 1\n- 3", Sql("SELECT parity(n) p, count(*) FROM t GROUP BY ROLLUP (parity(n)) ORDER BY p NULLS LAST"));
        Assert.Equal("-1\n0\n1", Sql("SELECT DISTINCT parity(n) p FROM t ORDER BY p"));
        Assert.Equal("b", Sql("SELECT s FROM t WHERE parity(n) IN (SELECT parity(n) FROM t WHERE s = 'b')"));
        Assert.Equal("a 1\nb 0\nc -1", Sql("SELECT s, (SELECT max(parity(u.n)) FROM t u WHERE u.s = t.s) FROM t ORDER BY s"));
        Assert.Equal("1", Sql("SELECT parity(n) p FROM t GROUP BY parity(n) HAVING parity(n) > 0"));
        Assert.Equal("-1 c\n0 b\n1 a", Sql("SELECT parity(n), max(s) FROM t GROUP BY 1 ORDER BY parity(n)"));
        Assert.Equal("2 1 1", BatchSession.Rows(numbers.GroupBy().Agg(CountDistinct(CallUDF("parity", Col("n"))).Minus(1).Alias("d")).WithColumn("a", Lit(1)).WithColumn("b", Lit(1))));
        Assert.Equal("a", BatchSession.Rows(numbers.Select("s").Union(numbers.Select(ElementAt(CallUDF("letters", Col("s")), 1))).Distinct().OrderBy("s").Limit(1)));
    }

    [Fact]
    public void Calls_inside_of_calls_run_from_the_innermost()
    {
        Func<Column, Column> split = Udf<string, string[]>(s => [s, s + s]), join = Udf<string[], string>(parts => string.Join('+', parts));
        Assert.Equal("a+aa\nb+bb\nc+cc", BatchSession.Rows(numbers.Select(join(split(Col("s"))))));
    }

    [Fact]
    public void A_registered_one_is_called_from_sql_and_by_name()
    {
        spark.Udf().Register<int?, string>("shout", n => $"{n}!");
        numbers.CreateOrReplaceTempView("numbers");
        Assert.Equal("1! a\n2! b", BatchSession.Rows(spark.Sql("SELECT SHOUT(n), s FROM numbers WHERE shout(n) <> '!'")));
        Assert.Equal("1!\n2!\n!", BatchSession.Rows(numbers.Select(CallUDF("shout", Col("n")))));
        spark.Udf().Register<string, string>("upper", s => s + "?");
        Assert.Equal("a?\nb?\nc?", BatchSession.Rows(numbers.SelectExpr("upper(s)")));
        Assert.Equal("upper(s)", Assert.Single(numbers.SelectExpr("upper(s)").Columns()));
    }

    [Fact]
    public void Values_come_as_the_package_gives_them()
    {
        DataFrame all = spark.Sql(
            "SELECT true b, 1Y y, 2S s, 3 i, 4L l, 1.5F f, 2.5D d, 1.25 dec, 'x' str, X'0102' bin, DATE'2024-02-29' day, TIMESTAMP'2024-02-29 10:00:00.123456' ts, array(1, 2) arr, map('k', 1L) m, named_struct('a', 1, 'b', 'z') st");
        string Seen<TValue>(string column, Func<TValue, string> text) => BatchSession.Rows(all.Select(Udf(text)(Col(column))));
        Assert.Equal("True", Seen<bool>("b", v => $"{v}"));
        Assert.Equal("1 2 3 4", string.Join(' ', Seen<byte>("y", v => $"{v}"), Seen<short>("s", v => $"{v}"), Seen<int>("i", v => $"{v}"), Seen<long>("l", v => $"{v}")));
        Assert.Equal("3", Seen<long>("i", v => $"{v}"));
        Assert.Equal("1.5 2.5 1.25", string.Join(' ', Seen<float>("f", v => $"{v}"), Seen<double>("d", v => $"{v}"), Seen<decimal>("dec", v => $"{v}")));
        Assert.Equal("0102", Seen<byte[]>("bin", Convert.ToHexString));
        Assert.Equal("2024-02-29", Seen<Date>("day", v => v.ToString()));
        Assert.Equal("2024-02-29 10:00:00.123456Z", Seen<Timestamp>("ts", v => v.ToString()));
        Assert.Equal("1,2", Seen<ArrayList>("arr", v => string.Join(',', v.ToArray())));
        Assert.Equal("3", Seen<int[]>("arr", v => $"{v.Sum()}"));
        Assert.Equal("1", Seen<Hashtable>("m", v => $"{v["k"]}"));
        Assert.Equal("1", Seen<Dictionary<string, long>>("m", v => $"{v["k"]}"));
        Assert.Equal("1z", Seen<Row>("st", v => $"{v.GetAs<int>("a")}{v.GetAs<string>(1)}"));
    }

    [Fact]
    public void Results_have_the_types_of_the_package()
    {
        string TypeOf(Func<Column> udf) => spark.Range(1).Select(udf().Alias("x")).Schema().Fields[0].DataType.SimpleString;
        Assert.Equal("integer", TypeOf(Udf(() => 1)));
        Assert.Equal("byte", TypeOf(Udf<byte>(() => 1)));
        Assert.Equal("decimal(28,12)", TypeOf(Udf(() => 1m)));
        Assert.Equal("array<string>", TypeOf(Udf(() => new List<string>())));
        Assert.Equal("map<string,array<integer>>", TypeOf(Udf(() => new Dictionary<string, int[]>())));
        Assert.Equal("binary", TypeOf(Udf(() => new byte[1])));
        Assert.Throws<ArgumentException>(() => Udf<int?>(() => null));
        Assert.Throws<ArgumentException>(() => Udf(() => new object()));
    }

    [Fact]
    public void Rows_come_back_with_their_schema_and_what_is_none_of_a_type_is_null()
    {
        var schema = new StructType([new StructField("a", new IntegerType()), new StructField("b", new StringType()), new StructField("c", new DoubleType())]);
        Func<Column, Column> row = Udf<string>(s => new GenericRow([5L, s, 1]), schema);
        DataFrame made = numbers.Select(row(Col("s")).Alias("r"));
        Assert.Equal("5 a -\n5 b -\n5 c -", BatchSession.Rows(made.Select("r.a", "r.b", "r.c")));
        Func<Column, Column> narrow = Udf<string>(s => new GenericRow([1]), schema);
        Assert.Contains(
            "3 fields are required while 1 values are provided", BatchSession.ErrorOf(() => numbers.Select(narrow(Col("s"))).Count() + numbers.Select(narrow(Col("s"))).Collect().Count()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_dictionaries_come_back()
    {
        DataFrame made = numbers.Select(
            Udf<string, Dictionary<string, int[]>>(s => new() { [s] = [1, 2] })(Col("s")).Alias("m"), Udf<string, List<List<string>>>(s => [[s], []])(Col("s")).Alias("l"));
        Row row = made.First();
        Assert.Equal([1, 2], row.GetAs<Dictionary<string, int[]>>("m")["a"]);
        Assert.Equal("a", Assert.Single(row.GetAs<string[][]>("l")[0]));
        Assert.Empty(row.GetAs<string[][]>("l")[1]);
        DataFrame given = spark.CreateDataFrame(
            [new GenericRow([new Dictionary<string, int> { ["k"] = 5 }])], new StructType([new StructField("m", new MapType(new StringType(), new IntegerType()))]));
        Assert.Equal("5", BatchSession.Rows(given.SelectExpr("m['k']")));
    }

    [Fact]
    public void Ten_arguments_go()
    {
        Func<Column, Column, Column, Column, Column, Column, Column, Column, Column, Column, Column> ten =
            Udf<int, int, int, int, int, int, int, int, int, int, int>((a, b, c, d, e, f, g, h, i, j) => a + (10 * (b + c + d + e + f + g + h + i)) + (1000 * j));
        Column[] n = [.. Enumerable.Range(1, 10).Select(i => Lit(i))];
        Assert.Equal("10441", BatchSession.Rows(spark.Range(1).Select(ten(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]))));
    }

    [Fact]
    public void What_it_throws_fails_the_query_and_says_where()
    {
        Func<Column, Column> fails = Udf<string, string>(s => s == "b" ? throw new FormatException("no b") : s);
        Exception error = Assert.Throws<Exception>(() => numbers.Select(fails(Col("s"))).Collect().ToArray());
        Assert.Contains("System.FormatException: no b", Assert.IsType<JvmException>(error.InnerException).Message, StringComparison.Ordinal);
        Assert.Contains("UdfTests.cs:", ((SparkError)error.Data["SparkError"]!).Help, StringComparison.Ordinal);
        Assert.Contains("Null object cannot be converted", BatchSession.ErrorOf(() => numbers.Select(Udf<int, int>(n => n)(Col("n"))).Collect().ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_refused_in_a_lambda()
    {
        spark.Udf().Register<int, int>("one", n => n);
        Assert.Contains("Lambda function with Python UDF", BatchSession.ErrorOf(() => spark.Sql("SELECT transform(array(1), x -> one(x))")), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_rows_go_and_come_in_order()
    {
        int calls = 0;
        Func<Column, Column> count = Udf<long, long>(n =>
        {
            calls++;
            return -n;
        });
        DataFrame many = spark.Range(20_000).Select(count(Col("id")).Alias("x"));
        Assert.Equal(Enumerable.Range(0, 20_000).Select(n => -(long)n), many.Collect().Select(row => row.GetAs<long>(0)));
        Assert.Equal(20_000, calls);
        calls = 0;
        Assert.Equal(3, many.Take(3).Count());
        Assert.InRange(calls, 3, 100);
    }
}
