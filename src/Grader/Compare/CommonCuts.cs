using Grader.Plans;
using Grader.Scenarios;

namespace Grader.Compare;

/// <summary>
/// The instants at which two queries with different triggers have read the same arrivals: for data that one of them read earlier, the later of
/// the two cuts.
/// </summary>
internal static class CommonCuts
{
    /// <summary>Milliseconds since the epoch, ascending; the last is the end of all, <see cref="long.MaxValue"/>, where nothing more can come.</summary>
    /// <param name="expected">Trigger times of the reference's batches, ascending.</param>
    /// <param name="actual">Those of the submission.</param>
    public static Seq<long> Of(Scenario scenario, IReadOnlyList<long> expected, IReadOnlyList<long> actual)
    {
        long start = scenario.Start.ToUnixTimeMilliseconds();
        long[] arrivals = [.. scenario.Events.Where(happening => happening is not Restart).Select(happening => start + (long)happening.At.TotalMilliseconds).Order()];
        return
        [
            .. expected.Concat(actual).Distinct().Order()
                .Where(time => ReadUntil(arrivals, expected, time) == ReadUntil(arrivals, actual, time)),
            long.MaxValue,
        ];
    }

    /// <summary>How many arrivals there were when the last batch up to <paramref name="time"/> was cut.</summary>
    private static int ReadUntil(long[] arrivals, IReadOnlyList<long> batches, long time)
    {
        int count = CountUpTo(batches, time);
        return count == 0 ? 0 : CountUpTo(arrivals, batches[count - 1]);
    }

    private static int CountUpTo(IReadOnlyList<long> ascending, long limit)
    {
        int low = 0, high = ascending.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ascending[middle] <= limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
