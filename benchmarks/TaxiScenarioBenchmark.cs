using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Testing;

namespace Grader.Benchmarks;

/// <summary>The taxi query over 20 micro-batches of 10 events each, every sixth event late: all that the engine does for one scenario, analysis included.</summary>
[MemoryDiagnoser]
public class TaxiScenarioBenchmark
{
    private const int BatchCount = 20;
    private const int EventsPerBatch = 10;
    private const long StartMs = 1_700_000_000_000;
    private const long TriggerMs = 10_000;

    internal const string Query =
        """
        SELECT window,
               SUM(CASE WHEN event_type = 'start_ride' THEN 1 ELSE 0 END) AS started_rides,
               SUM(CASE WHEN event_type = 'end_ride' THEN 1 ELSE 0 END) AS ended_rides,
               SUM(CASE WHEN event_type = 'end_ride' THEN fare ELSE 0 END) AS total_fare
        FROM rides GROUP BY window(event_time, '1 minute')
        """;

    private readonly byte[][] files = [.. Enumerable.Range(0, BatchCount).Select(File)];

    [Benchmark]
    public int Replay()
    {
        var clock = new SteppedClock { NowMs = StartMs };
        var fileSystem = new InMemoryFileSystem(clock);
        int batches = 0, ids = 0;
        var services = new EngineServices(
            fileSystem, clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), TextWriter.Null, (_, _) => batches++, TraceInput: true);
        var session = new EngineSession(services, EngineLimits.Default);
        fileSystem.CreateDirectory("taxi_events");
        session.CreateTempView(
            "rides",
            new WithWatermark(
                new DataSource("json", null, "event_id STRING, event_type STRING, fare DOUBLE, event_time TIMESTAMP", [], ["taxi_events"], IsStreaming: true),
                "event_time", "2 minutes"),
            replace: true, isGlobal: false);
        StreamingQueryExecution query = session.Start(new WriteStreamOperation(
            new Sql(Query), "console", "update", new ProcessingTimeTrigger(TriggerMs, null), null,
            [new Setting("checkpointLocation", "taxi_checkpoint"), new Setting("truncate", "false")], [], null));
        for (int batch = 0; batch < BatchCount; batch++)
        {
            fileSystem.WriteAtomic($"taxi_events/{batch:00}.json", files[batch]);
            clock.NowMs += TriggerMs;
            query.RunTrigger();
        }

        return batches == BatchCount ? batches : throw new InvalidOperationException($"{batches} batches ran: {query.Error?.Message}");
    }

    private static byte[] File(int batch)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < EventsPerBatch; i++)
        {
            int number = (batch * EventsPerBatch) + i;
            long eventMs = StartMs + (batch * TriggerMs) + (i * 1000) - (number % 6 == 5 ? 60_000 : 0);
            string time = DateTimeOffset.FromUnixTimeMilliseconds(eventMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            string ride = number % 2 == 0 ? "\"event_type\":\"start_ride\"" : $"\"event_type\":\"end_ride\",\"fare\":{number}.5";
            lines.Append(CultureInfo.InvariantCulture, $"{{\"event_id\":\"{number}\",{ride},\"event_time\":\"{time}\"}}\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
