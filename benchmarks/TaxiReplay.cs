using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Grader.Engine;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Testing;

namespace Grader.Benchmarks;

/// <summary>The taxi query over many events in files on disk; the rows of the full replay are compared with what Spark 3.5.9 gave, batch by batch.</summary>
internal static class TaxiReplay
{
    private const int FullReplay = 10_000_000;
    private const int Files = 100;

    /// <param name="filesPerBatch">Null for all files in one batch.</param>
    /// <returns>Whether the rows are right, as far as they are known.</returns>
    public static bool Run(int events, int? filesPerBatch, int cores)
    {
        string folder = Directory.CreateTempSubdirectory("grader-taxi-").FullName;
        try
        {
            TaxiEvents.Write(Path.Combine(folder, "taxi_events"), events, Files);
            var batches = new List<MicroBatch>();
            TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            long before = Stopwatch.GetTimestamp();
            Replay(folder, filesPerBatch, cores, batches);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{events:N0} events, {batches.Count} batches, {cores} core(s): {elapsed.TotalSeconds:0.00} s ({events / elapsed.TotalSeconds / 1e6:0.00} million events/s), "
                + $"CPU {(process.TotalProcessorTime - cpuBefore).TotalSeconds:0.00} s, peak resident {process.PeakWorkingSet64 / 1e6:0} MB"));
            return events != FullReplay || filesPerBatch is not (null or 10) || IsAsSparkHasIt(batches, filesPerBatch is null ? "taxi-once.jsonl" : "taxi-ten-files.jsonl");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Replay(string folder, int? filesPerBatch, int cores, List<MicroBatch> batches)
    {
        int ids = 0;
        var clock = new SteppedClock { NowMs = 1_700_100_000_000 };
        var services = new EngineServices(
            new DiskFileSystem(folder), clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), TextWriter.Null, (_, batch) => batches.Add(batch), TraceInput: false)
        {
            DegreeOfParallelism = cores,
        };
        var session = new EngineSession(services, EngineLimits.Default with { RowsPerBatch = long.MaxValue });
        session.CreateTempView(
            "rides",
            new WithWatermark(
                new DataSource(
                    "json", null, "event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP",
                    filesPerBatch is { } count ? [new Setting("maxFilesPerTrigger", count.ToString(CultureInfo.InvariantCulture))] : [],
                    ["taxi_events"], IsStreaming: true),
                "event_time", "2 minutes"),
            replace: true, isGlobal: false);
        StreamingQueryExecution query = session.Start(new WriteStreamOperation(
            new Sql(TaxiScenarioBenchmark.Query), "noop", "update", filesPerBatch is null ? new OnceTrigger() : new DefaultTrigger(), null, [new Setting("checkpointLocation", "checkpoint")], [], null));
        while (query.RunTrigger() is not null)
        {
            clock.NowMs += 1000;
        }

        if (query.Error is { } error)
        {
            throw new InvalidOperationException(error.Message);
        }
    }

    private static bool IsAsSparkHasIt(List<MicroBatch> batches, string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", file));
        int wrong = lines.Length == batches.Count ? 0 : 1;
        foreach ((string line, MicroBatch batch) in lines.Zip(batches))
        {
            using JsonDocument expected = JsonDocument.Parse(line);
            Dictionary<long, Datum[]> rows = batch.Rows.ToDictionary(row => row[0].Items[0].Int64);
            JsonElement expectedRows = expected.RootElement.GetProperty("rows");
            wrong += Math.Abs(rows.Count - expectedRows.GetArrayLength());
            wrong += expectedRows.EnumerateArray().Count(row =>
                !rows.TryGetValue(row[0].GetDateTimeOffset().ToUnixTimeMilliseconds() * 1000, out Datum[]? found)
                || found[1].Int64 != row[1].GetInt64() || found[2].Int64 != row[2].GetInt64()
                || Math.Abs(found[3].Double - row[3].GetDouble()) > 1e-9 * Math.Abs(row[3].GetDouble()));
        }

        Console.WriteLine(wrong == 0 ? $"Rows of all {lines.Length} batches as Spark has them." : $"{wrong} rows or batches differ from Spark's.");
        return wrong == 0;
    }
}
