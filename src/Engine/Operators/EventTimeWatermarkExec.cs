using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>Observes the event times that pass (spark-semantics 2.2) and puts the global watermark on its rows.</summary>
internal sealed class EventTimeWatermarkExec(PlanExec child, long eventTimeId, long delayMs, IReadOnlyList<AttributeReference> output, MicroBatchContext batch)
    : PlanExec(output, new OperatorWatermark(batch.LateWatermarkMs, batch.EvictionWatermarkMs))
{
    private readonly List<Observation> observations = [];

    public long DelayMs => delayMs;

    /// <summary>Another watermark stands below this one.</summary>
    public bool IsRedefinition => child.Watermark is not null;

    /// <summary>Null where no row passed.</summary>
    public EventTimeStatistics? Statistics
    {
        get
        {
            var all = new Observation();
            observations.ForEach(all.Merge);
            return all.Count == 0 ? null : new EventTimeStatistics(all.Max, all.Min, (long)all.Average, all.Count);
        }
    }

    public override IEnumerable<Datum[]> Execute() => Observe(child.Execute(), NewObservation());

    // The parts are observed apart, and merged in their order.
    public override IReadOnlyList<IEnumerable<Datum[]>> ExecutePartitions() => [.. child.ExecutePartitions().Select(rows => Observe(rows, NewObservation()))];

    private Observation NewObservation()
    {
        var observation = new Observation();
        observations.Add(observation);
        return observation;
    }

    private IEnumerable<Datum[]> Observe(IEnumerable<Datum[]> rows, Observation observation)
    {
        int index = Output.ToList().FindIndex(a => a.Id == eventTimeId);
        var column = new EventTimeColumn(index, Output[index].Type);
        foreach (Datum[] row in rows)
        {
            long ms = Math.DivRem(RawMicros(row[index], column.Type), 1000, out long rest) - (rest < 0 ? 1 : 0);
            observation.Add(ms);
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

    /// <summary>Spark's EventTimeStats.</summary>
    private sealed class Observation
    {
        public long Count { get; private set; }

        public long Max { get; private set; } = long.MinValue;

        public long Min { get; private set; } = long.MaxValue;

        public double Average { get; private set; }

        public void Add(long ms)
        {
            Count++;
            Max = Math.Max(Max, ms);
            Min = Math.Min(Min, ms);
            Average += (ms - Average) / Count;
        }

        public void Merge(Observation other)
        {
            if (Count == 0)
            {
                (Count, Max, Min, Average) = (other.Count, other.Max, other.Min, other.Average);
            }
            else if (other.Count > 0)
            {
                Count += other.Count;
                Max = Math.Max(Max, other.Max);
                Min = Math.Min(Min, other.Min);
                Average += (other.Average - Average) * other.Count / Count;
            }
        }
    }
}
