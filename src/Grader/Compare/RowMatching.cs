namespace Grader.Compare;

/// <summary>Matches two multisets of rows, each row at most once, floating-point numbers by tolerance.</summary>
/// <remarks>
/// Rows are grouped by all that must be exact; within a group they are sorted number by number and cut where two neighbours are not near,
/// so the work is that of sorting, whatever the rows are.
/// </remarks>
internal static class RowMatching
{
    /// <returns>Positions of the rows that have no partner, ascending.</returns>
    public static (List<int> Missing, List<int> Unexpected) Match(IReadOnlyList<ComparableRow> expected, IReadOnlyList<ComparableRow> actual)
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        for (int i = 0; i < expected.Count; i++)
        {
            GroupOf(groups, expected[i]).Expected.Add(i);
        }

        for (int i = 0; i < actual.Count; i++)
        {
            GroupOf(groups, actual[i]).Actual.Add(i);
        }

        var matching = new Matching(expected, actual);
        foreach (Group group in groups.Values)
        {
            matching.Match(group.Expected, group.Actual, 0);
        }

        matching.Missing.Sort();
        matching.Unexpected.Sort();
        return (matching.Missing, matching.Unexpected);
    }

    private static Group GroupOf(Dictionary<string, Group> groups, ComparableRow row)
    {
        if (!groups.TryGetValue(row.Exact, out Group? group))
        {
            group = new Group([], []);
            groups.Add(row.Exact, group);
        }

        return group;
    }

    private sealed record Group(List<int> Expected, List<int> Actual);

    private sealed class Matching(IReadOnlyList<ComparableRow> expected, IReadOnlyList<ComparableRow> actual)
    {
        public List<int> Missing { get; } = [];

        public List<int> Unexpected { get; } = [];

        /// <summary>Rows of one group that are near in their first <paramref name="depth"/> numbers.</summary>
        public void Match(List<int> wanted, List<int> given, int depth)
        {
            if (wanted.Count == 0 || given.Count == 0)
            {
                Missing.AddRange(wanted);
                Unexpected.AddRange(given);
                return;
            }

            if (depth == expected[wanted[0]].Numbers.Length)
            {
                Pair(wanted, given);
                return;
            }

            wanted.Sort((a, b) => expected[a].Numbers[depth].CompareTo(expected[b].Numbers[depth]));
            given.Sort((a, b) => actual[a].Numbers[depth].CompareTo(actual[b].Numbers[depth]));
            int left = 0, right = 0;
            while (left < wanted.Count || right < given.Count)
            {
                (int leftEnd, int rightEnd) = EndOfCluster(wanted, left, given, right, depth);
                Match(wanted[left..leftEnd], given[right..rightEnd], depth + 1);
                (left, right) = (leftEnd, rightEnd);
            }
        }

        // Walks both sorted lists as one while each number is near the one before it.
        private (int LeftEnd, int RightEnd) EndOfCluster(List<int> wanted, int left, List<int> given, int right, int depth)
        {
            double? last = null;
            while (true)
            {
                double fromLeft = left < wanted.Count ? expected[wanted[left]].Numbers[depth] : double.PositiveInfinity;
                double fromRight = right < given.Count ? actual[given[right]].Numbers[depth] : double.PositiveInfinity;
                double next = Math.Min(fromLeft, fromRight);
                if (double.IsPositiveInfinity(next) || (last is { } previous && !ComparableRow.IsNear(previous, next)))
                {
                    return (left, right);
                }

                last = next;
                (left, right) = fromLeft <= fromRight ? (left + 1, right) : (left, right + 1);
            }
        }

        // A chain of near numbers may reach further than the tolerance, so partners are looked at once more.
        private void Pair(List<int> wanted, List<int> given)
        {
            for (int i = 0; i < Math.Max(wanted.Count, given.Count); i++)
            {
                if (i < wanted.Count && i < given.Count && expected[wanted[i]].IsNear(actual[given[i]]))
                {
                    continue;
                }

                if (i < wanted.Count)
                {
                    Missing.Add(wanted[i]);
                }

                if (i < given.Count)
                {
                    Unexpected.Add(given[i]);
                }
            }
        }
    }
}
