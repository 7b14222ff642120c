namespace Grader.Engine.Tests.Streaming;

/// <summary>Laws of the micro-batch loop over generated input (seeds in the data, so every run is the same).</summary>
public sealed class RecoveryPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_cut_of_the_same_rows_into_batches_ends_in_the_same_complete_table(int seed)
    {
        StreamRow[] rows = Rows(new Random(seed), 40);
        var tables = new HashSet<string>();
        foreach (int filesInAll in new[] { 1, 3, 7, 40 })
        {
            StreamWorld world = World("complete", rows.Chunk((rows.Length + filesInAll - 1) / filesInAll));
            tables.Add(string.Join('\n', world.RunToIdle().Batches.Values.Last()));
        }

        Assert.Single(tables);
    }

    [Fact]
    public void A_crash_after_any_durable_write_and_a_restart_give_the_same_rows_per_batch()
    {
        StreamRow[][] files = [.. Rows(new Random(7), 24).Chunk(3)];
        StreamWorld undisturbed = World("update", files).RunToIdle();
        Assert.True(undisturbed.Batches.Count >= files.Length);

        for (int writes = 1; writes <= undisturbed.Writes; writes++)
        {
            StreamWorld world = World("update", files);
            world.CrashAfterWrites = writes;
            Assert.Throws<CrashException>(world.RunToIdle);

            world.CrashAfterWrites = null;
            world.Restart();
            world.RunToIdle();

            Assert.Equal(LatestTotals(undisturbed), LatestTotals(world));
            if (!world.CrashedAfter.Contains("/sources/", StringComparison.Ordinal))
            {
                // A no-data batch at the very end is not made up for after a restart: it has no rows.
                Assert.Equal(undisturbed.Batches.Where(batch => batch.Value.Length > 0), world.Batches.Where(batch => batch.Value.Length > 0));
            }
        }
    }

    /// <summary>What each group came to in the end. A file selected but not in the offset log yet is read together with the next one, as in Spark.</summary>
    private static SortedDictionary<string, string> LatestTotals(StreamWorld world)
    {
        var totals = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string row in world.AllRows)
        {
            string[] cells = row.Split(" | ");
            totals[$"{cells[0]} {cells[1]}"] = $"{cells[2]} {cells[3]}";
        }

        return totals;
    }

    private static StreamRow[] Rows(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new StreamRow(random.Next(10, 60), $"k{random.Next(4)}", random.Next(100)))];

    private static StreamWorld World(string mode, IEnumerable<StreamRow[]> files)
    {
        var world = new StreamWorld(StreamQuery.Windows(mode, "2 minutes"));
        foreach (StreamRow[] rows in files)
        {
            world.AddFile("s", rows.Select(row => row.Event));
        }

        return world;
    }
}
