namespace Microsoft.Spark.Sql;

/// <summary>Spark's built-in functions: each names the SQL function that the engine knows.</summary>
public static partial class Functions
{
    /// <summary>A column by its name.</summary>
    public static Column Col(string columnName) => Sql.Column.Named(columnName);

    /// <summary>A column by its name.</summary>
    public static Column Column(string columnName) => Col(columnName);

    /// <summary>A constant.</summary>
    public static Column Lit(object literal) => literal as Column ?? new(ExternalValues.ToExpression(literal));

    /// <summary>An expression written as in SQL.</summary>
    public static Column Expr(string expr) => new(new E.ExpressionString(expr));

    /// <summary>Calls a function by name: a registered one, or one of Spark's own.</summary>
    public static Column CallUDF(string udfName, params Column[] columns) => Sql.Column.Call(udfName, [.. columns]);

    /// <summary>Calls a function by name: a registered one, or one of Spark's own.</summary>
    public static Column Call_UDF(string udfName, params Column[] columns) => CallUDF(udfName, columns);

    /// <summary>Marks a frame as small enough to send to every machine; no rows change.</summary>
    public static DataFrame Broadcast(DataFrame df) => df.Hinted("broadcast", "broadcast", []);

    /// <summary>The value where a condition holds; <see cref="Column.When"/> adds branches, <see cref="Column.Otherwise"/> the rest. Null where no branch holds.</summary>
    public static Column When(Column condition, object value) => Sql.Column.Call("when", condition, value);

    /// <summary>Whether the condition does not hold. Null stays null.</summary>
    public static Column Not(Column column) => !column;

    /// <summary>The number with the other sign.</summary>
    public static Column Negate(Column column) => -column;

    /// <summary>Rows, or rows where no argument is null.</summary>
    public static Column Count(Column column) => Sql.Column.Call("count", column);

    /// <summary>As Spark, counts all rows for <c>*</c>.</summary>
    public static Column Count(string columnName) => Count(Col(columnName));

    /// <summary>The number of different combinations of values, none of which is null.</summary>
    public static Column CountDistinct(Column column, params Column[] columns) => Sql.Column.CallDistinct("count", columns.Prepend(column));

    /// <inheritdoc cref="CountDistinct(Column, Column[])"/>
    public static Column CountDistinct(string columnName, params string[] columnNames) =>
        Sql.Column.CallDistinct("count", columnNames.Prepend(columnName).Select(Col));

    /// <summary>The number of different combinations of values, none of which is null.</summary>
    public static Column Count_Distinct(Column column, params Column[] columns) => CountDistinct(column, columns);

    /// <summary>The sum of the different values. Nulls do not count.</summary>
    public static Column SumDistinct(Column column) => Sql.Column.CallDistinct("sum", [column]);

    /// <inheritdoc cref="SumDistinct(Column)"/>
    public static Column SumDistinct(string columnName) => SumDistinct(Col(columnName));

    /// <summary>The sum of the different values. Nulls do not count.</summary>
    public static Column Sum_Distinct(Column column) => SumDistinct(column);

    /// <summary>The first value in processing order.</summary>
    public static Column First(Column column, bool ignoreNulls = false) => IgnoringNulls("first", column, ignoreNulls);

    /// <inheritdoc cref="First(Column, bool)"/>
    public static Column First(string columnName, bool ignoreNulls = false) => First(Col(columnName), ignoreNulls);

    /// <summary>The last value in processing order.</summary>
    public static Column Last(Column column, bool ignoreNulls = false) => IgnoringNulls("last", column, ignoreNulls);

    /// <inheritdoc cref="Last(Column, bool)"/>
    public static Column Last(string columnName, bool ignoreNulls = false) => Last(Col(columnName), ignoreNulls);

    /// <summary>The parts between matches of a regular expression.</summary>
    public static Column Split(Column column, string pattern) => Split(column, pattern, -1);

    /// <inheritdoc cref="Split(Column, string)"/>
    public static Column Split(Column column, string pattern, int limit) => Sql.Column.Call("split", column, pattern, limit);

    /// <summary>The tumbling or sliding time windows that hold a time.</summary>
    public static Column Window(Column column, string windowDuration) => Sql.Column.Call("window", column, windowDuration);

    /// <inheritdoc cref="Window(Column, string)"/>
    public static Column Window(Column column, string windowDuration, string slideDuration) =>
        Sql.Column.Call("window", column, windowDuration, slideDuration);

    /// <inheritdoc cref="Window(Column, string)"/>
    public static Column Window(Column column, string windowDuration, string slideDuration, string startTime) =>
        Sql.Column.Call("window", column, windowDuration, slideDuration, startTime);

    /// <summary>The session that a time belongs to: it ends when nothing comes for the gap.</summary>
    public static Column Session_Window(Column timeColumn, string gapDuration) => Sql.Column.Call("session_window", timeColumn, gapDuration);

    /// <inheritdoc cref="Session_Window(Column, string)"/>
    public static Column Session_Window(Column timeColumn, Column gapDuration) => Sql.Column.Call("session_window", timeColumn, gapDuration);

    /// <summary>Ascending order, nulls first.</summary>
    public static Column Asc(string columnName) => Col(columnName).Asc();

    /// <summary>Ascending order, nulls first.</summary>
    public static Column AscNullsFirst(string columnName) => Col(columnName).AscNullsFirst();

    /// <summary>Ascending order, nulls last.</summary>
    public static Column AscNullsLast(string columnName) => Col(columnName).AscNullsLast();

    /// <summary>Descending order, nulls last.</summary>
    public static Column Desc(string columnName) => Col(columnName).Desc();

    /// <summary>Descending order, nulls first.</summary>
    public static Column DescNullsFirst(string columnName) => Col(columnName).DescNullsFirst();

    /// <summary>Descending order, nulls last.</summary>
    public static Column DescNullsLast(string columnName) => Col(columnName).DescNullsLast();

    private static Column IgnoringNulls(string function, Column column, bool ignoreNulls) =>
        ignoreNulls ? Sql.Column.Call(function, column, true) : Sql.Column.Call(function, column);
}
