using Grader.Plans.Logical;

namespace Grader.Engine.Tests.Streaming;

/// <summary>Every stateful operator survives a crash after any durable write: a batch that runs again gives the same rows, and those after it too.</summary>
public sealed class StatefulRecoveryPropertyTests
{
    private const int Batches = 5;

    private static readonly Dictionary<string, StreamQuery> Queries = new()
    {
        ["windows in update mode"] = StreamQuery.Windows("update", "5 seconds"),
        ["windows in append mode"] = StreamQuery.Windows("append", "5 seconds"),
        ["sessions"] = StreamQuery.Sessions("append", "5 seconds"),
        ["deduplication"] = StreamQuery.Deduplication("5 seconds", "t", "k"),
        ["deduplication within the watermark"] = StreamQuery.DeduplicationWithinWatermark("10 seconds"),
        ["chained windows"] = StreamQuery.ChainedWindows("5 seconds"),
        ["inner join"] = StreamQuery.Join(JoinType.Inner, "5 seconds", "10 seconds"),
        ["full outer join"] = StreamQuery.Join(JoinType.FullOuter, "5 seconds", "10 seconds"),
        ["left semi join"] = StreamQuery.Join(JoinType.LeftSemi, "5 seconds", "10 seconds"),
        ["windows over a join"] = StreamQuery.JoinThenWindows(JoinType.LeftOuter, "5 seconds", "10 seconds"),
    };

    public static TheoryData<string> Names => [.. Queries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_crash_after_any_durable_write_and_a_restart_give_the_same_rows_per_batch(string name)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            StreamWorld undisturbed = World(name, seed).RunToIdle();
            Assert.Contains(undisturbed.Batches, batch => batch.Value.Length > 0);
            for (int writes = 1; writes <= undisturbed.Writes; writes++)
            {
                StreamWorld world = World(name, seed);
                world.CrashAfterWrites = writes;
                Assert.Throws<CrashException>(world.RunToIdle);
                world.CrashAfterWrites = null;
                world.Restart();
                world.RunToIdle();
                Compare(undisturbed, world, $"{name}, seed {seed}, crash after write {writes} ({world.CrashedAfter})");
            }
        }
    }

    private static void Compare(StreamWorld undisturbed, StreamWorld world, string where)
    {
        if (world.CrashedAfter.Contains("/sources/", StringComparison.Ordinal))
        {
            // A file selected but not in the offset log yet is read together with the next one, as in Spark: other batches.
            return;
        }

        foreach ((long id, string[] rows) in undisturbed.Batches)
        {
            // A batch without data at the very end is not made up for after a restart, as in Spark.
            bool mayBeMissing = id >= Batches;
            Assert.True(world.Batches.TryGetValue(id, out string[]? again) ? again.SequenceEqual(rows) : mayBeMissing,
                $"{where}: batch {id}\nexpected {string.Join('\n', rows)}\ngot {(again is null ? "none" : string.Join('\n', again))}");
        }
    }

    private static StreamWorld World(string name, int seed)
    {
        StreamQuery query = Queries[name];
        var random = new Random(seed);
        var world = new StreamWorld(query);
        foreach (string source in query.Sources.Keys)
        {
            foreach ((int n, StreamRow[] batch) in StreamRows.Batches(random, Batches, keys: 2, numbers: 2).Index())
            {
                // The checkpoint keeps the watermark, not how far each source had come, so the same watermarks follow only where every batch brings the latest time.
                StreamRow latest = new((25 * (n + 1)) + 10, "k9", 9);
                world.AddFile(source, batch.Append(latest).Select(row => source switch { "l" => row.Left, "r" => row.Right, _ => row.Event }));
            }
        }

        return world;
    }
}
