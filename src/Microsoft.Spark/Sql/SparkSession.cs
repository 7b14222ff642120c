using Grader.Plans.Session;
using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>A session: its settings and views are its own, the files and the context are everybody's.</summary>
public sealed class SparkSession : IDisposable
{
    /// <summary>The release whose behaviour the engine reproduces.</summary>
    internal const string SparkVersion = "3.5.9";

    private readonly ISparkSessionClient client;

    /// <param name="client">Null for the session that the program begins with.</param>
    internal SparkSession(ISparkSessionClient client = null)
    {
        this.client = client;
        Catalog = new Catalog.Catalog(this);
    }

    public SparkContext SparkContext => ProgramState.Current.Context;

    public Catalog.Catalog Catalog { get; }

    /// <summary>The session that the program begins with.</summary>
    internal static SparkSession Current => ProgramState.Current.FirstSession;

    internal static SparkSession ActiveOrDefault => ProgramState.Current.ActiveSession ?? ProgramState.Current.DefaultSession;

    internal ISparkSessionClient Client => client ?? SessionClientHost.Client;

    public static Builder Builder() => new();

    public static SparkSession Active() => ActiveOrDefault
        ?? throw SparkCall.Failure("active", new SparkException(new SparkError("IllegalStateException", null, "No active or default Spark session found")));

    /// <summary>The session of this thread, or null.</summary>
    public static SparkSession GetActiveSession() => ProgramState.Current.ActiveSession;

    /// <summary>The session that every thread gets that has none of its own, or null.</summary>
    public static SparkSession GetDefaultSession() => ProgramState.Current.DefaultSession;

    public static void SetActiveSession(SparkSession session) => ProgramState.Current.ActiveSession = session;

    public static void SetDefaultSession(SparkSession session) => ProgramState.Current.DefaultSession = session;

    public static void ClearActiveSession() => ProgramState.Current.ActiveSession = null;

    public static void ClearDefaultSession() => ProgramState.Current.DefaultSession = null;

    public UdfRegistration Udf() => new(this);

    /// <summary>A session with settings and temporary views of its own; it starts with those settings that the builder was given.</summary>
    public SparkSession NewSession()
    {
        var session = new SparkSession(SparkCall.Invoke(this, "newSession", client => client.NewSession()));
        SparkCall.Invoke(session, "newSession", client =>
        {
            foreach ((string key, string value) in SparkContext.GetConf().GetAll())
            {
                client.SetConf(key, value);
            }
        });
        return session;
    }

    public RuntimeConfig Conf() => new(this);

    public DataFrameReader Read() => new(this);

    public DataStreamReader ReadStream() => new(this);

    public StreamingQueryManager Streams() => new(this);

    public DataFrame Sql(string sqlText) => DataFrame.Create(this, "sql", () => new P.Sql(sqlText));

    public DataFrame Table(string tableName) => DataFrame.Create(this, "table", () => new P.NamedTable(tableName));

    public DataFrame Range(long end) => Range(0, end);

    public DataFrame Range(long start, long end) => Range(start, end, 1);

    public DataFrame Range(long start, long end, long step) => DataFrame.Create(this, "range", () => new P.Range(start, end, step));

    /// <summary>The number of partitions changes no rows.</summary>
    public DataFrame Range(long start, long end, long step, int numPartitions) => Range(start, end, step);

    public DataFrame CreateDataFrame(IEnumerable<GenericRow> data, StructType schema) => DataFrame.Create(this, "createDataFrame", () =>
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

    public void Stop() => SparkCall.Invoke(this, "stop", client => client.StopSession());

    public void Dispose() => Stop();

    public string Version() => SparkVersion;

    private DataFrame SingleColumn<TValue>(IEnumerable<TValue> data, DataType type, bool isNullable = true) =>
        CreateDataFrame(data.Select(value => new GenericRow([value])), new StructType([new StructField("_1", type, isNullable)]));
}
