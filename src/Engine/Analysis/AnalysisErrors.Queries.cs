using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Expressions;

namespace Grader.Engine.Analysis;

/// <content>Window functions, sub-queries, grouping sets and table functions.</content>
internal static partial class AnalysisErrors
{
    private const string Subqueries = "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY";

    public static SparkException WindowWithoutOver(ResolvedExpression call) => SparkException.Analysis("WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE",
        $"[WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE] Window function \"{PrettySql.Of(call)}\" requires an OVER clause.");

    public static SparkException NotForWindows(ResolvedExpression call) => SparkException.Analysis("UNSUPPORTED_EXPR_FOR_WINDOW",
        $"[UNSUPPORTED_EXPR_FOR_WINDOW] Expression \"{PrettySql.Of(call)}\" not supported within a window function.");

    public static SparkException TransformOutsidePartitioning(UnresolvedFunction call) => SparkException.Analysis("PARTITION_TRANSFORM_EXPRESSION_NOT_IN_PARTITIONED_BY",
        $"[PARTITION_TRANSFORM_EXPRESSION_NOT_IN_PARTITIONED_BY] The expression \"{ExpressionText.Pretty(call)}\" must be inside 'partitionedBy'.");

    /// <param name="text">What comes after the class.</param>
    public static SparkException ObservedMetrics(string subclass, string text) => SparkException.Analysis($"INVALID_OBSERVED_METRICS.{subclass}",
        $"[INVALID_OBSERVED_METRICS.{subclass}] Invalid observed metrics. {text}");

    public static SparkException MissingWindow(string name) => SparkException.Analysis("MISSING_WINDOW_SPECIFICATION",
        $"[MISSING_WINDOW_SPECIFICATION] Window specification is not defined in the WINDOW clause for {ColumnNames.Quote([name])}. "
        + "For more information about WINDOW clauses, please refer to 'https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-window.html'.");

    public static SparkException WindowNotOrdered(string function) => SparkException.Analysis("_LEGACY_ERROR_TEMP_1037",
        $"Window function {function}() requires window to be ordered, please add ORDER BY clause. For example SELECT {function}()(value_expr) OVER "
        + "(PARTITION BY window_partition ORDER BY window_ordering) from table.");

    public static SparkException FrameForOffset(string function) => SparkException.Analysis("_LEGACY_ERROR_TEMP_1035", $"Cannot specify window frame for {function} function.");

    public static SparkException OtherFrame(ResolvedFrame given, ResolvedFrame required) => SparkException.Analysis("_LEGACY_ERROR_TEMP_1036",
        $"Window Frame {given.Sql} must match the required frame {required.Sql}.");

    public static SparkException DistinctWindow(WindowCall window) => SparkException.Analysis("DISTINCT_WINDOW_FUNCTION_UNSUPPORTED",
        $"[DISTINCT_WINDOW_FUNCTION_UNSUPPORTED] Distinct window functions are not supported: \"{PrettySql.Of(window)}\".");

    public static SparkException FilteredWindow() => SparkException.Analysis("_LEGACY_ERROR_TEMP_1030", "Window aggregate function with filter predicate is not supported yet.");

    public static SparkException WindowInside(string what) => SparkException.Analysis("_LEGACY_ERROR_TEMP_1034", $"It is not allowed to use window functions inside {what}.");

    public static SparkException FrameMismatch(string subclass, string expression, string text) => SparkException.Analysis($"DATATYPE_MISMATCH.{subclass}",
        $"[DATATYPE_MISMATCH.{subclass}] Cannot resolve \"{expression}\" due to data type mismatch: {text}");

    public static SparkException UnsupportedForOperator(IEnumerable<ResolvedExpression> invalid) => SparkException.Analysis("UNSUPPORTED_EXPR_FOR_OPERATOR",
        "[UNSUPPORTED_EXPR_FOR_OPERATOR] A query operator contains one or more unsupported expressions.\n"
        + "Consider to rewrite it to avoid window functions, aggregate functions, and generator functions in the WHERE clause.\n"
        + $"Invalid expressions: [{string.Join(", ", invalid.Select(e => $"\"{PrettySql.Of(e)}\""))}]");

    public static SparkException SubqueryWidth(int columns) => SparkException.Analysis("INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN",
        $"[INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN] Invalid subquery:\nScalar subquery must return only one column, but got {columns}.");

    public static SparkException CorrelatedScalarNotAggregated() => SparkException.Analysis($"{Subqueries}.MUST_AGGREGATE_CORRELATED_SCALAR_SUBQUERY",
        $"[{Subqueries}.MUST_AGGREGATE_CORRELATED_SCALAR_SUBQUERY] Unsupported subquery expression: Correlated scalar subqueries must be aggregated to return at most one row.");

    public static SparkException CorrelatedGrouping(IEnumerable<string> columns) => SparkException.Analysis($"{Subqueries}.NON_CORRELATED_COLUMNS_IN_GROUP_BY",
        $"[{Subqueries}.NON_CORRELATED_COLUMNS_IN_GROUP_BY] Unsupported subquery expression: A GROUP BY clause in a scalar correlated subquery cannot contain non-correlated columns: {string.Join(",", columns)}.");

    public static SparkException OuterColumnNotAllowed() => SparkException.Analysis($"{Subqueries}.ACCESSING_OUTER_QUERY_COLUMN_IS_NOT_ALLOWED",
        $"[{Subqueries}.ACCESSING_OUTER_QUERY_COLUMN_IS_NOT_ALLOWED] Unsupported subquery expression: Accessing outer query column is not allowed in this location:");

    public static SparkException InSubqueryWidth(string text, IEnumerable<ResolvedExpression> left, IEnumerable<AttributeReference> right) => SparkException.Analysis(
        "DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH",
        $"[DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH] Cannot resolve \"{text}\" due to data type mismatch: The number of columns in the left hand side of an IN subquery does not match the number of "
        + $"columns in the output of subquery. Left hand side columns(length: {left.Count()}): [{string.Join(", ", left.Select(e => $"\"{PrettySql.Of(e)}\""))}], "
        + $"right hand side columns(length: {right.Count()}): [{string.Join(", ", right.Select(a => $"\"{a.Name}\""))}].");

    public static SparkException InSubqueryTypes(string text, IReadOnlyList<(ResolvedExpression Left, AttributeReference Right)> pairs, Func<(ResolvedExpression Left, AttributeReference Right), bool> differs) =>
        SparkException.Analysis("DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH",
            $"[DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH] Cannot resolve \"{text}\" due to data type mismatch: The data type of one or more elements in the left hand side of an IN subquery is not "
            + $"compatible with the data type of the output of the subquery. Mismatched columns: [{string.Join(", ", pairs.Where(differs).Select(p => $"(\"{PrettySql.Of(p.Left)}:{p.Left.Type.SimpleString}, {p.Right.Name}:{p.Right.Type.SimpleString}\")"))}], "
            + $"left side: [{string.Join(", ", pairs.Select(p => $"\"{p.Left.Type.Sql}\""))}], right side: [{string.Join(", ", pairs.Select(p => $"\"{p.Right.Type.Sql}\""))}].");

    public static SparkException GroupingOutside() => SparkException.Analysis("UNSUPPORTED_GROUPING_EXPRESSION",
        "[UNSUPPORTED_GROUPING_EXPRESSION] grouping()/grouping_id() can only be used with GroupingSets/Cube/Rollup.");

    public static SparkException GroupingColumn(ResolvedExpression column, IEnumerable<string> keys) => SparkException.Analysis("GROUPING_COLUMN_MISMATCH",
        $"[GROUPING_COLUMN_MISMATCH] Column of grouping ({PrettySql.Of(column)}) can't be found in grouping columns {string.Join(",", keys)}.");

    public static SparkException GroupingIdColumns(IEnumerable<ResolvedExpression> columns, IEnumerable<string> keys) => SparkException.Analysis("GROUPING_ID_COLUMN_MISMATCH",
        $"[GROUPING_ID_COLUMN_MISMATCH] Columns of grouping_id ({string.Join(",", columns.Select(PrettySql.Of))}) does not match grouping columns ({string.Join(",", keys)}).");

    public static SparkException UnknownTableFunction(string name) => SparkException.Analysis("UNRESOLVABLE_TABLE_VALUED_FUNCTION",
        $"[UNRESOLVABLE_TABLE_VALUED_FUNCTION] Could not resolve {ColumnNames.Quote([name])} to a table-valued function.\n"
        + $"Please make sure that {ColumnNames.Quote([name])} is defined as a table-valued function and that all required parameters are provided correctly.\n"
        + $"If {ColumnNames.Quote([name])} is not defined, please create the table-valued function before using it.\n"
        + "For more information about defining table-valued functions, please refer to the Apache Spark documentation.");

    public static SparkException InlineTable(string subclass, string text) => SparkException.Analysis($"INVALID_INLINE_TABLE.{subclass}",
        $"[INVALID_INLINE_TABLE.{subclass}] Invalid inline table. {text}");

    public static SparkException Limit(string subclass, string expression, string text) => SparkException.Analysis($"INVALID_LIMIT_LIKE_EXPRESSION.{subclass}",
        $"[INVALID_LIMIT_LIKE_EXPRESSION.{subclass}] The limit like expression \"{expression}\" is invalid. {text}");

    public static SparkException AmbiguousSelfJoin(IEnumerable<AttributeReference> columns) => new(new SparkError("AnalysisException", "_LEGACY_ERROR_TEMP_1182",
        $"Column {string.Join(", ", columns.Select(a => $"{a.Name}#{a.Id}"))} are ambiguous. It's probably because you joined several Datasets together, and some of these Datasets are the same. "
        + "This column points to one of the Datasets but Spark is unable to figure out which one. Please alias the Datasets with different names via `Dataset.as` before joining them, "
        + "and specify the column using qualified name, e.g. `df.as(\"a\").join(df.as(\"b\"), $\"a.id\" > $\"b.id\")`. You can also set spark.sql.analyzer.failAmbiguousSelfJoin to false to disable this check.",
        "In C#: df.As(\"a\").Join(df.As(\"b\"), Col(\"a.id\") > Col(\"b.id\"))."));

    public static SparkException AmbiguousLateralAlias(string name, int count) => SparkException.Analysis("AMBIGUOUS_LATERAL_COLUMN_ALIAS",
        $"[AMBIGUOUS_LATERAL_COLUMN_ALIAS] Lateral column alias {ColumnNames.Quote([name])} is ambiguous and has {count} matches.");

    public static SparkException WindowOnStream(string functions, string columns, string windows) => SparkException.Analysis("NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING",
        $"[NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING] Window function is not supported in {functions} (as column {columns}) on streaming DataFrames/Datasets. "
        + $"Structured Streaming only supports time-window aggregation using the WINDOW function. (window specification: {windows})");
}
