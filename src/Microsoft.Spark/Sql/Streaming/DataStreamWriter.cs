using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Runs a streaming frame: where its results go, how often, and in which mode.</summary>
public sealed class DataStreamWriter : IHasOrigin
{
    private readonly List<Setting> options = [];
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

    /// <summary>Which rows a batch gives out: new ones (<c>append</c>, the default), changed ones (<c>update</c>) or all (<c>complete</c>).</summary>
    public DataStreamWriter OutputMode(OutputMode outputMode) => OutputMode(outputMode switch
    {
        // As ToString says, which takes reflection: milliseconds of every program's start.
        Streaming.OutputMode.Append => nameof(Streaming.OutputMode.Append),
        Streaming.OutputMode.Complete => nameof(Streaming.OutputMode.Complete),
        Streaming.OutputMode.Update => nameof(Streaming.OutputMode.Update),
        _ => outputMode.ToString(),
    });

    /// <inheritdoc cref="OutputMode(OutputMode)"/>
    public DataStreamWriter OutputMode(string outputMode)
    {
        this.outputMode = outputMode;
        return this;
    }

    /// <summary>The sink: <c>console</c>, <c>memory</c>, or a file format.</summary>
    public DataStreamWriter Format(string source)
    {
        (format, foreachWriterId, foreachBatchId) = (source, null, null);
        return this;
    }

    /// <summary>An option of the sink. <c>checkpointLocation</c> names the folder that the query recovers from.</summary>
    public DataStreamWriter Option(string key, string value)
    {
        options.Add(new(key, value));
        return this;
    }

    /// <inheritdoc cref="Option(string, string)"/>
    public DataStreamWriter Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataStreamWriter Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <inheritdoc cref="Option(string, string)"/>
    public DataStreamWriter Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Several options of the sink.</summary>
    public DataStreamWriter Options(Dictionary<string, string> options)
    {
        this.options.AddRange(SourceOptions.Settings(options));
        return this;
    }

    /// <summary>Puts rows with the same values in these columns into a folder of their own.</summary>
    public DataStreamWriter PartitionBy(params string[] colNames)
    {
        partitioning = colNames.ToSeq();
        return this;
    }

    /// <summary>A name that is unique among the session's queries; the memory sink's table goes by it.</summary>
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

    /// <summary>When batches are run. Without one, as soon as the one before is done and there is something new.</summary>
    public DataStreamWriter Trigger(Trigger trigger)
    {
        this.trigger = trigger.Plan;
        return this;
    }

    /// <summary>Starts the query. It runs on by itself; <see cref="StreamingQuery.AwaitTermination()"/> waits for its end.</summary>
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
