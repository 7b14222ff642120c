using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Where a query's batches go. A batch may come twice with the same id and rows, after a crash.</summary>
internal interface ISink
{
    /// <summary>As progress reports name it.</summary>
    string Description { get; }

    /// <summary>Whether progress reports say how many rows a batch wrote.</summary>
    bool CountsRows { get; }

    void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows);
}

/// <summary>Takes the rows and does nothing: the noop sink, and sinks whose work is done by who is told of the batch (foreachBatch).</summary>
internal sealed class NoopSink(string description, bool countsRows) : ISink
{
    public string Description => description;

    public bool CountsRows => countsRows;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows)
    {
        // The rows were computed, which is all that noop asks for.
    }
}

/// <summary>Keeps rows in memory, readable as a view named like the query (Spark's MemorySink).</summary>
internal sealed class MemorySink(OutputMode mode, long cellLimit) : ISink
{
    private readonly Lock gate = new();
    private readonly List<Datum[]> rows = [];
    private long latestBatchId = -1;
    private long cells;

    public string Description => "MemorySink";

    public bool CountsRows => true;

    public IReadOnlyList<Datum[]> Rows
    {
        get
        {
            lock (gate)
            {
                return [.. rows];
            }
        }
    }

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> batch)
    {
        lock (gate)
        {
            Add(batchId, batch);
        }
    }

    private void Add(long batchId, IReadOnlyList<Datum[]> batch)
    {
        if (batchId <= latestBatchId)
        {
            return;
        }

        if (mode is OutputMode.Complete)
        {
            rows.Clear();
            cells = 0;
        }

        cells += batch.Sum(CellBudget.CellsOf);
        if (cells > cellLimit)
        {
            throw new Grader.Plans.SparkException(new Grader.Plans.SparkError(
                "SparkException", null, $"The memory sink holds more than {cellLimit} values, which is this engine's limit."));
        }

        rows.AddRange(batch);
        latestBatchId = batchId;
    }
}

/// <summary>Prints each batch, empty ones too, as Spark's console sink does (spark-semantics 6.1).</summary>
internal sealed class ConsoleSink(ConsoleBudget console, int rowCount, int truncate, TimeZoneInfo zone) : ISink
{
    private const string Line = "-------------------------------------------\n";

    public string Description => "org.apache.spark.sql.execution.streaming.ConsoleTable$";

    public bool CountsRows => true;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows)
    {
        // In one piece: other queries, and the program itself, may print at the same time.
        console.Write(System.Globalization.CultureInfo.InvariantCulture, $"{Line}Batch: {batchId}\n{Line}{TableText.Show(schema, rows, rowCount, truncate, zone)}\n");
    }
}

/// <summary>The session's console with a limit on characters.</summary>
internal sealed class ConsoleBudget(TextWriter writer, long limit)
{
    private readonly Lock gate = new();
    private long used;

    public void Write(IFormatProvider provider, FormattableString text) => Write(text.ToString(provider));

    public void Write(string text)
    {
        lock (gate)
        {
            WriteAlone(text);
        }
    }

    private void WriteAlone(string text)
    {
        used += text.Length;
        if (used > limit)
        {
            throw new Grader.Plans.SparkException(new Grader.Plans.SparkError(
                "SparkException", null, $"The console sinks print more than {limit} characters, which is this engine's limit."));
        }

        writer.Write(text);
    }
}
