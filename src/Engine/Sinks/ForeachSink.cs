using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Takes the rows of a query one by one, as a program's ForeachWriter does (spark-semantics 6.2).</summary>
public interface IForeachWriter
{
    /// <summary>Begins a part of a batch; false skips its rows. It is closed either way.</summary>
    /// <param name="epochId">The batch; it may come again after a failure.</param>
    bool Open(long partitionId, long epochId);

    void Process(StructType schema, Datum[] row);

    /// <param name="error">What ended the part early; null where nothing did.</param>
    void Close(SparkException? error);
}

/// <summary>Hands each batch to a writer, as one partition and in the engine's order of rows.</summary>
internal sealed class ForeachSink(IForeachWriter writer) : ISink
{
    public string Description => "org.apache.spark.sql.execution.streaming.sources.ForeachWriterTable";

    public bool CountsRows => true;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows)
    {
        try
        {
            if (writer.Open(0, batchId))
            {
                foreach (Datum[] row in rows)
                {
                    writer.Process(schema, row);
                }
            }
        }
        catch (SparkException e)
        {
            writer.Close(e);
            throw;
        }

        writer.Close(null);
    }
}

/// <summary>Takes whole batches, as a program's foreachBatch function does.</summary>
public interface IForeachBatchFunction
{
    /// <param name="batchId">It may come again after a failure, with the same rows.</param>
    void Call(long batchId, StructType schema, IReadOnlyList<Datum[]> rows);
}

/// <summary>Hands each batch to a function, empty ones too.</summary>
internal sealed class ForeachBatchSink(IForeachBatchFunction function) : ISink
{
    public string Description => "ForeachBatchSink";

    public bool CountsRows => false;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows) => function.Call(batchId, schema, rows);
}
