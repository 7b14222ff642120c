using Microsoft.Spark.Sql.Types;
using static Grader.SparkApi.Tests.Frames.Built;
using static Microsoft.Spark.Sql.Functions;
using Column = Microsoft.Spark.Sql.Column;

namespace Grader.SparkApi.Tests.Frames;

/// <summary>Column operators and methods are the expressions that Spark Connect names.</summary>
/// <remarks>The runner prints the columns of its theories, and a column asks the session for its text.</remarks>
[Collection(SessionTestGroup.Name)]
public sealed class ColumnTests
{
    private static readonly E.UnresolvedAttribute A = Attr("a");

    public static TheoryData<string, Column, E.Expression> Operators => new()
    {
        { "+", Col("a") + 1, Fn("+", A, Lit(1)) },
        { "-", Col("a") - Col("b"), Fn("-", A, Attr("b")) },
        { "*", Col("a") * 2, Fn("*", A, Lit(2)) },
        { "/", Col("a") / 2, Fn("/", A, Lit(2)) },
        { "%", Col("a") % 2, Fn("%", A, Lit(2)) },
        { "unary -", -Col("a"), Fn("negative", A) },
        { "==", Col("a") == "x", Fn("==", A, Lit("x")) },
        { "!=", Col("a") != "x", Fn("not", Fn("==", A, Lit("x"))) },
        { "<", Col("a") < 1, Fn("<", A, Lit(1)) },
        { "<=", Col("a") <= 1, Fn("<=", A, Lit(1)) },
        { ">", Col("a") > 1, Fn(">", A, Lit(1)) },
        { ">=", Col("a") >= 1, Fn(">=", A, Lit(1)) },
        { "&", Col("a") & Col("b"), Fn("and", A, Attr("b")) },
        { "|", Col("a") | Col("b"), Fn("or", A, Attr("b")) },
        { "!", !Col("a"), Fn("not", A) },
    };

    public static TheoryData<string, Column, E.Expression> Methods => new()
    {
        { "EqualTo", Col("a").EqualTo(1), Fn("==", A, Lit(1)) },
        { "NotEqual", Col("a").NotEqual(1), Fn("not", Fn("==", A, Lit(1))) },
        { "EqNullSafe", Col("a").EqNullSafe(1), Fn("<=>", A, Lit(1)) },
        { "Between", Col("a").Between(1, 5), Fn("and", Fn(">=", A, Lit(1)), Fn("<=", A, Lit(5))) },
        { "IsNull", Col("a").IsNull(), Fn("isnull", A) },
        { "IsNotNull", Col("a").IsNotNull(), Fn("isnotnull", A) },
        { "IsNaN", Col("a").IsNaN(), Fn("isnan", A) },
        { "IsIn of texts", Col("a").IsIn("x", "y"), Fn("in", A, Lit("x"), Lit("y")) },
        { "IsIn of numbers", Col("a").IsIn(1, 2), Fn("in", A, Lit(1), Lit(2)) },
        { "Like", Col("a").Like("x%"), Fn("like", A, Lit("x%")) },
        { "RLike", Col("a").RLike("x.*"), Fn("rlike", A, Lit("x.*")) },
        { "Contains", Col("a").Contains("x"), Fn("contains", A, Lit("x")) },
        { "StartsWith", Col("a").StartsWith("x"), Fn("startswith", A, Lit("x")) },
        { "EndsWith", Col("a").EndsWith(Col("b")), Fn("endswith", A, Attr("b")) },
        { "SubStr", Col("a").SubStr(1, 2), Fn("substr", A, Lit(1), Lit(2)) },
        { "GetItem", Col("a").GetItem(0), new E.UnresolvedExtractValue(A, Lit(0)) },
        { "GetField", Col("a").GetField("start"), new E.UnresolvedExtractValue(A, Lit("start")) },
        { "Apply", Col("a").Apply("key"), new E.UnresolvedExtractValue(A, Lit("key")) },
        { "Cast", Col("a").Cast("double"), new E.Cast(A, null, "double") },
        { "Alias", Col("a").Alias("b"), new E.Alias(A, "b") },
        { "As", Col("a").As("b"), new E.Alias(A, "b") },
        { "Name", Col("a").Name("b"), new E.Alias(A, "b") },
        { "As with several names", Col("a").As(["b", "c"]), new E.Alias(A, Seq.Create<string>(["b", "c"])) },
        { "Asc", Col("a").Asc(), new E.SortOrder(A, E.SortDirection.Ascending, E.NullOrdering.NullsFirst) },
        { "AscNullsLast", Col("a").AscNullsLast(), new E.SortOrder(A, E.SortDirection.Ascending, E.NullOrdering.NullsLast) },
        { "Desc", Col("a").Desc(), new E.SortOrder(A, E.SortDirection.Descending, E.NullOrdering.NullsLast) },
        { "DescNullsFirst", Col("a").DescNullsFirst(), new E.SortOrder(A, E.SortDirection.Descending, E.NullOrdering.NullsFirst) },
        { "BitwiseAND", Col("a").BitwiseAND(1), Fn("&", A, Lit(1)) },
        { "BitwiseOR", Col("a").BitwiseOR(1), Fn("|", A, Lit(1)) },
        { "BitwiseXOR", Col("a").BitwiseXOR(1), Fn("^", A, Lit(1)) },
    };

    public static TheoryData<object?, object?, T.DataType> Literals => new()
    {
        { null, null, new T.NullType() },
        { true, true, new T.BooleanType() },
        { (short)1, (short)1, new T.ShortType() },
        { 1, 1, new T.IntegerType() },
        { 1L, 1L, new T.LongType() },
        { 1.5f, 1.5f, new T.FloatType() },
        { 1.5, 1.5, new T.DoubleType() },
        { "x", "x", new T.StringType() },
        { 12.50m, new T.SparkDecimal(1250, 2), new T.DecimalType(4, 2) },
        { -0.005m, new T.SparkDecimal(-5, 3), new T.DecimalType(3, 3) },
        { 0m, new T.SparkDecimal(0, 0), new T.DecimalType(1, 0) },
        { new byte[] { 1, 2 }, Seq.Create<byte>([1, 2]), new T.BinaryType() },
        { new Date(1970, 1, 2), 1, new T.DateType() },
        { new Timestamp(1970, 1, 1, 0, 0, 1, 5), 1_000_005L, new T.TimestampType() },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_of_the_language_is_the_expression(string name, Column column, E.Expression expected) => Is(name, column, expected);

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_the_expression(string name, Column column, E.Expression expected) => Is(name, column, expected);

    [Theory]
    [MemberData(nameof(Literals))]
    public void A_value_is_a_literal_of_its_type(object? value, object? held, T.DataType type) =>
        Assert.Equal(new E.Literal(held, type), Lit(value).Expression);

    [Fact]
    public void A_literal_of_a_column_is_the_column() => Assert.Equal(A, Functions.Lit(Col("a")).Expression);

    [Fact]
    public void An_array_is_made_of_literals() => Assert.Equal(Fn("array", Lit(1), Lit(2)), Functions.Lit(new[] { 1, 2 }).Expression);

    [Fact]
    public void A_value_without_a_Spark_type_is_refused() => Assert.Equal(
        "Type System.DateTime not supported yet",
        Assert.Throws<NotSupportedException>(() => Functions.Lit(new DateTime(2024, 3, 1))).Message);

    [Fact]
    public void A_name_keeps_its_dots_and_quotes()
    {
        Assert.Equal(new E.UnresolvedAttribute("a.b"), Col("a.b").Expression);
        Assert.Equal(new E.UnresolvedAttribute("`a.b`.c"), Functions.Column("`a.b`.c").Expression);
    }

    [Fact]
    public void Branches_of_a_case_follow_one_another_and_the_default_comes_last() => Assert.Equal(
        Fn("when", Fn("==", A, Lit(1)), Lit("x"), Fn("==", A, Lit(2)), Attr("b"), Lit("z")),
        When(Col("a") == 1, "x").When(Col("a") == 2, Col("b")).Otherwise("z").Expression);

    [Theory]
    [InlineData("otherwise() can only be applied on a Column previously generated by when() function")]
    [InlineData("otherwise() can only be applied once on a Column previously generated by when()")]
    [InlineData("when() cannot be applied once otherwise() is applied")]
    public void A_case_out_of_order_is_refused_in_Sparks_words(string message)
    {
        Column whole = When(Col("a") == 1, "x").Otherwise("y");
        Exception error = Assert.Throws<Exception>(() => message switch
        {
            ['w', ..] => whole.When(Col("a") == 2, "z"),
            _ when message.Contains("once", StringComparison.Ordinal) => whole.Otherwise("z"),
            _ => Col("a").Otherwise("z"),
        });
        Assert.Contains($"java.lang.IllegalArgumentException: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expr_keeps_the_text() => Assert.Equal(SqlText("a + 1"), Expr("a + 1").Expression);

    private static void Is(string name, Column column, E.Expression expected) => Assert.True(expected == column.Expression, $"{name}: {column.Expression}");
}
