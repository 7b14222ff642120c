using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;
using Grader.Testing;

namespace Grader.Engine.Tests.Streaming;

/// <summary>A query over folders of JSON files, with the files and the checkpoint that outlive a crash.</summary>
/// <param name="oneFileAtATime">Each file is a batch, in the order in which they were added; else all new files are one.</param>
internal sealed class StreamWorld(StreamQuery query, bool oneFileAtATime = true)
{
    private readonly SteppingClock clock = new(1_709_290_800_000);
    private readonly InMemoryFileSystem files = new(new SteppingClock(1_709_290_800_000));
    private EngineSession? session;
    private StreamingQueryExecution? running;
    private int ids;
    private int fileCount;

    public int? CrashAfterWrites { get; set; }

    public int Writes { get; private set; }

    public string CrashedAfter { get; private set; } = "";

    /// <summary>The rows of each batch, sorted as text; of a batch that ran twice, those of the later run.</summary>
    public SortedDictionary<long, string[]> Batches { get; } = [];

    public IEnumerable<string> AllRows => Batches.Values.SelectMany(rows => rows);

    public void AddFile(string source, IEnumerable<string> lines)
    {
        string name = $"in/{source}/f{fileCount++:0000}.json";
        files.WriteAtomic(name, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        files.SetModified(name, 1_000 * fileCount);
    }

    /// <summary>Runs until nothing is left.</summary>
    public StreamWorld RunToIdle()
    {
        Assert.Null(RunToFailure());
        return this;
    }

    /// <summary>Runs until nothing is left; what the query failed with, or null.</summary>
    public string? RunToFailure()
    {
        running ??= Start();
        while (running.RunTrigger() is not null)
        {
            clock.NowMs += 1000;
        }

        return running.Error?.Message;
    }

    /// <summary>The query's process is gone; the next run starts from the checkpoint.</summary>
    public void Restart() => running = null;

    private StreamingQueryExecution Start()
    {
        Writes = 0;
        var services = new EngineServices(
            new CrashingFiles(files, CountWrite), clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), TextWriter.Null,
            (_, batch) => Batches[batch.BatchId] = [.. batch.Rows.Select(row => Text(row, batch.Schema)).Order(StringComparer.Ordinal)], TraceInput: false);
        session = new EngineSession(services, EngineLimits.Default);
        foreach ((string key, string value) in query.Conf)
        {
            session.SetConf(key, value);
        }

        LogicalPlan Source(string name)
        {
            files.CreateDirectory($"in/{name}");
            Seq<Setting> options = oneFileAtATime ? [new("maxFilesPerTrigger", "1")] : [];
            return new DataSource("json", null, query.Sources[name], options, [$"in/{name}"], IsStreaming: true) { PlanId = name[0] };
        }

        return session.Start(new WriteStreamOperation(
            query.Plan(Source), "noop", query.OutputMode, new DefaultTrigger(), null, [new("checkpointLocation", "checkpoint")], [], null));
    }

    private static string Text(Datum[] row, StructType schema) =>
        string.Join(" | ", row.Select((value, i) => value.IsNull ? "null" : ValueText.Of(value, schema.Fields[i].DataType, TimeZoneInfo.Utc)));

    private void CountWrite(string path)
    {
        if (++Writes == CrashAfterWrites)
        {
            CrashedAfter = path;
            throw new CrashException();
        }
    }

    /// <summary>Tells of every write after it was made.</summary>
    private sealed class CrashingFiles(InMemoryFileSystem inner, Action<string> written) : IFileSystem
    {
        public string Qualify(string path) => inner.Qualify(path);

        public bool DirectoryExists(string path) => inner.DirectoryExists(path);

        public bool FileExists(string path) => inner.FileExists(path);

        public IReadOnlyList<FileEntry> List(string directory) => inner.List(directory);

        public ReadOnlyMemory<byte> Read(string path) => inner.Read(path);

        public void WriteAtomic(string path, ReadOnlyMemory<byte> content)
        {
            inner.WriteAtomic(path, content);
            written(path);
        }

        public void CreateDirectory(string path) => inner.CreateDirectory(path);

        public void Delete(string path) => inner.Delete(path);
    }
}

/// <summary>The machine stops.</summary>
internal sealed class CrashException : Exception;
