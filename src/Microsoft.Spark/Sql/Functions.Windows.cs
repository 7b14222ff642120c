using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql;

/// <content>Functions over windows: each needs <see cref="Sql.Column.Over(Expressions.WindowSpec)"/>.</content>
public static partial class Functions
{
    /// <summary>Removed in Spark 3, and refused: <see cref="Expressions.Window.UnboundedPreceding"/> is the beginning of the partition.</summary>
    [Deprecated("2.4.0")]
    [Removed("3.0.0")]
    public static Column UnboundedPreceding() => throw SparkCall.Removed("unboundedPreceding");

    /// <summary>Removed in Spark 3, and refused: <see cref="Expressions.Window.UnboundedFollowing"/> is the end of the partition.</summary>
    [Deprecated("2.4.0")]
    [Removed("3.0.0")]
    public static Column UnboundedFollowing() => throw SparkCall.Removed("unboundedFollowing");

    /// <summary>The row's place, counted from 1.</summary>
    [Deprecated("2.4.0")]
    [Removed("3.0.0")]
    public static Column CurrentRow() => throw SparkCall.Removed("currentRow");

    /// <summary>The row's place in its partition, counted from 1.</summary>
    public static Column RowNumber() => Sql.Column.Call("row_number");

    /// <summary>The place of the first equal row: after equal rows, places are left out.</summary>
    public static Column Rank() => Sql.Column.Call("rank");

    /// <summary>How many different rows there are up to this one.</summary>
    public static Column DenseRank() => Sql.Column.Call("dense_rank");

    /// <summary>The rank as a part of the partition, from 0 to 1.</summary>
    public static Column PercentRank() => Sql.Column.Call("percent_rank");

    /// <summary>The part of the partition that is not above this row.</summary>
    public static Column CumeDist() => Sql.Column.Call("cume_dist");

    /// <summary>The number, from 1, of the row's bucket of <paramref name="n"/> nearly equal ones.</summary>
    public static Column Ntile(int n) => Sql.Column.Call("ntile", n);

    /// <summary>The value <paramref name="offset"/> rows before, or the default where there is no such row.</summary>
    public static Column Lag(Column column, int offset, object defaultValue = null) => Lag(column, offset, defaultValue, false);

    /// <inheritdoc cref="Lag(Column, int, object)"/>
    public static Column Lag(string columnName, int offset, object defaultValue = null) => Lag(Col(columnName), offset, defaultValue);

    /// <summary>The value <paramref name="offset"/> rows before, with or without nulls among them; the default where there is no such row.</summary>
    /// <param name="ignoreNulls">Whether to count only rows with a value.</param>
    public static Column Lag(Column column, int offset, object defaultValue, bool ignoreNulls) =>
        OverWindow("lag", ignoreNulls, column, offset, defaultValue);

    /// <summary>The value <paramref name="offset"/> rows after, or the default where there is no such row.</summary>
    public static Column Lead(Column column, int offset, object defaultValue = null) => Lead(column, offset, defaultValue, false);

    /// <inheritdoc cref="Lead(Column, int, object)"/>
    public static Column Lead(string columnName, int offset, object defaultValue = null) => Lead(Col(columnName), offset, defaultValue);

    /// <summary>The value <paramref name="offset"/> rows after, with or without nulls among them; the default where there is no such row.</summary>
    /// <param name="ignoreNulls">Whether to count only rows with a value.</param>
    public static Column Lead(Column column, int offset, object defaultValue, bool ignoreNulls) =>
        OverWindow("lead", ignoreNulls, column, offset, defaultValue);

    /// <summary>The value of the frame's row number <paramref name="offset"/>, counted from 1; null where the frame is shorter.</summary>
    public static Column NthValue(Column column, int offset, bool ignoreNulls = false) => OverWindow("nth_value", ignoreNulls, column, offset);

    private static Column OverWindow(string function, bool ignoreNulls, params object[] arguments) =>
        ignoreNulls ? Sql.Column.CallIgnoringNulls(function, arguments) : Sql.Column.Call(function, arguments);
}
