using System.Text;
using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Testing;

namespace Grader.Live.Tests;

/// <summary>A session on a folder of its own and on a clock that the test moves.</summary>
internal sealed class LiveMachine : IDisposable
{
    public const long StartMs = 1_709_290_802_300; // 2024-03-01T11:00:02.3Z

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("grader-live-");
    private readonly Lock gate = new();
    private readonly StringWriter console = new();
    private readonly List<StreamingQueryProgress> progress = [];
    private readonly List<string> warnings = [];
    private int files;
    private int ids;

    public LiveMachine(IFileSystem? disk = null, ISocketConnector? sockets = null)
    {
        Session = Open(disk, sockets);
    }

    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(StartMs));

    public LiveSession Session { get; private set; }

    public string Folder => folder.FullName;

    /// <summary>What the console sinks have printed.</summary>
    public string Printed
    {
        get
        {
            lock (gate)
            {
                return console.ToString();
            }
        }
    }

    public IReadOnlyList<StreamingQueryProgress> Progress
    {
        get
        {
            lock (gate)
            {
                return [.. progress];
            }
        }
    }

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (gate)
            {
                return [.. warnings];
            }
        }
    }

    /// <summary>Another process on the same folder.</summary>
    public void Reopen(IFileSystem? disk = null) => Session = Open(disk, null);

    public void AddFile(string directory, params string[] lines)
    {
        string name = $"f{files++:000}.json", path = Path.Combine(Folder, directory, name), hidden = Path.Combine(Folder, directory, $".{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(hidden, string.Join('\n', lines), new UTF8Encoding(false));
        File.SetLastWriteTimeUtc(hidden, DateTimeOffset.FromUnixTimeMilliseconds(StartMs + (1000 * files)).UtcDateTime);
        File.Move(hidden, path);
    }

    /// <summary>A query that counts the values of <c>k</c> in the files of a folder.</summary>
    public WriteStreamOperation Counts(string directory, Trigger trigger, string? name = null, string? checkpoint = null, string format = "console", string mode = "update")
    {
        Directory.CreateDirectory(Path.Combine(Folder, directory));
        var source = new DataSource("json", null, "k STRING", [new("maxFilesPerTrigger", "1")], [directory], IsStreaming: true);
        var counts = new Aggregate(source, GroupType.GroupBy, [new Plans.Expressions.ExpressionString("k")], [new Plans.Expressions.ExpressionString("count(1) AS n")]);
        return Write(counts, trigger, name, checkpoint, format, mode);
    }

    public static WriteStreamOperation Write(LogicalPlan plan, Trigger trigger, string? name = null, string? checkpoint = null, string format = "console", string mode = "append") => new(
        plan, format, mode, trigger, name, checkpoint is null ? [] : [new Setting("checkpointLocation", checkpoint)], [], null);

    /// <summary>Lets the clock run until the query has nothing left to do.</summary>
    /// <exception cref="SparkException">The query failed.</exception>
    public void ProcessAll(StreamingQueryHandle query)
    {
        Task processed = Task.Run(() => Session.ProcessAllAvailable(query.Id));
        while (!processed.IsCompleted)
        {
            Clock.TryToNextTimer();
        }

        processed.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        // Until its queries have ended: one that is at a batch would write into a folder that is being deleted.
        Session.ShutDown(TimeSpan.FromHours(1));
        folder.Delete(recursive: true);
    }

    private LiveSession Open(IFileSystem? disk, ISocketConnector? sockets)
    {
        var services = new EngineServices(
            disk ?? new DiskFileSystem(Folder), Clock, () => new Guid(Interlocked.Increment(ref ids), 0, 0, new byte[8]), sockets ?? new NoSockets(),
            new LockedWriter(console, gate), (_, _) => { }, TraceInput: false);
        return new LiveSession(services, EngineLimits.Default, report =>
        {
            lock (gate)
            {
                progress.Add(report);
            }
        }, warning =>
        {
            lock (gate)
            {
                warnings.Add(warning);
            }
        });
    }

    private sealed class LockedWriter(TextWriter writer, Lock gate) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (gate)
            {
                writer.Write(value);
            }
        }

        public override void Write(string? value)
        {
            lock (gate)
            {
                writer.Write(value);
            }
        }
    }
}
