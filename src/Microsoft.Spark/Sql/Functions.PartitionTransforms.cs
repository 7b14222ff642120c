namespace Microsoft.Spark.Sql;

/// <content>Transforms of columns by which tables are partitioned: only <see cref="DataFrameWriterV2.PartitionedBy"/> takes them.</content>
public static partial class Functions
{
    /// <summary>For partitions of a table: one for each year.</summary>
    [Since("3.0.0")]
    public static Column Years(Column column) => Sql.Column.Call("years", column);

    /// <summary>For partitions of a table: one for each month.</summary>
    [Since("3.0.0")]
    public static Column Months(Column column) => Sql.Column.Call("months", column);

    /// <summary>For partitions of a table: one for each day.</summary>
    [Since("3.0.0")]
    public static Column Days(Column column) => Sql.Column.Call("days", column);

    /// <summary>For partitions of a table: one for each hour.</summary>
    [Since("3.0.0")]
    public static Column Hours(Column column) => Sql.Column.Call("hours", column);

    /// <summary>For partitions of a table: so many, by a hash of the value.</summary>
    [Since("3.0.0")]
    public static Column Bucket(Column numBuckets, Column column) => Sql.Column.Call("bucket", numBuckets, column);

    /// <inheritdoc cref="Bucket(Column, Column)"/>
    [Since("3.0.0")]
    public static Column Bucket(int numBuckets, Column column) => Sql.Column.Call("bucket", numBuckets, column);
}
