using Grader.Engine.Expressions;
using Grader.Engine.Operators;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Hands the rows of each batch to a program's ForeachWriter (spark-semantics 6.2), in the engine's order.</summary>
/// <param name="partitions">
/// How many parts a batch has, each opened and closed by itself: as many as the program's last <c>repartition</c> says, else one. Rows go to them in turn.
/// </param>
/// <param name="interruption">As in <see cref="EngineServices.Interruption"/>.</param>
internal sealed class ForeachSink(IProgramCallbacks program, int writerId, int partitions, Func<CancellationToken> interruption) : ISink
{
    private static readonly SparkError Aborted = new("SparkException", null, "Foreach writer has been aborted due to a task failure");

    public string Description => "org.apache.spark.sql.execution.streaming.sources.ForeachWriterTable";

    public bool CountsRows => true;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows)
    {
        for (int i = 0; i < partitions; i++)
        {
            int partition = i;
            WritePartition(partition, batchId, schema, rows.Where((_, row) => row % partitions == partition));
        }
    }

    private void WritePartition(int partitionId, long batchId, StructType schema, IEnumerable<Datum[]> rows)
    {
        // A writer that fails to open is not closed (ForeachDataWriter opens in its constructor).
        bool isOpen = program.OpenWriter(writerId, partitionId, batchId);
        try
        {
            if (isOpen)
            {
                DataType[] types = [.. schema.Fields.Select(field => field.DataType)];
                foreach (List<Datum[]> part in ProgramRows.InParts(rows, row => row, types))
                {
                    interruption().ThrowIfCancellationRequested();
                    program.ProcessRows(writerId, ProgramRows.Of(schema, part));
                }
            }
        }
        catch (SparkException e)
        {
            program.CloseWriter(writerId, e.Error);
            throw;
        }
        catch (OperationCanceledException)
        {
            program.CloseWriter(writerId, Aborted);
            throw;
        }

        program.CloseWriter(writerId, null);
    }
}

/// <summary>Hands each batch to a program's function, empty ones too.</summary>
/// <param name="hold">Names the batch's rows to the session, in place of those of the batch before.</param>
internal sealed class ForeachBatchSink(IProgramCallbacks program, int functionId, Func<IReadOnlyList<Datum[]>, CachedRemoteRelation> hold) : ISink
{
    public string Description => "ForeachBatchSink";

    public bool CountsRows => false;

    public void AddBatch(long batchId, StructType schema, IReadOnlyList<Datum[]> rows) => program.CallForeachBatch(functionId, batchId, hold(rows));
}
