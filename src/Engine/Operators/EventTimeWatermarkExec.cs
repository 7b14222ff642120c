using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Observes the event times that pass (spark-semantics 2.2) and puts the global watermark on its rows.</summary>
internal sealed class EventTimeWatermarkExec(PlanExec child, long eventTimeId, long delayMs, IReadOnlyList<AttributeReference> output, MicroBatchContext batch)
    : PlanExec(output, new OperatorWatermark(batch.LateWatermarkMs, batch.EvictionWatermarkMs))
{
    private long count;
    private long max = long.MinValue;
    private long min = long.MaxValue;
    private double average;

    public long DelayMs => delayMs;

    /// <summary>Another watermark stands below this one.</summary>
    public bool IsRedefinition => child.Watermark is not null;

    /// <summary>Null where no row passed.</summary>
    public EventTimeStatistics? Statistics => count == 0 ? null : new EventTimeStatistics(max, min, (long)average, count);

    public override IEnumerable<Datum[]> Execute()
    {
        int index = Output.ToList().FindIndex(a => a.Id == eventTimeId);
        var column = new EventTimeColumn(index, Output[index].Type);
        foreach (Datum[] row in child.Execute())
        {
            // Spark reads the raw long of a null: the epoch. It counts as seen.
            long ms = Math.DivRem(column.Micros(row) ?? 0, 1000, out long rest) - (rest < 0 ? 1 : 0);
            count++;
            max = Math.Max(max, ms);
            min = Math.Min(min, ms);
            average += (ms - average) / count;
            yield return row;
        }
    }

    public static SparkException Redefined() => SparkException.Analysis(null,
        "Redefining watermark is disallowed. You can set the config 'spark.sql.streaming.statefulOperator.allowMultiple' to 'false' to restore the previous behavior. "
        + "Note that multiple stateful operators will be disallowed.");
}
