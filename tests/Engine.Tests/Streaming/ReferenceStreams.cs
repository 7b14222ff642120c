namespace Grader.Engine.Tests.Streaming;

/// <summary>
/// What streaming queries give, computed anew from all rows for every batch, without state: slow and plain, so that it can be believed.
/// Batch n drops what is late by the watermark of batch n - 1, and closes what the watermark of batch n has passed (spark-semantics 2.4).
/// </summary>
internal static class ReferenceStreams
{
    /// <summary>The watermark in force in each batch and, last, after them. Each source is its batches and its delay.</summary>
    public static long[] Watermarks(bool isMax, params (StreamRow[][] Batches, int DelaySeconds)[] sources)
    {
        long[] nodes = new long[sources.Length];
        List<long> watermarks = [0];
        for (int n = 0; n < sources[0].Batches.Length; n++)
        {
            for (int i = 0; i < sources.Length; i++)
            {
                foreach (StreamRow row in sources[i].Batches[n].Where(row => row.Second is not null))
                {
                    nodes[i] = Math.Max(nodes[i], row.Ms - (1000L * sources[i].DelaySeconds));
                }
            }

            watermarks.Add(Math.Max(watermarks[^1], isMax ? nodes.Max() : nodes.Min()));
        }

        return [.. watermarks];
    }

    /// <summary>The watermark that decides what is late in batch n.</summary>
    public static long Late(long[] watermarks, int n) => n == 0 ? 0 : watermarks[n - 1];

    /// <summary>Rows of update mode: each window that a batch's rows fall into, with its total so far.</summary>
    public static string[][] UpdatedWindows(StreamRow[][] batches, int delaySeconds, int windowSeconds, int slideSeconds)
    {
        List<(int Batch, long Start, StreamRow Row)> accepted = Accepted(batches, delaySeconds, windowSeconds, slideSeconds);
        return [.. batches.Select((_, n) => accepted.Where(a => a.Batch == n).Select(a => (a.Start, a.Row.Key)).Distinct()
            .Select(group => Text(group, windowSeconds, accepted.Where(a => a.Batch <= n))).Order(StringComparer.Ordinal).ToArray())];
    }

    /// <summary>All rows of append mode: each window that the last watermark has passed, with its total.</summary>
    public static string[] ClosedWindows(StreamRow[][] batches, int delaySeconds, int windowSeconds, int slideSeconds)
    {
        long last = Watermarks(false, (batches, delaySeconds))[^1];
        List<(int Batch, long Start, StreamRow Row)> accepted = Accepted(batches, delaySeconds, windowSeconds, slideSeconds);
        return [.. accepted.Select(a => (a.Start, a.Row.Key)).Distinct().Where(group => group.Start + (1000L * windowSeconds) <= last)
            .Select(group => Text(group, windowSeconds, accepted)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The complete table of sessions: a row joins those of its key that it touches.</summary>
    public static string[] AllSessions(StreamRow[][] batches, int delaySeconds, int gapSeconds)
    {
        long[] watermarks = Watermarks(false, (batches, delaySeconds));
        long gap = 1000L * gapSeconds;
        return [.. batches.SelectMany((batch, n) => batch.Where(row => row.Second is not null && row.Ms + gap > Late(watermarks, n)))
            .GroupBy(row => row.Key).SelectMany(key =>
            {
                StreamRow[] rows = [.. key.OrderBy(row => row.Ms)];
                int session = 0;
                return rows.Select((row, i) => (Session: i > 0 && row.Ms > rows[i - 1].Ms + gap ? ++session : session, Row: row)).ToArray()
                    .GroupBy(r => r.Session, r => r.Row)
                    .Select(rows => Text(rows.First().Ms, rows.Last().Ms + gap, key.Key, [.. rows]));
            }).Order(StringComparer.Ordinal)];
    }

    /// <summary>Each pair of one id, neither late, whose right time is from 5 seconds before the left one to 10 after it, in the batch of the later one.</summary>
    public static List<(int Batch, StreamRow Left, StreamRow Right)> Pairs(StreamRow[][] left, StreamRow[][] right, long[] watermarks)
    {
        List<(int Batch, StreamRow Row)> lefts = InTime(left, watermarks), rights = InTime(right, watermarks);
        return [.. from l in lefts
                   from r in rights
                   where l.Row.Number == r.Row.Number && r.Row.Ms >= l.Row.Ms - 5000 && r.Row.Ms <= l.Row.Ms + 10_000
                   select (Math.Max(l.Batch, r.Batch), l.Row, r.Row)];
    }

    public static List<(int Batch, StreamRow Row)> InTime(StreamRow[][] batches, long[] watermarks) =>
        [.. batches.SelectMany((batch, n) => batch.Where(row => row.Second is not null && row.Ms > Late(watermarks, n)).Select(row => (n, row)))];

    private static List<(int Batch, long Start, StreamRow Row)> Accepted(StreamRow[][] batches, int delaySeconds, int windowSeconds, int slideSeconds)
    {
        long[] watermarks = Watermarks(false, (batches, delaySeconds));
        long window = 1000L * windowSeconds, slide = 1000L * slideSeconds;
        return [.. batches.SelectMany((batch, n) => batch.Where(row => row.Second is not null)
            .SelectMany(row => Starts(row.Ms, window, slide).Where(start => start + window > Late(watermarks, n)).Select(start => (n, start, row))))];
    }

    private static IEnumerable<long> Starts(long ms, long window, long slide)
    {
        // From a multiple of the slide that is surely before all of them; the times are after 1970.
        for (long start = (ms - window - slide) / slide * slide; start <= ms; start += slide)
        {
            if (ms < start + window)
            {
                yield return start;
            }
        }
    }

    private static string Text((long Start, string Key) group, int windowSeconds, IEnumerable<(int Batch, long Start, StreamRow Row)> accepted) => Text(
        group.Start, group.Start + (1000L * windowSeconds), group.Key, [.. accepted.Where(a => a.Start == group.Start && a.Row.Key == group.Key).Select(a => a.Row)]);

    private static string Text(long start, long end, string key, StreamRow[] rows) =>
        $"{{{StreamRow.Instant(start)}, {StreamRow.Instant(end)}}} | {key} | {rows.Length} | {rows.Sum(row => row.Number)}";
}
