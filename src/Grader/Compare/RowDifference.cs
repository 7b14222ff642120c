using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>How two multisets of rows differ.</summary>
/// <param name="Changed">Rows of the same key with other values: expected, then actual.</param>
internal sealed record RowDifference(List<Datum[]> Missing, List<Datum[]> Unexpected, List<(Datum[] Expected, Datum[] Actual)> Changed)
{
    public bool IsEmpty => Missing.Count + Unexpected.Count + Changed.Count == 0;

    /// <param name="types">Types of all columns; rows of both sides have them in this order.</param>
    /// <param name="keys">Columns that name a row.</param>
    public static RowDifference Of(IReadOnlyList<Datum[]> expected, IReadOnlyList<Datum[]> actual, IReadOnlyList<DataType> types, Seq<int> keys)
    {
        int[] columns = [.. Enumerable.Range(0, types.Count)];
        (List<int> missing, List<int> unexpected) = RowMatching.Match(
            [.. expected.Select(row => ComparableRow.Of(row, types, columns))], [.. actual.Select(row => ComparableRow.Of(row, types, columns))]);
        return Pair([.. missing.Select(i => expected[i])], [.. unexpected.Select(i => actual[i])], types, keys);
    }

    /// <summary>Differences of several batches of one trigger as one.</summary>
    public static RowDifference Concat(IReadOnlyList<RowDifference> parts) => new(
        [.. parts.SelectMany(part => part.Missing)], [.. parts.SelectMany(part => part.Unexpected)], [.. parts.SelectMany(part => part.Changed)]);

    private static RowDifference Pair(List<Datum[]> missing, List<Datum[]> unexpected, IReadOnlyList<DataType> types, Seq<int> keys)
    {
        DataType[] keyTypes = [.. keys.Select(key => types[key])];
        ILookup<string, Datum[]> candidates = unexpected.ToLookup(row => RowKeys.Of(row, keyTypes, keys), StringComparer.Ordinal);
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var onlyExpected = new List<Datum[]>();
        var changed = new List<(Datum[] Expected, Datum[] Actual)>();
        foreach (IGrouping<string, Datum[]> rows in missing.GroupBy(row => RowKeys.Of(row, keyTypes, keys), StringComparer.Ordinal))
        {
            Datum[][] partners = [.. candidates[rows.Key]];
            int pairs = Math.Min(partners.Length, rows.Count());
            used.Add(rows.Key, pairs);
            changed.AddRange(rows.Zip(partners));
            onlyExpected.AddRange(rows.Skip(pairs));
        }

        return new RowDifference(onlyExpected, [.. candidates.SelectMany(rows => rows.Skip(used.GetValueOrDefault(rows.Key)))], changed);
    }
}
