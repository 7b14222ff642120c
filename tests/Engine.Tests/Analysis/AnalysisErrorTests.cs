using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Analysis;

/// <summary>Texts as Spark 3.5.9 gave them in the golden files.</summary>
public sealed class AnalysisErrorTests : AnalysisFixture
{
    public static TheoryData<LogicalPlan, string, string> Errors => new()
    {
        { Where(Stream, "speed > 3"), "UNRESOLVED_COLUMN.WITH_SUGGESTION",
            "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name `speed` cannot be resolved. Did you mean one of the following? [`k`, `t`, `v`]." },
        { Watermark(Stream, "nope", "5 seconds"), "UNRESOLVED_COLUMN.WITH_SUGGESTION",
            "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name `nope` cannot be resolved. Did you mean one of the following? [`k`, `t`, `v`]." },
        { Select(Source("id INT, driver STRING, city STRING, fare DOUBLE, started TIMESTAMP, tip DOUBLE", true), "nope"), "UNRESOLVED_COLUMN.WITH_SUGGESTION",
            "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name `nope` cannot be resolved. Did you mean one of the following? [`id`, `tip`, `fare`, `city`, `driver`]." },
        { Select(new OneRowRelation(), "id"), "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
            "[UNRESOLVED_COLUMN.WITHOUT_SUGGESTION] A column or function parameter with name `id` cannot be resolved. " },
        { Select(Stream, "no_such_function(v)"), "UNRESOLVED_ROUTINE",
            "[UNRESOLVED_ROUTINE] Cannot resolve function `no_such_function` on search path [`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`]." },
        { Where(Stream, "v"), "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
            "[DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN] Cannot resolve \"v\" due to data type mismatch: Filter expression \"v\" of type \"INT\" is not a boolean." },
        { Where(Stream, "sum(v) > 1"), "INVALID_WHERE_CONDITION",
            "[INVALID_WHERE_CONDITION] The WHERE condition \"(sum(v) > 1)\" contains invalid expressions: sum(v).\n"
            + "Rewrite the query to avoid window functions, aggregate functions, and generator functions in the WHERE clause." },
        { GroupBy(Stream, ["k"], "v"), "MISSING_AGGREGATION",
            "[MISSING_AGGREGATION] The non-aggregating expression \"v\" is based on columns which are not participating in the GROUP BY clause.\n"
            + "Add the columns or the expression to the GROUP BY, aggregate the expression, or use \"any_value(v)\" if you do not care which of the values within a group is returned." },
        { Count(Stream, "explode(split(k, ''))"), "MISSING_AGGREGATION",
            "[MISSING_AGGREGATION] The non-aggregating expression \"k\" is based on columns which are not participating in the GROUP BY clause.\n"
            + "Add the columns or the expression to the GROUP BY, aggregate the expression, or use \"any_value(k)\" if you do not care which of the values within a group is returned." },
        { GroupBy(Stream, ["k"], "sum(max(v))"), "NESTED_AGGREGATE_FUNCTION",
            "[NESTED_AGGREGATE_FUNCTION] It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query." },
        { Count(Stream, "window(t, '10 seconds')", "window(t, '5 seconds')"), "_LEGACY_ERROR_TEMP_1039",
            "Multiple time/session window expressions would result in a cartesian product of rows, therefore they are currently not supported." },
        { Watermark(Stream, "t", "5 sec"), "CANNOT_PARSE_INTERVAL",
            "[CANNOT_PARSE_INTERVAL] Unable to parse '5 sec'. Please ensure that the value provided is in a valid format for defining an interval. "
            + "You can reference the documentation for the correct format. If the issue persists, please double check that the input value is not null or empty and try again." },
        { Watermark(Stream, "k", "5 seconds"), "EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE",
            "[EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE] The event time `k` has the invalid type \"STRING\", but expected \"TIMESTAMP\"." },
        { new SetOperation(Stream, Select(Stream, "k"), SetOperationType.Union, IsAll: true), "NUM_COLUMNS_MISMATCH",
            "[NUM_COLUMNS_MISMATCH] UNION can only be performed on inputs with the same number of columns, but the first input has 3 columns and the second input has 1 columns." },
        { Select(new Join(Stream, Batch, E("w = v"), JoinType.Inner, []), "k"), "AMBIGUOUS_REFERENCE",
            "[AMBIGUOUS_REFERENCE] Reference `k` is ambiguous, could be: [`k`, `k`]." },
        { new NamedTable("nowhere"), "TABLE_OR_VIEW_NOT_FOUND",
            "[TABLE_OR_VIEW_NOT_FOUND] The table or view `nowhere` cannot be found. Verify the spelling and correctness of the schema and catalog.\n"
            + "If you did not qualify the name with a schema, verify the current_schema() output, or qualify the name with the correct schema and catalog.\n"
            + "To tolerate the error on drop use DROP VIEW IF EXISTS or DROP TABLE IF EXISTS." },
        { Select(Stream, "d.*"), "CANNOT_RESOLVE_STAR_EXPAND",
            "[CANNOT_RESOLVE_STAR_EXPAND] Cannot resolve `d`.* given input columns `t`, `k`, `v`. Please check that the specified table or struct exists and is accessible in the input columns." },
        { new DataSource("json", null, "a INT", [], ["nowhere"], true), "PATH_NOT_FOUND", "[PATH_NOT_FOUND] Path does not exist: file:/work-dir/nowhere." },
        { new DataSource("jsno", null, "a INT", [], ["in"], true), "DATA_SOURCE_NOT_FOUND",
            "[DATA_SOURCE_NOT_FOUND] Failed to find the data source: jsno. Please find packages at `https://spark.apache.org/third-party-projects.html`." },
        { new DataSource("socket", null, null, [], [], true), "_LEGACY_ERROR_TEMP_1295", "Set a host to read from with option(\"host\", ...)." },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void Refusals_are_in_the_words_of_Spark(LogicalPlan plan, string errorClass, string message)
    {
        SparkError error = ErrorOf(plan);
        Assert.Equal((errorClass, message), (error.ErrorClass, error.Message));
    }

    [Fact]
    public void A_negative_delay_is_an_illegal_argument()
    {
        SparkError error = ErrorOf(Watermark(Stream, "t", "-5 seconds"));
        Assert.Equal(("IllegalArgumentException", "requirement failed: delay threshold (-5 seconds) should not be negative."), (error.ExceptionClass, error.Message));
    }

    [Fact]
    public void A_json_stream_without_schema_is_an_illegal_argument()
    {
        SparkError error = ErrorOf(new DataSource("json", null, null, [], ["in"], true));
        Assert.StartsWith("Schema must be specified when creating a streaming source DataFrame.", error.Message, StringComparison.Ordinal);
        Assert.Equal("IllegalArgumentException", error.ExceptionClass);
    }

    [Fact]
    public void Order_by_position_counts_the_select_list()
    {
        View("v", Stream);
        SparkError error = ErrorOf(new Plans.Logical.Sql("SELECT k FROM v ORDER BY 5"));
        Assert.Equal("[ORDER_BY_POS_OUT_OF_RANGE] ORDER BY position 5 is not in select list (valid range is [1, 1]).", error.Message);
    }

    [Fact]
    public void Order_by_over_an_aggregate_does_not_see_the_input()
    {
        View("v", Stream);
        SparkError error = ErrorOf(new Plans.Logical.Sql("SELECT count(*) FROM v ORDER BY k"));
        Assert.EndsWith("`k` cannot be resolved. Did you mean one of the following? [`count(1)`].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aggregate_in_where_is_printed_with_its_view()
    {
        View("rides", Stream);
        Assert.Contains("contains invalid expressions: sum(rides.v).", ErrorOf(new Plans.Logical.Sql("SELECT k FROM rides WHERE sum(v) > 1")).Message, StringComparison.Ordinal);
    }
}
