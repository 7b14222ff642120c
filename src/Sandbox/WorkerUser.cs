using System.Globalization;

namespace Grader.Sandbox;

/// <summary>Picks users that nobody else on the machine has, one for each worker, so that workers are strangers to one another and to root.</summary>
internal static class WorkerUser
{
    // Far above what systems give to people, services and containers.
    private const uint First = 0x6000_0000;
    private const int PerProcess = 64;
    private const uint LargestProcessNumber = 1 << 22;

    private static int last;

    /// <returns>The number of a user and group; null where this user namespace has none to spare.</returns>
    public static uint? Next()
    {
        uint turn = (uint)(Interlocked.Increment(ref last) & (PerProcess - 1));
        uint offset = ((uint)Environment.ProcessId % LargestProcessNumber * PerProcess) + turn;
        return Pick(File.ReadAllText("/proc/self/uid_map"), File.ReadAllText("/proc/self/gid_map"), offset);
    }

    /// <summary>Reads maps of user namespaces: lines of first number inside, first number outside, count (user_namespaces(7)).</summary>
    internal static uint? Pick(string userMap, string groupMap, uint offset)
    {
        ulong end = Math.Min(EndOfLastRange(userMap), EndOfLastRange(groupMap));

        // In a container: below the numbers that stand for nobody, above those of its users.
        return end > First + (ulong)(LargestProcessNumber * PerProcess) ? First + offset
            : end >= 65_000 ? (uint)(end - 1_000 - (offset % 4_000))
            : null;
    }

    private static ulong EndOfLastRange(string map)
    {
        ulong end = 0;
        foreach (string line in map.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 3
                && ulong.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong first)
                && ulong.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out ulong count))
            {
                end = Math.Max(end, first + count);
            }
        }

        return end;
    }
}
