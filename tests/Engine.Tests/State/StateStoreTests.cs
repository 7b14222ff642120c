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
        var writer = new StateStoreProvider(files, "state", [new StringType()], [new LongType(), new StringType()], 1000, versionsToRetain: 15);
        for (int version = 0; version < 57; version++)
        {
            StateStore store = writer.Load(version);
            store.Put([Datum.Of($"k{version % 7}")], [Datum.Of((long)version), Datum.Null]);
            store.Commit();
        }

        Assert.Equal(40, files.List("state").Select(file => long.Parse(file.Name.Split('.')[0])).Min());
        for (int version = 42; version <= 57; version++)
        {
            Assert.Equal(version - 1, Provider().Load(version).Get([Datum.Of($"k{(version - 1) % 7}")])![0].Int64);
        }
    }

    [Fact]
    public void More_rows_than_the_limit_are_refused()
    {
        StateStore store = new StateStoreProvider(files, "state", [new StringType()], [], rowLimit: 1).Load(0);
        store.Put([Datum.Of("a")], []);

        Assert.Throws<SparkException>(() => store.Put([Datum.Of("b")], []));
    }

    private StateStoreProvider Provider() => new(files, "state", [new StringType()], [new LongType(), new StringType()], 1000);
}
