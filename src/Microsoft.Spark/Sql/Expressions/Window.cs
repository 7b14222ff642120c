namespace Microsoft.Spark.Sql.Expressions;

/// <summary>Begins a window specification, and names the bounds of frames.</summary>
public static class Window
{
    /// <summary>The row that a value is computed for.</summary>
    public static long CurrentRow => 0;

    /// <summary>The partition's last row.</summary>
    public static long UnboundedFollowing => long.MaxValue;

    /// <summary>The partition's first row.</summary>
    public static long UnboundedPreceding => long.MinValue;

    internal static WindowSpec Unpartitioned { get; } = new(new E.WindowSpecification([], [], null));

    /// <summary>A window over the rows with the same values in these columns.</summary>
    public static WindowSpec PartitionBy(string colName, params string[] colNames) => Unpartitioned.PartitionBy(colName, colNames);

    /// <inheritdoc cref="PartitionBy(string, string[])"/>
    public static WindowSpec PartitionBy(params Column[] columns) => Unpartitioned.PartitionBy(columns);

    /// <summary>A window over rows in this order.</summary>
    public static WindowSpec OrderBy(string colName, params string[] colNames) => Unpartitioned.OrderBy(colName, colNames);

    /// <inheritdoc cref="OrderBy(string, string[])"/>
    public static WindowSpec OrderBy(params Column[] columns) => Unpartitioned.OrderBy(columns);

    /// <inheritdoc cref="WindowSpec.RowsBetween"/>
    public static WindowSpec RowsBetween(long start, long end) => Unpartitioned.RowsBetween(start, end);

    /// <inheritdoc cref="WindowSpec.RangeBetween(long, long)"/>
    public static WindowSpec RangeBetween(long start, long end) => Unpartitioned.RangeBetween(start, end);

    /// <inheritdoc cref="WindowSpec.RangeBetween(Column, Column)"/>
    [Deprecated("2.4.0")]
    [Removed("3.0.0")]
    public static WindowSpec RangeBetween(Column start, Column end) => Unpartitioned.RangeBetween(start, end);
}
