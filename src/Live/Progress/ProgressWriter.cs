using System.Globalization;
using Grader.Engine.Streaming;

namespace Grader.Live.Progress;

/// <summary>Writes what each trigger did that ran a batch: Spark's JSON, or a line to read.</summary>
internal static class ProgressWriter
{
    /// <summary>The setting of the process that asks for it: <c>json</c> or <c>line</c>; unset for neither.</summary>
    public const string Setting = "Grader.Live.Progress";

    public const string Json = "json";

    public const string Readable = "line";

    public static Action<StreamingQueryProgress> OfProcess(TextWriter writer) => (AppContext.GetData(Setting) as string)?.ToLowerInvariant() switch
    {
        Json => progress => writer.WriteLine(progress.Json),
        Readable => progress => writer.WriteLine(Line(progress)),
        _ => Ignore,
    };

    /// <summary>For example <c>counts, batch 3: 5 rows in, 2 out, 12 in state, watermark 2024-01-01T12:00:05.000Z, 40 ms</c>.</summary>
    public static string Line(StreamingQueryProgress progress)
    {
        string name = progress.Name is null ? "" : $"{progress.Name}, ";
        long output = progress.Sink.NumOutputRows, state = progress.StateOperators.Sum(report => report.Operator.RowsTotal);
        long dropped = progress.StateOperators.Sum(report => report.Operator.RowsDroppedByWatermark);
        long duration = progress.DurationMs.FirstOrDefault(phase => phase.Key == "triggerExecution").Value;
        IEnumerable<string> parts =
        [
            Count(progress.NumInputRows, "row in", "rows in"),
            .. output >= 0 ? [string.Create(CultureInfo.InvariantCulture, $"{output} out")] : Array.Empty<string>(),
            .. progress.StateOperators.Count > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{state} in state")] : Array.Empty<string>(),
            .. dropped > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{dropped} too late")] : Array.Empty<string>(),
            .. progress.EventTimeMs.Where(time => time.Key == "watermark").Select(time => $"watermark {Time(time.Value)}"),
            string.Create(CultureInfo.InvariantCulture, $"{duration} ms"),
        ];
        return string.Create(CultureInfo.InvariantCulture, $"{name}batch {progress.BatchId}: {string.Join(", ", parts)}");
    }

    private static void Ignore(StreamingQueryProgress progress)
    {
        // Nobody asked for reports.
    }

    private static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static string Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
