using System.Buffers.Text;
using System.Globalization;
using Grader.Engine;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Live;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Testing;

/// <summary>
/// An hour of the seminar's sensor query, live but on a clock that jumps: a file every five seconds, averages over ten-second windows, a watermark of twenty
/// seconds. Every tenth event is up to fifteen seconds late and counts; every thousandth is ninety seconds late and does not.
/// </summary>
internal sealed class SensorHour(string folder, int eventsPerSecond)
{
    private const int FileCount = 720;
    private const int SecondsPerFile = 5;
    private const int WindowMs = 10_000;
    private const long StartMs = 1_700_000_000_000;

    // Before, the watermark has not passed what would be too late.
    private const int FirstFileWithTooLate = 30;

    private readonly ManualClock clock = new(DateTimeOffset.FromUnixTimeMilliseconds(StartMs));
    private readonly Dictionary<long, (long HalfDegrees, long Count)> expected = [];
    private readonly Dictionary<long, double> averages = [];

    public int Batches { get; private set; }

    public long Events { get; private set; }

    public long MostStateRows { get; private set; }

    /// <summary>Runs the hour.</summary>
    /// <returns>What is not as it should be; nothing where all is well.</returns>
    public List<string> Run()
    {
        var files = new SensorFolder(new DiskFileSystem(folder), this);
        var services = new EngineServices(files, clock, Guid.NewGuid, new NoSockets(), TextWriter.Null, Take, TraceInput: false);
        var session = new LiveSession(services, EngineLimits.Default, progress => MostStateRows = Math.Max(MostStateRows, progress.StateOperators.Sum(report => report.Operator.RowsTotal)), _ => { });
        StreamingQueryHandle query = session.StartQuery(Query());
        while (session.IsQueryActive(query.Id) && clock.GetUtcNow().ToUnixTimeMilliseconds() < StartMs + ((FileCount + 2) * SecondsPerFile * 1000))
        {
            clock.ToNextTimer();
        }

        session.StopQuery(query.Id);
        return [.. Problems(session.QueryError(query.Id))];
    }

    private IEnumerable<string> Problems(SparkError? error)
    {
        if (error is not null)
        {
            yield return error.Message;
        }

        long all = (long)FileCount * SecondsPerFile * eventsPerSecond;
        if (Events != all)
        {
            yield return $"{Events} events were read, not {all}";
        }

        if (averages.Count != expected.Count)
        {
            yield return $"there are {averages.Count} windows, not {expected.Count}";
        }

        foreach ((long start, (long halfDegrees, long count)) in expected)
        {
            double right = halfDegrees / 2.0 / count;
            if (!averages.TryGetValue(start, out double average) || average != right)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"the window at {start} has the average {average}, not {right}");
            }
        }
    }

    private static WriteStreamOperation Query() => new(
        new Aggregate(
            new WithWatermark(
                new DataSource("json", null, "deviceId STRING, temperature DOUBLE, event_time TIMESTAMP", [new("maxFilesPerTrigger", "1")], ["input_data"], IsStreaming: true),
                "event_time", "20 seconds"),
            GroupType.GroupBy, [new ExpressionString("window(event_time, '10 seconds')")], [new ExpressionString("avg(temperature) AS avg_temp")]),
        "console", "update", new ProcessingTimeTrigger(null, "5 seconds"), null, [new("checkpointLocation", "checkpoint_dir"), new("truncate", "false")], [], null);

    private void Take(StreamingQueryExecution query, MicroBatch batch)
    {
        Batches++;
        Events += batch.InputRowCount;
        foreach (Datum[] row in batch.Rows)
        {
            averages[row[0].Items[0].Int64 / 1000] = row[1].Double;
        }
    }

    /// <summary>The events of five seconds, a line each; counts those that are in time.</summary>
    private MemoryStream Events5Seconds(int file)
    {
        var text = new MemoryStream(80 * SecondsPerFile * eventsPerSecond);
        Span<byte> number = stackalloc byte[24];
        for (int i = 0; i < SecondsPerFile * eventsPerSecond; i++)
        {
            long arrivalMs = StartMs + (file * SecondsPerFile * 1000) + ((long)i * 1000 / eventsPerSecond);
            bool isTooLate = file >= FirstFileWithTooLate && i % 1000 == 999;
            long eventMs = arrivalMs - (isTooLate ? 90_000 : i % 10 == 9 ? (i * 7919L) % 15_000 : 0);
            int halfDegrees = 40 + (int)((i * 31L) + file) % 40;
            text.Write("{\"deviceId\": \"d-"u8);
            Write(text, number, i % 100);
            text.Write("\", \"temperature\": "u8);
            Write(text, number, halfDegrees / 2);
            text.Write(halfDegrees % 2 == 0 ? ".0, \"event_time\": \""u8 : ".5, \"event_time\": \""u8);
            DateTime time = DateTimeOffset.FromUnixTimeMilliseconds(eventMs).UtcDateTime;
            time.TryFormat(number, out int length, "yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
            text.Write(number[..length]);
            text.Write("Z\"}\n"u8);
            if (!isTooLate)
            {
                long window = eventMs / WindowMs * WindowMs;
                (long sum, long count) = expected.GetValueOrDefault(window);
                expected[window] = (sum + halfDegrees, count + 1);
            }
        }

        text.Position = 0;
        return text;
    }

    private static void Write(MemoryStream text, Span<byte> buffer, int number)
    {
        Utf8Formatter.TryFormat(number, buffer, out int length);
        text.Write(buffer[..length]);
    }

    /// <summary>The folder input_data, whose files come one by one and are made when they are read; all else lies on the disk.</summary>
    private sealed class SensorFolder(DiskFileSystem disk, SensorHour hour) : IFileSystem
    {
        private const string Name = "input_data";

        public bool DirectoryExists(string path) => IsInput(path) || disk.DirectoryExists(path);

        public bool FileExists(string path) => !IsInput(path) && disk.FileExists(path);

        public IReadOnlyList<FileEntry> List(string directory)
        {
            if (!IsInput(directory))
            {
                return disk.List(directory);
            }

            int there = (int)Math.Min(FileCount, (hour.clock.GetUtcNow().ToUnixTimeMilliseconds() - StartMs) / 1000 / SecondsPerFile);
            return [.. Enumerable.Range(0, there).Select(i => new FileEntry($"s{i:0000}.json", IsDirectory: false, 1, StartMs + ((i + 1) * SecondsPerFile * 1000)))];
        }

        public Stream OpenRead(string path) => Path.GetDirectoryName(Qualify(path)) == Qualify(Name)
            ? hour.Events5Seconds(int.Parse(Path.GetFileName(path).AsSpan(1, 4), CultureInfo.InvariantCulture))
            : disk.OpenRead(path);

        public string Qualify(string path) => disk.Qualify(path);

        public ReadOnlyMemory<byte> Read(string path) => disk.Read(path);

        public void WriteAtomic(string path, ReadOnlyMemory<byte> content) => disk.WriteAtomic(path, content);

        public void CreateDirectory(string path) => disk.CreateDirectory(path);

        public void Delete(string path) => disk.Delete(path);

        private bool IsInput(string path) => Qualify(path) == Qualify(Name);
    }
}
