using Grader.Plans.Session;
using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>What asks the session for an answer rather than for another frame.</summary>
public sealed partial class DataFrame
{
    private const string MustStart = "Queries with streaming sources must be executed with writeStream.start()";

    /// <summary>The names and types of the columns.</summary>
    /// <exception cref="ArgumentException">A column has a type that the package does not know.</exception>
    public StructType Schema() => (StructType)DataType.Of(schema.Schema);

    /// <summary>The names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns() => schema.Schema.Fields.Select(field => field.Name).ToArray();

    /// <summary>The names of the columns, each with its type as SQL writes it.</summary>
    public IEnumerable<Tuple<string, string>> DTypes() =>
        Schema().Fields.Select(field => new Tuple<string, string>(field.Name, field.DataType.SimpleString));

    /// <summary>Prints the columns and their types as a tree to the console.</summary>
    public void PrintSchema() => PrintSchema(0);

    /// <inheritdoc cref="PrintSchema()"/>
    public void PrintSchema(int level) => Console.WriteLine(SchemaTree.Print(schema.Schema, level));

    /// <summary>Whether the frame has a stream among its sources: then it is run by <see cref="WriteStream"/>, and actions are refused.</summary>
    public bool IsStreaming() => schema.IsStreaming;

    /// <summary>Whether the frame has no row.</summary>
    public bool IsEmpty() => CollectedRows("isEmpty", Limit(1).plan).Rows.Count == 0;

    /// <summary>The number of rows.</summary>
    public long Count() => (long)CollectedRows("count", GroupBy().Count().plan).Rows[0][0];

    /// <summary>The rows; the query runs when they are first asked for, and again each time.</summary>
    public IEnumerable<Row> Collect()
    {
        foreach (Row row in ExternalValues.ToRows(CollectedRows("collectToPython", plan)))
        {
            yield return row;
        }
    }

    /// <summary>All rows, one after the other.</summary>
    public IEnumerable<Row> ToLocalIterator() => Collect();

    /// <inheritdoc cref="ToLocalIterator()"/>
    public IEnumerable<Row> ToLocalIterator(bool prefetchPartitions) => Collect();

    /// <summary>The first rows, in no particular order where the frame is not sorted.</summary>
    public IEnumerable<Row> Head(int n) => Limit(n).Collect();

    /// <summary>The first rows, in no particular order where the frame is not sorted.</summary>
    public IEnumerable<Row> Take(int n) => Head(n);

    /// <summary>The last rows.</summary>
    public IEnumerable<Row> Tail(int n) => Collect().TakeLast(n);

    /// <summary>The first row; any row where the frame is not sorted.</summary>
    /// <exception cref="InvalidOperationException">There is no row.</exception>
    public Row Head() => Limit(1).Collect().First();

    /// <summary>The first row.</summary>
    public Row First() => Head();

    /// <summary>Prints the first rows as a table to the console. Longer texts are cut to <paramref name="truncate"/> characters; 0 leaves them whole.</summary>
    public void Show(int numRows = 20, int truncate = 20, bool vertical = false) =>
        Console.WriteLine(SparkCall.Invoke(Session, "showString", client => client.ShowString(plan, numRows, truncate, vertical)));

    /// <summary>Prints the plan that the frame has come to, to the console.</summary>
    public void Explain(bool extended = false) => Console.WriteLine(SparkCall.Invoke(Session, "explain", client => client.Explain(plan, extended)));

    /// <inheritdoc cref="Explain(bool)"/>
    public void Explain(string mode)
    {
        string[] modes = ["simple", "extended", "codegen", "cost", "formatted"];
        if (!modes.Contains(mode.ToLowerInvariant()))
        {
            throw SparkCall.Failure("fromString", SparkException.IllegalArgument(
                $"Unknown explain mode: {mode}. Accepted explain modes are 'simple', 'extended', 'codegen', 'cost', 'formatted'."));
        }

        Explain(string.Equals(mode, "extended", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Marks the frame to be kept in memory. Here it is computed anew each time; results are the same.</summary>
    public DataFrame Cache() => Cached("cache", Sql.StorageLevel.MEMORY_AND_DISK);

    /// <summary>Marks the frame to be kept. Here it is computed anew each time; results are the same.</summary>
    public DataFrame Persist() => Cached("persist", Sql.StorageLevel.MEMORY_AND_DISK);

    /// <inheritdoc cref="Persist()"/>
    public DataFrame Persist(StorageLevel storageLevel) => Cached("persist", storageLevel);

    /// <summary>Takes back <see cref="Cache"/> and <c>Persist</c>.</summary>
    public DataFrame Unpersist(bool blocking = false) => Cached("unpersist", null);

    /// <summary>Gives the frame a name for SQL, in this session. An error where the name is taken.</summary>
    public void CreateTempView(string viewName) => CreateView("createTempView", viewName, replace: false, isGlobal: false);

    /// <summary>Gives the frame a name for SQL, in this session, in place of whatever had it.</summary>
    public void CreateOrReplaceTempView(string viewName) => CreateView("createOrReplaceTempView", viewName, replace: true, isGlobal: false);

    /// <summary>Gives the frame a name in <c>global_temp</c>, for all sessions. An error where the name is taken.</summary>
    public void CreateGlobalTempView(string viewName) => CreateView("createGlobalTempView", viewName, replace: false, isGlobal: true);

    /// <summary>Gives the frame a name in <c>global_temp</c>, for all sessions, in place of whatever had it.</summary>
    public void CreateOrReplaceGlobalTempView(string viewName) => CreateView("createOrReplaceGlobalTempView", viewName, replace: true, isGlobal: true);

    private CollectedRows CollectedRows(string method, P.LogicalPlan plan) => SparkCall.Invoke(Session, method, client => client.Collect(plan));

    /// <summary>Caching never changes rows; but Spark plans a frame to cache it, and a stream cannot be planned as a batch.</summary>
    /// <param name="level">Null to take it back.</param>
    private DataFrame Cached(string method, StorageLevel level)
    {
        if (schema.IsStreaming && level is not null)
        {
            throw SparkCall.Failure(method, SparkException.Analysis(null, MustStart));
        }

        SparkCall.Invoke(Session, method, client => client.Execute(new P.Persist(plan, level?.ToPlan())));
        return this;
    }

    private void CreateView(string method, string name, bool replace, bool isGlobal) =>
        SparkCall.Invoke(Session, method, client => client.CreateTempView(name, plan, replace, isGlobal));
}
