using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

public sealed class DataStreamWriter : IHasOrigin
{
    private readonly List<KeyValuePair<string, string>> options = [];
    private readonly DataFrame input;
    private string format;
    private string outputMode;
    private string queryName;
    private P.Trigger trigger = new P.DefaultTrigger();
    private Seq<string> partitioning;
    private int? foreachBatchId;
    private int? foreachWriterId;
    private Origin origin;

    internal DataStreamWriter(DataFrame input) => this.input = input;

    public DataStreamWriter OutputMode(OutputMode outputMode) => OutputMode(outputMode.ToString());

    public DataStreamWriter OutputMode(string outputMode)
    {
        this.outputMode = outputMode;
        return this;
    }

    public DataStreamWriter Format(string source)
    {
        (format, foreachWriterId, foreachBatchId) = (source, null, null);
        return this;
    }

    public DataStreamWriter Option(string key, string value)
    {
        options.Add(new(key, value));
        return this;
    }

    public DataStreamWriter Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    public DataStreamWriter Option(string key, long value) => Option(key, SourceOptions.Text(value));

    public DataStreamWriter Option(string key, double value) => Option(key, SourceOptions.Text(value));

    public DataStreamWriter Options(Dictionary<string, string> options)
    {
        this.options.AddRange(options);
        return this;
    }

    public DataStreamWriter PartitionBy(params string[] colNames)
    {
        partitioning = colNames.ToSeq();
        return this;
    }

    public DataStreamWriter QueryName(string queryName)
    {
        this.queryName = queryName;
        return this;
    }

    /// <summary>Gives each partition of a batch to the writer. It runs in this process; in Spark, each partition has a copy of its own.</summary>
    public DataStreamWriter Foreach(IForeachWriter writer)
    {
        format = "foreach";
        (foreachWriterId, foreachBatchId) = (ProgramState.Current.Code.Add(writer), null);
        return this;
    }

    /// <summary>Calls the function with each batch, empty ones too. The frame lives until the query's next batch.</summary>
    public DataStreamWriter ForeachBatch(Action<DataFrame, long> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        format = "foreachBatch";
        (foreachWriterId, foreachBatchId) = (null, ProgramState.Current.Code.Add(new BatchFunction(func, input.Session)));
        return this;
    }

    public DataStreamWriter Trigger(Trigger trigger)
    {
        this.trigger = trigger.Plan;
        return this;
    }

    public StreamingQuery Start(string path = null) => Start("start", path, null);

    /// <summary>Writes into a table of the session, which is made where it is not there.</summary>
    [Since("3.1.0")]
    public StreamingQuery ToTable(string tableName) => Start("toTable", null, tableName);

    void IHasOrigin.NoteOrigin(Origin origin)
    {
        if (!this.origin.IsKnown)
        {
            this.origin = origin;
        }
    }

    private StreamingQuery Start(string method, string path, string tableName) => new(input.Session, SparkCall.Invoke(input.Session, method, client => client.StartQuery(
        new P.WriteStreamOperation(input.Plan, format, outputMode, trigger, queryName, options.ToSeq(), partitioning, path, foreachBatchId, foreachWriterId) { TableName = tableName, Origin = origin })));
}
