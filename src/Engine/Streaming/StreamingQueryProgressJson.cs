using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Grader.Engine.Text;

namespace Grader.Engine.Streaming;

/// <summary>Progress in Spark's JSON: its keys, their order, Java's numbers; what is not a finite number is left out.</summary>
internal static class StreamingQueryProgressJson
{
    public static string Write(StreamingQueryProgress progress)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", progress.Id);
            json.WriteString("runId", progress.RunId);
            json.WriteString("name", progress.Name);
            json.WriteString("timestamp", Timestamp(progress.TimestampMs));
            json.WriteNumber("batchId", progress.BatchId);
            json.WriteNumber("numInputRows", progress.NumInputRows);
            Rate(json, "inputRowsPerSecond", progress.InputRowsPerSecond);
            Rate(json, "processedRowsPerSecond", progress.ProcessedRowsPerSecond);
            json.WriteStartObject("durationMs");
            foreach ((string phase, long ms) in progress.DurationMs)
            {
                json.WriteNumber(phase, ms);
            }

            json.WriteEndObject();
            EventTime(json, progress);
            json.WriteStartArray("stateOperators");
            foreach (StateOperatorReport report in progress.StateOperators)
            {
                StateOperator(json, report);
            }

            json.WriteEndArray();
            json.WriteStartArray("sources");
            foreach (SourceProgress source in progress.Sources)
            {
                Source(json, source);
            }

            json.WriteEndArray();
            json.WriteStartObject("sink");
            json.WriteString("description", progress.Sink.Description);
            json.WriteNumber("numOutputRows", progress.Sink.NumOutputRows);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void EventTime(Utf8JsonWriter json, StreamingQueryProgress progress)
    {
        if (progress.EventTimeMs.Count == 0)
        {
            return;
        }

        json.WriteStartObject("eventTime");
        foreach ((string name, long ms) in progress.EventTimeMs)
        {
            json.WriteString(name, Timestamp(ms));
        }

        json.WriteEndObject();
    }

    // Times of phases inside an operator and sizes in memory are the machine's: this engine does not measure them.
    private static void StateOperator(Utf8JsonWriter json, StateOperatorReport report)
    {
        json.WriteStartObject();
        json.WriteString("operatorName", report.Operator.OperatorName);
        json.WriteNumber("numRowsTotal", report.Operator.RowsTotal);
        json.WriteNumber("numRowsUpdated", report.Operator.RowsUpdated);
        json.WriteNumber("allUpdatesTimeMs", 0);
        json.WriteNumber("numRowsRemoved", report.Operator.RowsRemoved);
        json.WriteNumber("allRemovalsTimeMs", 0);
        json.WriteNumber("commitTimeMs", 0);
        json.WriteNumber("memoryUsedBytes", 0);
        json.WriteNumber("numRowsDroppedByWatermark", report.Operator.RowsDroppedByWatermark);
        json.WriteNumber("numShufflePartitions", report.NumShufflePartitions);
        json.WriteNumber("numStateStoreInstances", report.NumStateStoreInstances);
        json.WriteStartObject("customMetrics");
        json.WriteNumber("loadedMapCacheHitCount", report.LoadedMapCacheHits);
        json.WriteNumber("loadedMapCacheMissCount", 0);
        json.WriteNumber("stateOnCurrentVersionSizeBytes", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter json, SourceProgress source)
    {
        json.WriteStartObject();
        json.WriteString("description", source.Description);
        Offset(json, "startOffset", source.StartOffset);
        Offset(json, "endOffset", source.EndOffset);
        Offset(json, "latestOffset", source.LatestOffset);
        json.WriteNumber("numInputRows", source.NumInputRows);
        Rate(json, "inputRowsPerSecond", source.InputRowsPerSecond);
        Rate(json, "processedRowsPerSecond", source.ProcessedRowsPerSecond);
        json.WriteEndObject();
    }

    private static void Offset(Utf8JsonWriter json, string name, string? offset)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(offset ?? "null");
    }

    private static void Rate(Utf8JsonWriter json, string name, double rate)
    {
        if (double.IsFinite(rate))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(JavaNumberText.Of(rate));
        }
    }

    private static string Timestamp(long ms)
    {
        string[] parts = TemporalText.FormatTimestampNtz(ms * 1000).Replace(' ', 'T').Split('.');
        return $"{parts[0]}.{(parts.Length > 1 ? parts[1] : "").PadRight(3, '0')}Z";
    }
}
