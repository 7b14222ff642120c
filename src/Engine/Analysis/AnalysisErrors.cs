using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>Spark's words for what does not resolve. Texts are those of Spark 3.5, without the plan that Spark appends.</summary>
internal static partial class AnalysisErrors
{
    public static SparkException TooDeep(string what) => new(new SparkError(
        "AnalysisException", null, $"The {what} is nested too deeply to be analyzed.", "Is a DataFrame or a column built up in a loop?"));

    public static SparkException TooLarge(int limit) => new(new SparkError(
        "AnalysisException", null, $"The query means a plan of more than {limit} operators, which is this engine's limit.",
        "A view or a common table expression that is used twice counts twice: do the names multiply?"));

    public static SparkException TooManyWindows(int limit) => new(new SparkError(
        "AnalysisException", null, $"An event is in more than {limit} sliding windows, which is this engine's limit.",
        "Is the slide duration what it should be, beside the window's?"));

    public static SparkException Unsupported(string what) => new(new SparkError(
        "AnalysisException", null, $"{what} is not supported by this engine.", "A real Spark may accept this; the grader's engine does not know it."));

    public static SparkException UnresolvedColumn(string name, IEnumerable<AttributeReference> candidates)
    {
        string quoted = ColumnNames.Quote(ColumnNames.Parse(name));
        string suggestions = string.Join(", ", ColumnSuggestions.For(name, candidates));
        return suggestions.Length == 0
            ? SparkException.Analysis("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
                $"[UNRESOLVED_COLUMN.WITHOUT_SUGGESTION] A column or function parameter with name {quoted} cannot be resolved. ")
            : SparkException.Analysis("UNRESOLVED_COLUMN.WITH_SUGGESTION",
                $"[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter with name {quoted} cannot be resolved. Did you mean one of the following? [{suggestions}].");
    }

    public static SparkException Ambiguous(string name, IEnumerable<AttributeReference> candidates)
    {
        IEnumerable<string> names = candidates.Select(a => ColumnNames.Quote([.. a.Qualifier, a.Name])).Order(StringComparer.Ordinal);
        return SparkException.Analysis("AMBIGUOUS_REFERENCE",
            $"[AMBIGUOUS_REFERENCE] Reference {ColumnNames.Quote(ColumnNames.Parse(name))} is ambiguous, could be: [{string.Join(", ", names)}].");
    }

    public static SparkException UnresolvedRoutine(string name) => new(new SparkError("AnalysisException", "UNRESOLVED_ROUTINE",
        $"[UNRESOLVED_ROUTINE] Cannot resolve function `{name}` on search path [`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`].",
        SparkBuiltIns.Names.Contains(name) ? $"Spark 3.5 has the function {name.ToLowerInvariant()}; it is not supported by this engine." : null));

    public static SparkException TableNotFound(string name) => SparkException.Analysis("TABLE_OR_VIEW_NOT_FOUND",
        $"[TABLE_OR_VIEW_NOT_FOUND] The table or view {ColumnNames.Quote(ColumnNames.Parse(name))} cannot be found. Verify the spelling and correctness of the schema and catalog.\n"
        + "If you did not qualify the name with a schema, verify the current_schema() output, or qualify the name with the correct schema and catalog.\n"
        + "To tolerate the error on drop use DROP VIEW IF EXISTS or DROP TABLE IF EXISTS.");

    public static SparkException RelationGone(string id) => new(new SparkError("SparkException", "INTERNAL_ERROR",
        $"The rows of {id} are gone: the DataFrame of a foreachBatch function lives until the query's next batch."));

    public static SparkException UserDefinedInLambda(string function) => SparkException.Analysis("UNSUPPORTED_FEATURE.LAMBDA_FUNCTION_WITH_PYTHON_UDF",
        $"[UNSUPPORTED_FEATURE.LAMBDA_FUNCTION_WITH_PYTHON_UDF] The feature is not supported: Lambda function with Python UDF \"{function}\" in a higher order function.");

    public static SparkException UserDefinedInOuterJoin(Plans.Logical.JoinType type) => SparkException.Analysis("UNSUPPORTED_FEATURE.PYTHON_UDF_IN_ON_CLAUSE",
        $"[UNSUPPORTED_FEATURE.PYTHON_UDF_IN_ON_CLAUSE] The feature is not supported: Python UDF in the ON clause of a {type switch { Plans.Logical.JoinType.LeftOuter => "LEFT OUTER", Plans.Logical.JoinType.RightOuter => "RIGHT OUTER", Plans.Logical.JoinType.FullOuter => "FULL OUTER", Plans.Logical.JoinType.LeftSemi => "LEFT SEMI", _ => "LEFT ANTI" }} JOIN. In case of an INNER JOIN consider rewriting to a CROSS JOIN with a WHERE clause.");

    public static SparkException UnsupportedSyntax(string function, bool isDistinct) => SparkException.Analysis("INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX",
        $"[INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX] Invalid SQL syntax: The function `{function}` does not support {(isDistinct ? "DISTINCT" : "FILTER")}.");

    public static SparkException StarNotExpandable(string target, IEnumerable<AttributeReference> input) => SparkException.Analysis("CANNOT_RESOLVE_STAR_EXPAND",
        $"[CANNOT_RESOLVE_STAR_EXPAND] Cannot resolve {ColumnNames.Quote(ColumnNames.Parse(target))}.* given input columns {string.Join(", ", input.Select(a => ColumnNames.Quote([a.Name])))}."
        + " Please check that the specified table or struct exists and is accessible in the input columns.");

    public static SparkException FilterNotBoolean(ResolvedExpression condition) => SparkException.Analysis("DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
        $"[DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN] Cannot resolve \"{PrettySql.Of(condition)}\" due to data type mismatch: "
        + $"Filter expression \"{PrettySql.Of(condition)}\" of type \"{condition.Type.Sql}\" is not a boolean.");

    public static SparkException JoinConditionNotBoolean(ResolvedExpression condition) => SparkException.Analysis("JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE",
        $"[JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE] The join condition \"{PrettySql.Of(condition)}\" has the invalid type \"{condition.Type.Sql}\", expected \"BOOLEAN\".");

    public static SparkException InvalidWhere(ResolvedExpression condition, IEnumerable<ResolvedExpression> invalid) => SparkException.Analysis("INVALID_WHERE_CONDITION",
        $"[INVALID_WHERE_CONDITION] The WHERE condition \"{PrettySql.Of(condition)}\" contains invalid expressions: {string.Join(", ", invalid.Select(Qualified))}.\n"
        + "Rewrite the query to avoid window functions, aggregate functions, and generator functions in the WHERE clause.");

    public static SparkException MissingAggregation(string expression) => SparkException.Analysis("MISSING_AGGREGATION",
        $"[MISSING_AGGREGATION] The non-aggregating expression \"{expression}\" is based on columns which are not participating in the GROUP BY clause.\n"
        + $"Add the columns or the expression to the GROUP BY, aggregate the expression, or use \"any_value({expression})\" if you do not care which of the values within a group is returned.");

    public static SparkException MissingGroupBy() => SparkException.Analysis("MISSING_GROUP_BY",
        "[MISSING_GROUP_BY] The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses.");

    public static SparkException NestedAggregate() => SparkException.Analysis("NESTED_AGGREGATE_FUNCTION",
        "[NESTED_AGGREGATE_FUNCTION] It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query.");

    public static SparkException NestedGenerator(ResolvedExpression expression) => SparkException.Analysis("UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS",
        $"[UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS] The generator is not supported: nested in expressions \"{PrettySql.Of(expression)}\".");

    public static SparkException GroupByAggregate(ResolvedExpression expression) => SparkException.Analysis("GROUP_BY_AGGREGATE",
        $"[GROUP_BY_AGGREGATE] Aggregate functions are not allowed in GROUP BY, but found {PrettySql.Of(expression)}.");

    public static SparkException OrdinalOutOfRange(string clause, long position, int count) => clause == "ORDER BY"
        ? SparkException.Analysis("ORDER_BY_POS_OUT_OF_RANGE",
            $"[ORDER_BY_POS_OUT_OF_RANGE] ORDER BY position {position} is not in select list (valid range is [1, {count}]).")
        : SparkException.Analysis("GROUP_BY_POS_OUT_OF_RANGE",
            $"[GROUP_BY_POS_OUT_OF_RANGE] GROUP BY position {position} is not in select list (valid range is [1, {count}]).");

    public static SparkException SeveralTimeWindows() => SparkException.Analysis("_LEGACY_ERROR_TEMP_1039",
        "Multiple time/session window expressions would result in a cartesian product of rows, therefore they are currently not supported.");

    public static SparkException IntervalNotParsable(string text) => SparkException.Analysis("CANNOT_PARSE_INTERVAL",
        $"[CANNOT_PARSE_INTERVAL] Unable to parse '{text}'. Please ensure that the value provided is in a valid format for defining an interval. "
        + "You can reference the documentation for the correct format. If the issue persists, please double check that the input value is not null or empty and try again.");

    public static SparkException NegativeDelay(string text) =>
        SparkException.IllegalArgument($"requirement failed: delay threshold ({text}) should not be negative.");

    public static SparkException EventTimeType(string name, DataType type) => SparkException.Analysis("EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE",
        $"[EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE] The event time {ColumnNames.Quote([name])} has the invalid type \"{type.Sql}\", but expected \"TIMESTAMP\".");

    public static SparkException WidthMismatch(string operation, int first, int second) => SparkException.Analysis("NUM_COLUMNS_MISMATCH",
        $"[NUM_COLUMNS_MISMATCH] {operation} can only be performed on inputs with the same number of columns, but the first input has {first} columns and the second input has {second} columns.");

    public static SparkException IncompatibleColumn(string operation, int column, DataType first, DataType second) => SparkException.Analysis("INCOMPATIBLE_COLUMN_TYPE",
        $"[INCOMPATIBLE_COLUMN_TYPE] {operation} can only be performed on tables with compatible column types. The {Ordinal(column)} column of the second table is "
        + $"\"{second.Sql}\" type which is not compatible with \"{first.Sql}\" at the same column of the first table.");

    public static SparkException NoSuchField(string name, IEnumerable<AttributeReference> fields) => SparkException.Analysis("_LEGACY_ERROR_TEMP_1201",
        $"Cannot resolve column name \"{name}\" among ({string.Join(", ", fields.Select(f => f.Name))}).");

    public static SparkException UsingColumn(string name, string side, IEnumerable<AttributeReference> columns) => SparkException.Analysis("UNRESOLVED_USING_COLUMN_FOR_JOIN",
        $"[UNRESOLVED_USING_COLUMN_FOR_JOIN] USING column {ColumnNames.Quote([name])} cannot be resolved on the {side} side of the join. "
        + $"The {side}-side columns: [{string.Join(", ", columns.Select(c => ColumnNames.Quote([c.Name])).Order(StringComparer.Ordinal))}].");

    public static SparkException MissingAttribute(string name, IEnumerable<AttributeReference> input) => SparkException.Analysis("MISSING_ATTRIBUTES.RESOLVED_ATTRIBUTE_MISSING_FROM_INPUT",
        $"[MISSING_ATTRIBUTES.RESOLVED_ATTRIBUTE_MISSING_FROM_INPUT] Resolved attribute(s) \"{name}\" missing from {string.Join(", ", input.Select(a => $"\"{a.Name}\""))}.");

    /// <summary>Spark prints attributes here with their qualifier, where elsewhere it leaves it out.</summary>
    private static string Qualified(ResolvedExpression expression) => PrettySql.Of(expression.TransformUp(e =>
        e is AttributeReference { Qualifier.Count: > 0 } a ? a with { Name = string.Join(".", [.. a.Qualifier, a.Name]) } : e));

    private static string Ordinal(int index) => index switch
    {
        0 => "first",
        1 => "second",
        2 => "third",
        _ => $"{index + 1}th",
    };
}
