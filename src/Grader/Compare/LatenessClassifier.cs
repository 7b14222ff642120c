using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Replay;
using Grader.Score;

namespace Grader.Compare;

/// <summary>Tells for every source row of a reference's run where it stood against the watermark.</summary>
internal static class LatenessClassifier
{
    /// <returns>All rows in reading order; those of a batch that ran twice, twice.</returns>
    public static Seq<TimelineRow> Classify(ScenarioTrace trace)
    {
        Seq<DeliveredBatch> batches = GradedQuery.Batches(trace);
        var rows = new List<TimelineRow>();
        var latestOfBatch = new SortedDictionary<long, long>();
        foreach (DeliveredBatch delivered in batches)
        {
            EventTimeReading? reading = EventTimeReading.Of(delivered.Query.Plan);
            long seen = latestOfBatch.Where(earlier => earlier.Key < delivered.Batch.BatchId).Select(earlier => earlier.Value).DefaultIfEmpty(long.MinValue).Max();
            long latest = long.MinValue;
            foreach (SourceInput input in delivered.Batch.Inputs)
            {
                foreach (SourceRecord record in input.Records)
                {
                    long? micros = reading is not null && input.SourceId == reading.SourceId ? reading.Micros(record.Row) : null;
                    latest = Math.Max(latest, micros ?? long.MinValue);
                    rows.Add(new TimelineRow(
                        record.File is { } file ? SourceFile.NameOf(file) : null, record.Line, record.Text, delivered.TimeMs, delivered.Batch.BatchId,
                        micros is { } time ? FloorToMs(time) : null, Of(record, reading, micros, seen, delivered.Batch.LateWatermarkMs)));
                }
            }

            latestOfBatch[delivered.Batch.BatchId] = latest;
        }

        return rows.ToSeq();
    }

    private static Lateness Of(SourceRecord record, EventTimeReading? reading, long? micros, long seen, long? lateWatermarkMs)
    {
        if (record.IsMalformed)
        {
            return Lateness.Malformed;
        }

        if (reading is null)
        {
            return Lateness.NotTimed;
        }

        if (micros is not { } time)
        {
            return Lateness.Null;
        }

        // Without a window an event exactly on the watermark can be the latest seen, and is dropped all the same.
        return reading.DropsLateRows && lateWatermarkMs is { } watermark && reading.LastEnd(time) <= watermark * 1000 ? Lateness.Dropped
            : time >= seen ? Lateness.OnTime
            : Lateness.Late;
    }

    private static long FloorToMs(long micros) => Math.DivRem(micros, 1000, out long rest) - (rest < 0 ? 1 : 0);
}
