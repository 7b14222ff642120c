namespace Microsoft.Spark.Sql;

/// <content>Transforms of columns by which tables are partitioned: only <see cref="DataFrameWriterV2.PartitionedBy"/> takes them.</content>
public static partial class Functions
{
    [Since("3.0.0")]
    public static Column Years(Column column) => Sql.Column.Call("years", column);

    [Since("3.0.0")]
    public static Column Months(Column column) => Sql.Column.Call("months", column);

    [Since("3.0.0")]
    public static Column Days(Column column) => Sql.Column.Call("days", column);

    [Since("3.0.0")]
    public static Column Hours(Column column) => Sql.Column.Call("hours", column);

    [Since("3.0.0")]
    public static Column Bucket(Column numBuckets, Column column) => Sql.Column.Call("bucket", numBuckets, column);

    [Since("3.0.0")]
    public static Column Bucket(int numBuckets, Column column) => Sql.Column.Call("bucket", numBuckets, column);
}
