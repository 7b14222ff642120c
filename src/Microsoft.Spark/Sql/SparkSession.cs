using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>The one session of a run: each run of a program loads this assembly anew.</summary>
public sealed class SparkSession : IDisposable
{
    /// <summary>The release whose behaviour the engine reproduces.</summary>
    internal const string SparkVersion = "3.5.9";

    private static long lastPlanId;

    private SparkSession() { }

    public SparkContext SparkContext { get; } = new();

    public Catalog.Catalog Catalog { get; } = new();

    internal static SparkSession Current { get; } = new();

    public static Builder Builder() => new();

    public static SparkSession Active() => Current;

    public static SparkSession GetActiveSession() => Current;

    public static SparkSession GetDefaultSession() => Current;

    public RuntimeConfig Conf() => new();

    public DataFrameReader Read() => new();

    public DataStreamReader ReadStream() => new();

    public StreamingQueryManager Streams() => new();

    public UdfRegistration Udf() => new();

    public DataFrame Sql(string sqlText) => DataFrame.Create("sql", () => new P.Sql(sqlText));

    public DataFrame Table(string tableName) => DataFrame.Create("table", () => new P.NamedTable(tableName));

    public DataFrame Range(long end) => Range(0, end);

    public DataFrame Range(long start, long end) => Range(start, end, 1);

    public DataFrame Range(long start, long end, long step) => DataFrame.Create("range", () => new P.Range(start, end, step));

    /// <summary>The number of partitions changes no rows.</summary>
    public DataFrame Range(long start, long end, long step, int numPartitions) => Range(start, end, step);

    public DataFrame CreateDataFrame(IEnumerable<GenericRow> data, StructType schema) => DataFrame.Create("createDataFrame", () =>
    {
        T.StructType columns = schema.ToPlanStruct();
        return new P.LocalRelation(columns, data.Select(row => row.Size() == columns.Fields.Count
            ? ExternalValues.ToPlan(row, columns)
            : throw SparkException.IllegalArgument($"Column count mismatches: data:{row.Size()}, schema:{columns.Fields.Count}")).ToSeq());
    });

    public DataFrame CreateDataFrame(IEnumerable<int> data) => SingleColumn(data, new IntegerType(), isNullable: false);

    public DataFrame CreateDataFrame(IEnumerable<int?> data) => SingleColumn(data, new IntegerType());

    public DataFrame CreateDataFrame(IEnumerable<string> data) => SingleColumn(data, new StringType());

    public DataFrame CreateDataFrame(IEnumerable<double> data) => SingleColumn(data, new DoubleType(), isNullable: false);

    public DataFrame CreateDataFrame(IEnumerable<double?> data) => SingleColumn(data, new DoubleType());

    public DataFrame CreateDataFrame(IEnumerable<bool> data) => SingleColumn(data, new BooleanType(), isNullable: false);

    public DataFrame CreateDataFrame(IEnumerable<bool?> data) => SingleColumn(data, new BooleanType());

    public DataFrame CreateDataFrame(IEnumerable<Date> data) => SingleColumn(data, new DateType());

    public DataFrame CreateDataFrame(IEnumerable<Timestamp> data) => SingleColumn(data, new TimestampType());

    public void Stop() => SparkCall.Invoke("stop", client => client.StopSession());

    public void Dispose() => Stop();

    public string Version() => SparkVersion;

    internal static long NextPlanId() => Interlocked.Increment(ref lastPlanId);

    private DataFrame SingleColumn<TValue>(IEnumerable<TValue> data, DataType type, bool isNullable = true) =>
        CreateDataFrame(data.Select(value => new GenericRow([value])), new StructType([new StructField("_1", type, isNullable)]));
}
