using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.State;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.State;

public sealed class StateStoreTests
{
    private readonly InMemoryFileSystem files = new(new SteppingClock(0), "/w");

    [Fact]
    public void Every_version_is_read_back_as_it_was_committed_by_deltas_and_snapshots_alike()
    {
        StateStoreProvider writer = Provider();
        for (int version = 0; version < 25; version++)
        {
            StateStore store = writer.Load(version);
            store.Put([Datum.Of($"k{version % 7}")], [Datum.Of((long)version), Datum.Null]);
            store.Remove([Datum.Of($"k{(version + 3) % 7}")]);
            Assert.Equal(version + 1, store.Commit());
        }

        StateStore at13 = Provider().Load(13);
        Assert.Equal(12, at13.Get([Datum.Of("k5")])![0].Int64);
        Assert.Null(at13.Get([Datum.Of("k1")]));
        Assert.True(files.FileExists("state/20.snapshot"));
    }

    [Fact]
    public void A_snapshot_written_in_slices_is_the_state_of_the_version_that_ends_it()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var disk = new InMemoryFileSystem(new SteppingClock(0), "/w");
            StateStoreProvider Open() => new(disk, "state", [new StringType()], [new LongType()], new StateLimits(1000, long.MaxValue)) { SnapshotSliceLength = 1 + random.Next(8) };
            StateStoreProvider provider = Open();
            var expected = new Dictionary<string, long>();
            for (int version = 0; version < 120; version++)
            {
                // The process may end between any two versions; then the next one reads what is on disk.
                provider = random.Next(15) == 0 ? Open() : provider;
                StateStore store = provider.Load(version);
                string Text(IEnumerable<KeyValuePair<string, long>> entries) => string.Join(' ', entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value}"));
                Assert.True(Text(expected) == Text(store.Entries().Select(e => KeyValuePair.Create(e.Key[0].String, e.Value[0].Int64))), $"seed {seed}, version {version}");
                Assert.Equal(expected.Count, store.Count);
                for (int change = random.Next(5); change > 0; change--)
                {
                    string key = $"k{random.Next(60)}";
                    if (random.Next(3) == 0)
                    {
                        store.Remove([Datum.Of(key)]);
                        expected.Remove(key);
                    }
                    else
                    {
                        store.Put([Datum.Of(key)], [Datum.Of((long)version)]);
                        expected[key] = version;
                    }
                }

                store.Commit();

                // What an old snapshot covers is not needed any more.
                if (random.Next(10) == 0 && Snapshots(disk).LastOrDefault() is > 0 and var latest)
                {
                    for (long old = latest; old > 0; old--)
                    {
                        disk.Delete($"state/{old}.delta");
                        disk.Delete(old < latest ? $"state/{old}.snapshot" : "nothing");
                    }
                }
            }

            Assert.NotEmpty(Snapshots(disk));
        }
    }

    [Fact]
    public void Entries_may_be_changed_while_they_are_read()
    {
        StateStore store = Provider().Load(0);
        for (long i = 0; i < 50; i++)
        {
            store.Put([Datum.Of($"k{i}")], [Datum.Of(i), Datum.Null]);
        }

        foreach ((Datum[] key, Datum[] value) in store.Entries(entry => entry.Value[0].Int64 % 2 == 0))
        {
            store.Remove(key);
            store.Put([Datum.Of($"new{value[0].Int64}")], value);
        }

        Assert.Equal(50, store.Count);
        Assert.Equal(25, store.Entries().Count(entry => entry.Key[0].String.StartsWith("new", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_version_committed_again_is_what_the_second_commit_made_it()
    {
        StateStoreProvider before = Provider();
        for (int version = 0; version < 10; version++)
        {
            StateStore store = before.Load(version);
            store.Put([Datum.Of("a")], [Datum.Of((long)version), Datum.Null]);
            store.Commit();
        }

        // Its snapshot takes more than one commit.
        StateStore again = Provider(sliceLength: 1).Load(9);
        again.Put([Datum.Of("b")], [Datum.Of(100L), Datum.Null]);
        again.Commit();

        Assert.Equal(["a=8", "b=100"], Provider().Load(10).Entries().Select(entry => $"{entry.Key[0].String}={entry.Value[0].Int64}"));
    }

    [Fact]
    public void An_aborted_version_leaves_no_trace()
    {
        StateStoreProvider provider = Provider();
        StateStore first = provider.Load(0);
        first.Put([Datum.Of("a")], [Datum.Of(1L), Datum.Of("x")]);
        first.Abort();

        Assert.Equal(0, provider.Load(0).Count);
        Assert.Throws<InvalidOperationException>(() => first.Get([Datum.Of("a")]));
    }

    [Fact]
    public void A_damaged_file_is_named_in_the_error()
    {
        StateStore store = Provider().Load(0);
        store.Put([Datum.Of("a")], [Datum.Of(1L), Datum.Of("x")]);
        store.Commit();
        byte[] content = files.Read("state/1.delta").ToArray();
        content[3] ^= 1;
        files.WriteAtomic("state/1.delta", content);

        SparkException error = Assert.Throws<SparkException>(() => Provider().Load(1));

        Assert.Contains("/1.delta", error.Message, StringComparison.Ordinal);
        Assert.Contains("checksum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_versions_are_deleted_and_the_retained_ones_can_still_be_loaded()
    {
        var writer = new StateStoreProvider(files, "state", [new StringType()], [new LongType(), new StringType()], new StateLimits(1000, long.MaxValue), versionsToRetain: 15);
        for (int version = 0; version < 57; version++)
        {
            StateStore store = writer.Load(version);
            store.Put([Datum.Of($"k{version % 7}")], [Datum.Of((long)version), Datum.Null]);
            store.Commit();
        }

        Assert.Equal(40, files.List("state").Where(file => !file.IsDirectory).Select(file => long.Parse(file.Name.Split('.')[0])).Min());
        for (int version = 42; version <= 57; version++)
        {
            Assert.Equal(version - 1, Provider().Load(version).Get([Datum.Of($"k{(version - 1) % 7}")])![0].Int64);
        }
    }

    [Fact]
    public void More_rows_than_the_limit_are_refused()
    {
        StateStore store = new StateStoreProvider(files, "state", [new StringType()], [], new StateLimits(1, long.MaxValue)).Load(0);
        store.Put([Datum.Of("a")], []);

        Assert.Throws<SparkException>(() => store.Put([Datum.Of("b")], []));
    }

    private static List<long> Snapshots(InMemoryFileSystem disk) => [.. disk.List("state")
        .Where(file => file.Name.EndsWith(".snapshot", StringComparison.Ordinal))
        .Select(file => long.Parse(file.Name[..^".snapshot".Length], System.Globalization.CultureInfo.InvariantCulture)).Order()];

    private StateStoreProvider Provider(int sliceLength = 1000) => new(files, "state", [new StringType()], [new LongType(), new StringType()], new StateLimits(1000, long.MaxValue)) { SnapshotSliceLength = sliceLength };
}
