using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.State;

/// <summary>One version of an operator's keyed memory, open for the changes that make the next one.</summary>
/// <remarks>After <see cref="Commit"/> or <see cref="Abort"/> every call throws.</remarks>
internal sealed class StateStore
{
    private readonly StateStoreProvider provider;
    private readonly StateMap rows;
    private readonly Dictionary<Datum[], Datum[]?> changes = new(RowComparer.Instance);
    private readonly StateLimits limits;
    private bool isClosed;

    internal StateStore(StateStoreProvider provider, StateMap rows, long version, StateLimits limits)
    {
        this.provider = provider;
        this.rows = rows;
        this.limits = limits;
        Version = version;
    }

    /// <summary>The version that was loaded; <see cref="Commit"/> makes the one after it.</summary>
    public long Version { get; }

    public int Count => rows.Count;

    /// <summary>The value, or null where the key is not there.</summary>
    public Datum[]? Get(Datum[] key) => Open().Get(key);

    public void Put(Datum[] key, Datum[] value)
    {
        Open().Set(key, value);
        changes[key] = value;
        if (rows.Count > limits.Rows || rows.Cells > limits.Cells)
        {
            string what = rows.Count > limits.Rows ? $"{limits.Rows} rows" : $"{limits.Cells} values";
            throw new SparkException(new SparkError("SparkException", null,
                $"The query keeps more than {what} in state, which is this engine's limit.",
                "Without a watermark on a grouping column, state grows for ever."));
        }
    }

    public void Remove(Datum[] key)
    {
        if (Open().Remove(key))
        {
            changes[key] = null;
        }
    }

    /// <summary>All entries, safe against changes while they are read.</summary>
    public IReadOnlyList<KeyValuePair<Datum[], Datum[]>> Entries() => Entries(_ => true);

    /// <summary>The entries that pass the test, safe against changes while they are read. Only these are held in memory a second time.</summary>
    public IReadOnlyList<KeyValuePair<Datum[], Datum[]>> Entries(Func<KeyValuePair<Datum[], Datum[]>, bool> test)
    {
        StateMap all = Open();
        List<KeyValuePair<Datum[], Datum[]>> passed = [];
        for (int slot = 0; slot < all.SlotCount; slot++)
        {
            if (all.TryGet(slot, out KeyValuePair<Datum[], Datum[]> entry) && test(entry))
            {
                passed.Add(entry);
            }
        }

        return passed;
    }

    /// <summary>Makes the changes durable as the next version.</summary>
    public long Commit()
    {
        Open();
        isClosed = true;
        return provider.Commit(Version + 1, rows, changes);
    }

    /// <summary>Drops the changes.</summary>
    public void Abort()
    {
        Open();
        isClosed = true;
        provider.Forget();
    }

    private StateMap Open() =>
        isClosed ? throw new InvalidOperationException($"State store version {Version} was already committed or aborted") : rows;
}
