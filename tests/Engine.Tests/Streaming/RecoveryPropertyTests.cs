using System.Text;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Engine.Streaming;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Streaming;

/// <summary>Laws of the micro-batch loop over generated input (seeds in the data, so every run is the same).</summary>
public sealed class RecoveryPropertyTests
{
    private const string Moment = "2024-03-01T12:00:";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_cut_of_the_same_rows_into_batches_ends_in_the_same_complete_table(int seed)
    {
        var random = new Random(seed);
        string[] rows = Rows(random, 40);
        var tables = new HashSet<string>();
        foreach (int filesInAll in new[] { 1, 3, 7, 40 })
        {
            var world = new World();
            world.AddFiles([.. rows.Chunk((rows.Length + filesInAll - 1) / filesInAll)]);
            tables.Add(world.RunToIdle("complete").Values.Last());
        }

        Assert.Single(tables);
    }

    [Fact]
    public void A_crash_after_any_durable_write_and_a_restart_give_the_same_rows_per_batch()
    {
        string[][] files = [.. Rows(new Random(7), 24).Chunk(3)];
        var undisturbed = new World();
        undisturbed.AddFiles(files);
        Dictionary<long, string> expected = undisturbed.RunToIdle("update");
        Assert.True(expected.Count >= files.Length);

        for (int writes = 1; writes <= undisturbed.Writes; writes++)
        {
            var world = new World { CrashAfterWrites = writes };
            world.AddFiles(files);
            Dictionary<long, string> seen = [];
            Assert.Throws<CrashException>(() => world.RunToIdle("update", seen));

            world.CrashAfterWrites = null;
            world.RunToIdle("update", seen);

            Assert.Equal(LatestTotals(expected), LatestTotals(seen));
            if (!world.CrashedAfter.Contains("/sources/", StringComparison.Ordinal))
            {
                // A no-data batch at the very end is not made up for after a restart: it has no rows.
                Assert.Equal(expected.Where(batch => batch.Value.Length > 0), seen.Where(batch => batch.Value.Length > 0).OrderBy(batch => batch.Key));
            }
        }
    }

    /// <summary>What each group came to in the end. A file selected but not in the offset log yet is read together with the next one, as in Spark.</summary>
    private static SortedDictionary<string, string> LatestTotals(Dictionary<long, string> batches)
    {
        var totals = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string row in batches.OrderBy(batch => batch.Key).SelectMany(batch => batch.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            string[] cells = row.Split(' ');
            totals[$"{cells[0]} {cells[1]}"] = $"{cells[2]} {cells[3]}";
        }

        return totals;
    }

    private static string[] Rows(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => $$"""{"t":"{{Moment}}{{random.Next(10, 60)}}Z","k":"k{{random.Next(4)}}","v":{{random.Next(100)}}}""")];

    private sealed class CrashException : Exception;

    private sealed class World
    {
        private readonly SteppingClock clock = new(1_709_290_800_000);
        private readonly InMemoryFileSystem files;
        private int ids;

        public World() => files = new InMemoryFileSystem(clock);

        public int? CrashAfterWrites { get; set; }

        public int Writes { get; private set; }

        public string CrashedAfter { get; private set; } = "";

        public void AddFiles(string[][] contents)
        {
            for (int i = 0; i < contents.Length; i++)
            {
                files.WriteAtomic($"in/f{i:00}.json", Encoding.UTF8.GetBytes(string.Join('\n', contents[i])));
                files.SetModified($"in/f{i:00}.json", 1_000 * (i + 1));
            }
        }

        /// <summary>Starts a session over the files that survive, and runs until nothing is left; gives the rows of each batch id as sorted text.</summary>
        public Dictionary<long, string> RunToIdle(string mode, Dictionary<long, string>? seen = null)
        {
            Dictionary<long, string> batches = seen ?? [];
            Writes = 0;
            var services = new EngineServices(
                new CrashingFiles(files, CountWrite), clock, () => new Guid(++ids, 0, 0, new byte[8]), new NoSockets(), TextWriter.Null,
                (_, batch) => batches[batch.BatchId] = string.Join('\n', batch.Rows.Select(Text).Order(StringComparer.Ordinal)), TraceInput: false);
            var session = new EngineSession(services, EngineLimits.Default);
            StreamingQueryExecution query = session.Start(new WriteStreamOperation(
                Plan, "noop", mode, new DefaultTrigger(), null, [new("checkpointLocation", "checkpoint")], [], null));
            while (query.RunTrigger() is not null)
            {
                clock.NowMs += 1000;
            }

            Assert.Null(query.Error);
            return batches;
        }

        private static string Text(Expressions.Datum[] row) => $"{row[0].Items[0].Int64} {row[1].String} {row[2].Int64} {row[3].Int64}";

        private static LogicalPlan Plan => new Aggregate(
            new WithWatermark(
                new DataSource("json", null, "t TIMESTAMP, k STRING, v INT", [new("maxFilesPerTrigger", "1")], ["in"], IsStreaming: true), "t", "2 minutes"),
            GroupType.GroupBy, [new ExpressionString("window(t, '10 seconds')"), new ExpressionString("k")],
            [new ExpressionString("count(1) AS n"), new ExpressionString("sum(v) AS s")]);

        private void CountWrite(string path)
        {
            if (++Writes == CrashAfterWrites)
            {
                CrashedAfter = path;
                throw new CrashException();
            }
        }
    }

    private sealed class NoSockets : ISocketConnector
    {
        public ISocketConnection Connect(string host, int port) => throw new IOException("Connection refused (Connection refused)");
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
