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
    private int begun;

    /// <param name="client">Null for the session that the program begins with.</param>
    internal SparkSession(ISparkSessionClient client = null)
    {
        this.client = client;
        Catalog = new Catalog.Catalog(this);
    }

    /// <summary>The context that the session runs in.</summary>
    public SparkContext SparkContext => ProgramState.Current.Context;

    /// <summary>Tables, views, functions and databases by their names.</summary>
    public Catalog.Catalog Catalog { get; }

    /// <summary>The session that the program begins with.</summary>
    internal static SparkSession Current => ProgramState.Current.FirstSession;

    internal static SparkSession ActiveOrDefault => ProgramState.Current.ActiveSession ?? ProgramState.Current.DefaultSession;

    internal ISparkSessionClient Client => client ?? SessionClientHost.Client;

    /// <summary>Whether this is the first call: a session begins with the settings of one builder.</summary>
    internal bool Begin() => Interlocked.Exchange(ref begun, 1) == 0;

    /// <summary>Collects settings for a session.</summary>
    public static Builder Builder() => new();

    /// <summary>The session that this thread works with.</summary>
    public static SparkSession Active() => ActiveOrDefault
        ?? throw SparkCall.Failure("active", new SparkException(new SparkError("IllegalStateException", null, "No active or default Spark session found")));

    /// <summary>The session of this thread, or null.</summary>
    public static SparkSession GetActiveSession() => ProgramState.Current.ActiveSession;

    /// <summary>The session that every thread gets that has none of its own, or null.</summary>
    public static SparkSession GetDefaultSession() => ProgramState.Current.DefaultSession;

    /// <summary>The session that this thread works with from now on.</summary>
    public static void SetActiveSession(SparkSession session) => ProgramState.Current.ActiveSession = session;

    /// <summary>The session that threads without one of their own work with.</summary>
    public static void SetDefaultSession(SparkSession session) => ProgramState.Current.DefaultSession = session;

    /// <summary>This thread works with the default session again.</summary>
    public static void ClearActiveSession() => ProgramState.Current.ActiveSession = null;

    /// <summary>There is no default session any more.</summary>
    public static void ClearDefaultSession() => ProgramState.Current.DefaultSession = null;

    /// <summary>Registers functions of the program's own for SQL.</summary>
    public UdfRegistration Udf() => new(this);

    /// <summary>A session with settings and temporary views of its own; it starts with those settings that the builder was given.</summary>
    public SparkSession NewSession()
    {
        var session = new SparkSession(SparkCall.Invoke(this, "newSession", client => client.NewSession()));
        session.Begin();
        SparkCall.Invoke(session, "newSession", client =>
        {
            foreach ((string key, string value) in SparkContext.GetConf().GetAll())
            {
                client.SetConf(key, value, SettingSource.Builder);
            }
        });
        return session;
    }

    /// <summary>The settings of the session.</summary>
    public RuntimeConfig Conf() => new(this);

    /// <summary>Reads files and tables as a frame.</summary>
    public DataFrameReader Read() => new(this);

    /// <summary>Reads a stream: files that arrive in a folder, lines from a socket, rows at a rate.</summary>
    public DataStreamReader ReadStream() => new(this);

    /// <summary>The queries of this session.</summary>
    public StreamingQueryManager Streams() => new(this);

    /// <summary>Runs an SQL query or statement.</summary>
    public DataFrame Sql(string sqlText) => DataFrame.Create(this, "sql", () => new P.Sql(sqlText));

    /// <summary>The frame of a table or view.</summary>
    public DataFrame Table(string tableName) => DataFrame.Create(this, "table", () => new P.NamedTable(tableName));

    /// <summary>Whole numbers in a column <c>id</c>, the end not included.</summary>
    public DataFrame Range(long end) => Range(0, end);

    /// <inheritdoc cref="Range(long)"/>
    public DataFrame Range(long start, long end) => Range(start, end, 1);

    /// <inheritdoc cref="Range(long)"/>
    public DataFrame Range(long start, long end, long step) => DataFrame.Create(this, "range", () => new P.Range(start, end, step));

    /// <summary>The number of partitions changes no rows.</summary>
    public DataFrame Range(long start, long end, long step, int numPartitions) => Range(start, end, step);

    /// <summary>A frame of these rows; single values come in a column <c>_1</c>.</summary>
    public DataFrame CreateDataFrame(IEnumerable<GenericRow> data, StructType schema) => DataFrame.Create(this, "createDataFrame", () =>
    {
        T.StructType columns = schema.ToPlanStruct();
        return new P.LocalRelation(columns, data.Select(row => row.Size() == columns.Fields.Count
            ? ExternalValues.ToPlan(row, columns)
            : throw SparkException.IllegalArgument($"Column count mismatches: data:{row.Size()}, schema:{columns.Fields.Count}")).ToSeq());
    });

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<int> data) => SingleColumn(data, new IntegerType(), isNullable: false);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<int?> data) => SingleColumn(data, new IntegerType());

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<string> data) => SingleColumn(data, new StringType());

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<double> data) => SingleColumn(data, new DoubleType(), isNullable: false);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<double?> data) => SingleColumn(data, new DoubleType());

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<bool> data) => SingleColumn(data, new BooleanType(), isNullable: false);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<bool?> data) => SingleColumn(data, new BooleanType());

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<Date> data) => SingleColumn(data, new DateType());

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{GenericRow}, StructType)"/>
    public DataFrame CreateDataFrame(IEnumerable<Timestamp> data) => SingleColumn(data, new TimestampType());

    /// <summary>Ends the session and its context: queries are stopped.</summary>
    public void Stop() => SparkCall.Invoke(this, "stop", client => client.StopSession());

    /// <summary>As <see cref="Stop"/>.</summary>
    public void Dispose() => Stop();

    /// <summary>The version of Spark whose behaviour this is.</summary>
    public string Version() => SparkVersion;

    private DataFrame SingleColumn<TValue>(IEnumerable<TValue> data, DataType type, bool isNullable = true) =>
        CreateDataFrame(data.Select(value => new GenericRow([value])), new StructType([new StructField("_1", type, isNullable)]));
}
