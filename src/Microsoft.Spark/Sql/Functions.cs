namespace Microsoft.Spark.Sql;

/// <summary>Spark's built-in functions: each names the SQL function that the engine knows.</summary>
public static partial class Functions
{
    public static Column Col(string columnName) => Sql.Column.Named(columnName);

    public static Column Column(string columnName) => Col(columnName);

    public static Column Lit(object literal) => literal as Column ?? new(ExternalValues.ToExpression(literal));

    public static Column Expr(string expr) => new(new E.ExpressionString(expr));

    /// <summary>Calls a function by name: a registered one, or one of Spark's own.</summary>
    public static Column CallUDF(string udfName, params Column[] columns) => Sql.Column.Call(udfName, [.. columns]);

    public static Column Call_UDF(string udfName, params Column[] columns) => CallUDF(udfName, columns);

    /// <summary>Marks a frame as small enough to send to every machine; no rows change.</summary>
    public static DataFrame Broadcast(DataFrame df) => df.Hinted("broadcast", "broadcast", []);

    public static Column When(Column condition, object value) => Sql.Column.Call("when", condition, value);

    public static Column Not(Column column) => !column;

    public static Column Negate(Column column) => -column;

    public static Column Count(Column column) => Sql.Column.Call("count", column);

    /// <summary>As Spark, counts all rows for <c>*</c>.</summary>
    public static Column Count(string columnName) => Count(Col(columnName));

    public static Column CountDistinct(Column column, params Column[] columns) => Sql.Column.CallDistinct("count", columns.Prepend(column));

    public static Column CountDistinct(string columnName, params string[] columnNames) =>
        Sql.Column.CallDistinct("count", columnNames.Prepend(columnName).Select(Col));

    public static Column Count_Distinct(Column column, params Column[] columns) => CountDistinct(column, columns);

    public static Column SumDistinct(Column column) => Sql.Column.CallDistinct("sum", [column]);

    public static Column SumDistinct(string columnName) => SumDistinct(Col(columnName));

    public static Column Sum_Distinct(Column column) => SumDistinct(column);

    public static Column First(Column column, bool ignoreNulls = false) => IgnoringNulls("first", column, ignoreNulls);

    public static Column First(string columnName, bool ignoreNulls = false) => First(Col(columnName), ignoreNulls);

    public static Column Last(Column column, bool ignoreNulls = false) => IgnoringNulls("last", column, ignoreNulls);

    public static Column Last(string columnName, bool ignoreNulls = false) => Last(Col(columnName), ignoreNulls);

    public static Column Split(Column column, string pattern) => Split(column, pattern, -1);

    public static Column Split(Column column, string pattern, int limit) => Sql.Column.Call("split", column, pattern, limit);

    public static Column Window(Column column, string windowDuration) => Sql.Column.Call("window", column, windowDuration);

    public static Column Window(Column column, string windowDuration, string slideDuration) =>
        Sql.Column.Call("window", column, windowDuration, slideDuration);

    public static Column Window(Column column, string windowDuration, string slideDuration, string startTime) =>
        Sql.Column.Call("window", column, windowDuration, slideDuration, startTime);

    public static Column Session_Window(Column timeColumn, string gapDuration) => Sql.Column.Call("session_window", timeColumn, gapDuration);

    public static Column Session_Window(Column timeColumn, Column gapDuration) => Sql.Column.Call("session_window", timeColumn, gapDuration);

    public static Column Asc(string columnName) => Col(columnName).Asc();

    public static Column AscNullsFirst(string columnName) => Col(columnName).AscNullsFirst();

    public static Column AscNullsLast(string columnName) => Col(columnName).AscNullsLast();

    public static Column Desc(string columnName) => Col(columnName).Desc();

    public static Column DescNullsFirst(string columnName) => Col(columnName).DescNullsFirst();

    public static Column DescNullsLast(string columnName) => Col(columnName).DescNullsLast();

    private static Column IgnoringNulls(string function, Column column, bool ignoreNulls) =>
        ignoreNulls ? Sql.Column.Call(function, column, true) : Sql.Column.Call(function, column);
}
