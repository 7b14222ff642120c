using Grader.Engine.Expressions;

namespace Grader.Engine.State;

/// <summary>Keys and values in memory, each entry in a numbered slot that it keeps as long as it is there: so the entries can be walked in pieces while they change.</summary>
internal sealed class StateMap
{
    private const int None = -1;

    // Heads of the chains of slots, by hash; a power of two of them.
    private int[] buckets = NewBuckets(16);
    private Entry[] slots = new Entry[16];
    private int firstFree = None;
    private int freeCount;

    public int Count => SlotCount - freeCount;

    /// <summary>Size of all keys and values, in cells of <see cref="CellBudget"/>.</summary>
    public long Cells { get; private set; }

    /// <summary>Slots that are or were in use; every entry's number is below it.</summary>
    public int SlotCount { get; private set; }

    /// <summary>The value; null where the key is not there.</summary>
    public Datum[]? Get(Datum[] key) => Find(key, RowComparer.Instance.GetHashCode(key)) is >= 0 and var slot ? slots[slot].Value : null;

    /// <summary>The entry of a slot; false where it is free.</summary>
    public bool TryGet(int slot, out KeyValuePair<Datum[], Datum[]> entry)
    {
        ref Entry found = ref slots[slot];
        entry = new(found.Key!, found.Value!);
        return found.Key is not null;
    }

    public void Set(Datum[] key, Datum[] value)
    {
        int hash = RowComparer.Instance.GetHashCode(key);
        int slot = Find(key, hash);
        if (slot < 0)
        {
            slot = TakeSlot();
            ref int bucket = ref buckets[hash & (buckets.Length - 1)];
            slots[slot] = new Entry { Key = key, Hash = hash, Next = bucket };
            bucket = slot;
            Cells += CellBudget.CellsOf(key);
        }

        Cells += CellBudget.CellsOf(value) - (slots[slot].Value is { } before ? CellBudget.CellsOf(before) : 0);
        slots[slot].Value = value;
    }

    public bool Remove(Datum[] key)
    {
        int hash = RowComparer.Instance.GetHashCode(key);
        int slot = Find(key, hash);
        if (slot < 0)
        {
            return false;
        }

        ref int link = ref buckets[hash & (buckets.Length - 1)];
        while (link != slot)
        {
            link = ref slots[link].Next;
        }

        Cells -= CellBudget.CellsOf(slots[slot].Key!) + CellBudget.CellsOf(slots[slot].Value!);
        link = slots[slot].Next;
        slots[slot] = new Entry { Next = firstFree };
        firstFree = slot;
        freeCount++;
        return true;
    }

    private int Find(Datum[] key, int hash)
    {
        int slot = buckets[hash & (buckets.Length - 1)];
        while (slot >= 0 && !(slots[slot].Hash == hash && RowComparer.Instance.Equals(slots[slot].Key, key)))
        {
            slot = slots[slot].Next;
        }

        return slot;
    }

    private int TakeSlot()
    {
        if (firstFree >= 0)
        {
            int free = firstFree;
            firstFree = slots[free].Next;
            freeCount--;
            return free;
        }

        if (SlotCount == slots.Length)
        {
            Grow();
        }

        return SlotCount++;
    }

    // Only when every slot is in use.
    private void Grow()
    {
        Array.Resize(ref slots, slots.Length * 2);
        buckets = NewBuckets(slots.Length);
        for (int slot = 0; slot < SlotCount; slot++)
        {
            ref int bucket = ref buckets[slots[slot].Hash & (buckets.Length - 1)];
            slots[slot].Next = bucket;
            bucket = slot;
        }
    }

    private static int[] NewBuckets(int count)
    {
        int[] made = new int[count];
        Array.Fill(made, None);
        return made;
    }

    private struct Entry
    {
        public Datum[]? Key;
        public Datum[]? Value;
        public int Hash;
        public int Next;
    }
}
