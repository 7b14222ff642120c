using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Types;

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
            long ms = Math.DivRem(RawMicros(row[index], column.Type), 1000, out long rest) - (rest < 0 ? 1 : 0);
            count++;
            max = Math.Max(max, ms);
            min = Math.Min(min, ms);
            average += (ms - average) / count;
            yield return row;
        }
    }

    /// <summary>
    /// Spark reads the eight bytes of the column's slot as a time. Those of a null are zero, the epoch, and count as seen. Those of a window are where and how long
    /// it is in the row: the same for every window.
    /// </summary>
    private static long RawMicros(Datum value, DataType type)
    {
        const long word = 8;
        return value.IsNull ? 0
            : type is StructType structure ? (2 * word << 32) | (((structure.Fields.Count + 63) / 64 * word) + (structure.Fields.Count * word))
            : value.Int64;
    }

    public static SparkException Redefined() => SparkException.Analysis(null,
        "Redefining watermark is disallowed. You can set the config 'spark.sql.streaming.statefulOperator.allowMultiple' to 'false' to restore the previous behavior. "
        + "Note that multiple stateful operators will be disallowed.");
}
