using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

public sealed class DataStreamWriter : IHasOrigin
{
    private readonly List<KeyValuePair<string, string>> options = [];
    private readonly P.LogicalPlan input;
    private string format;
    private string outputMode;
    private string queryName;
    private P.Trigger trigger = new P.DefaultTrigger();
    private Seq<string> partitioning;
    private Origin origin;

    internal DataStreamWriter(P.LogicalPlan input) => this.input = input;

    public DataStreamWriter OutputMode(OutputMode outputMode) => OutputMode(outputMode.ToString());

    public DataStreamWriter OutputMode(string outputMode)
    {
        this.outputMode = outputMode;
        return this;
    }

    public DataStreamWriter Format(string source)
    {
        format = source;
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

    public DataStreamWriter Trigger(Trigger trigger)
    {
        this.trigger = trigger.Plan;
        return this;
    }

    public StreamingQuery Start(string path = null) => new(SparkCall.Invoke("start", client => client.StartQuery(
        new P.WriteStreamOperation(input, format, outputMode, trigger, queryName, options.ToSeq(), partitioning, path) { Origin = origin })));

    void IHasOrigin.NoteOrigin(Origin origin)
    {
        if (!this.origin.IsKnown)
        {
            this.origin = origin;
        }
    }
}
