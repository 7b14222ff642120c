using Grader.Plans.Session;
using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>What asks the session for an answer rather than for another frame.</summary>
public sealed partial class DataFrame
{
    private const string MustStart = "Queries with streaming sources must be executed with writeStream.start()";

    /// <exception cref="ArgumentException">A column has a type that the package does not know.</exception>
    public StructType Schema() => (StructType)DataType.Of(schema.Schema);

    public IReadOnlyList<string> Columns() => schema.Schema.Fields.Select(field => field.Name).ToArray();

    public IEnumerable<Tuple<string, string>> DTypes() =>
        Schema().Fields.Select(field => new Tuple<string, string>(field.Name, field.DataType.SimpleString));

    public void PrintSchema() => PrintSchema(0);

    public void PrintSchema(int level) => Console.WriteLine(SchemaTree.Print(schema.Schema, level));

    public bool IsStreaming() => schema.IsStreaming;

    public bool IsEmpty() => CollectedRows("isEmpty", Limit(1).plan).Rows.Count == 0;

    public long Count() => (long)CollectedRows("count", GroupBy().Count().plan).Rows[0][0];

    /// <summary>The rows; the query runs when they are first asked for, and again each time.</summary>
    public IEnumerable<Row> Collect()
    {
        foreach (Row row in ExternalValues.ToRows(CollectedRows("collectToPython", plan)))
        {
            yield return row;
        }
    }

    public IEnumerable<Row> ToLocalIterator() => Collect();

    public IEnumerable<Row> ToLocalIterator(bool prefetchPartitions) => Collect();

    public IEnumerable<Row> Head(int n) => Limit(n).Collect();

    public IEnumerable<Row> Take(int n) => Head(n);

    public IEnumerable<Row> Tail(int n) => Collect().TakeLast(n);

    /// <exception cref="InvalidOperationException">There is no row.</exception>
    public Row Head() => Limit(1).Collect().First();

    public Row First() => Head();

    public void Show(int numRows = 20, int truncate = 20, bool vertical = false) =>
        Console.WriteLine(SparkCall.Invoke(Session, "showString", client => client.ShowString(plan, numRows, truncate, vertical)));

    public void Explain(bool extended = false) => Console.WriteLine(SparkCall.Invoke(Session, "explain", client => client.Explain(plan, extended)));

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

    public DataFrame Cache() => Cached("cache", Sql.StorageLevel.MEMORY_AND_DISK);

    public DataFrame Persist() => Cached("persist", Sql.StorageLevel.MEMORY_AND_DISK);

    public DataFrame Persist(StorageLevel storageLevel) => Cached("persist", storageLevel);

    public DataFrame Unpersist(bool blocking = false) => Cached("unpersist", null);

    public void CreateTempView(string viewName) => CreateView("createTempView", viewName, replace: false, isGlobal: false);

    public void CreateOrReplaceTempView(string viewName) => CreateView("createOrReplaceTempView", viewName, replace: true, isGlobal: false);

    public void CreateGlobalTempView(string viewName) => CreateView("createGlobalTempView", viewName, replace: false, isGlobal: true);

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
