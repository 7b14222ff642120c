using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Types;
using Grader.Score;

namespace Grader.Compare;

/// <summary>Turns differences into what reports show: bounded lists of printed rows, with counts of all.</summary>
internal sealed class DifferenceWriter(Seq<TimelineRow> timeline, Seq<DeliveredBatch> expected, Seq<DeliveredBatch> actual)
{
    public const int MostDifferences = 50;
    private const int MostRows = 50;
    private const int LongestCell = 300;

    /// <summary>Source rows belong to the reference's batches: those of the trigger, or of the stretch since the last one.</summary>
    public BatchDifference Write(TriggerDifference difference)
    {
        RowDifference rows = difference.Rows;
        TimelineRow[] fed = [.. timeline.Where(row => IsOf(row, difference))];
        return new BatchDifference(
            difference.TimeMs,
            (difference.Actual.Count > 0 ? difference.Actual : difference.Expected)[0].Batch.BatchId,
            difference.Schema.Fields.Select(field => field.Name).ToSeq(),
            Cells(rows.Missing, difference.Schema), rows.Missing.Count,
            Cells(rows.Unexpected, difference.Schema), rows.Unexpected.Count,
            rows.Changed.Take(MostRows).Select(pair => new ChangedRow(Cells(pair.Expected, difference.Schema), Cells(pair.Actual, difference.Schema))).ToSeq(),
            rows.Changed.Count,
            difference.SchemaProblem, difference.Remark,
            Watermark(expected, difference.Expected, difference.TimeMs), Watermark(actual, difference.Actual, difference.TimeMs),
            Progress(expected, difference.Expected, difference.TimeMs), Progress(actual, difference.Actual, difference.TimeMs),
            fed.Take(MostRows).ToSeq(), fed.Length);
    }

    private static bool IsOf(TimelineRow row, TriggerDifference difference) => difference.Expected.Count == 0
        ? row.TriggerTimeMs == difference.TimeMs
        : row.TriggerTimeMs >= difference.Expected[0].TimeMs && row.TriggerTimeMs <= difference.Expected[^1].TimeMs;

    /// <summary>Around the given batches; where there are none, as the last batch before left it.</summary>
    private static WatermarkMove? Watermark(Seq<DeliveredBatch> all, Seq<DeliveredBatch> batches, long time)
    {
        if (batches.Count > 0)
        {
            return batches[0].Batch.WatermarkMs is { } before && batches[^1].Batch.NextWatermarkMs is { } after ? new WatermarkMove(before, after) : null;
        }

        return all.LastOrDefault(batch => batch.TimeMs <= time)?.Batch.NextWatermarkMs is { } standing ? new WatermarkMove(standing, standing) : null;
    }

    /// <summary>Of the given batches and of those without rows beside them: what a watermark has dropped is just where no row comes out.</summary>
    private static TriggerProgress? Progress(Seq<DeliveredBatch> all, Seq<DeliveredBatch> batches, long time)
    {
        (long from, long to) = batches.Count > 0 ? (batches[0].TimeMs, batches[^1].TimeMs) : (time, time);
        StreamingQueryProgress[] reports = [.. all.Where(batch => batch.TimeMs >= from && batch.TimeMs <= to).Select(batch => batch.Query.Progress.FirstOrDefault(report => report.BatchId == batch.Batch.BatchId)).OfType<StreamingQueryProgress>()];
        return reports.Length == 0 ? null : new TriggerProgress(
            reports.Sum(report => report.NumInputRows),
            reports[^1].StateOperators.Sum(state => state.Operator.RowsTotal),
            reports.Sum(report => report.StateOperators.Sum(state => state.Operator.RowsDroppedByWatermark)));
    }

    private static Seq<Seq<string>> Cells(List<Datum[]> rows, StructType schema) => rows.Take(MostRows).Select(row => Cells(row, schema)).ToSeq();

    private static Seq<string> Cells(Datum[] row, StructType schema) =>
        row.Select((value, i) => Cut(ValueText.Shown(value, schema.Fields[i].DataType, TimeZoneInfo.Utc))).ToSeq();

    private static string Cut(string text) => text.Length <= LongestCell ? text : text[..LongestCell] + "…";
}
