using Grader.Engine.Expressions;

namespace Grader.Engine.State;

/// <summary>A row that one side of a stream-stream join keeps.</summary>
/// <param name="IsMatched">It met a row of the other side in this batch or an earlier one.</param>
internal readonly record struct JoinRow(Datum[] Row, bool IsMatched);

/// <summary>The rows that one side of a stream-stream join keeps, by join key (Spark's SymmetricHashJoinStateManager).</summary>
/// <remarks>One store holds how many rows a key has, the other each row under key and number, 0 to count - 1 without gaps; so a batch writes only the rows it adds or moves.</remarks>
internal sealed class JoinSideState(StateStore counts, StateStore rows)
{
    public const string CountsStore = "keyToNumValues";
    public const string RowsStore = "keyWithIndexToValue";

    public int Count => rows.Count;

    public long CountOf(Datum[] key) => counts.Get(key)?[0].Int64 ?? 0;

    public JoinRow Get(Datum[] key, long index)
    {
        Datum[] value = rows.Get(Numbered(key, index))!;
        return new JoinRow(value[..^1], value[^1].Boolean);
    }

    public void Append(Datum[] key, JoinRow row)
    {
        long count = CountOf(key);
        Put(key, count, row);
        counts.Put(key, [Datum.Of(count + 1)]);
    }

    public void MarkMatched(Datum[] key, long index, JoinRow row) => Put(key, index, row with { IsMatched = true });

    /// <summary>Removes the rows that the condition names; the last row of a key takes the place of a removed one.</summary>
    public List<JoinRow> Remove(Func<Datum[], bool> ofKey, Func<Datum[], bool> ofRow)
    {
        List<JoinRow> removed = [];
        foreach ((Datum[] key, Datum[] value) in counts.Entries())
        {
            long before = value[0].Int64, count = before;
            bool all = ofKey(key);
            for (long index = 0; index < count;)
            {
                JoinRow row = Get(key, index);
                if (!all && !ofRow(row.Row))
                {
                    index++;
                    continue;
                }

                removed.Add(row);
                count--;
                if (index < count)
                {
                    Put(key, index, Get(key, count));
                }

                rows.Remove(Numbered(key, count));
            }

            if (count == 0)
            {
                counts.Remove(key);
            }
            else if (count < before)
            {
                counts.Put(key, [Datum.Of(count)]);
            }
        }

        return removed;
    }

    public void Commit()
    {
        counts.Commit();
        rows.Commit();
    }

    private void Put(Datum[] key, long index, JoinRow row) => rows.Put(Numbered(key, index), [.. row.Row, Datum.Of(row.IsMatched)]);

    private static Datum[] Numbered(Datum[] key, long index) => [.. key, Datum.Of(index)];
}
