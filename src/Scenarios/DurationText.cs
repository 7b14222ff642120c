using System.Globalization;

namespace Grader.Scenarios;

/// <summary>Durations as authors write them: <c>500ms</c>, <c>2s</c>, <c>1m 30s</c>; whole milliseconds, at most 24 hours.</summary>
public static class DurationText
{
    private static readonly (string Unit, long Milliseconds)[] Units = [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    /// <returns>Null where the text is no duration: units must fall, each at most once.</returns>
    public static TimeSpan? TryParse(string text)
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long total = 0;
        int nextUnit = 0;
        foreach (string part in parts)
        {
            int digits = part.TakeWhile(char.IsAsciiDigit).Count();
            int unit = Array.FindIndex(Units, nextUnit, candidate => candidate.Unit == part[digits..]);
            if (unit < 0 || digits is 0 or > 9) return null;
            total += long.Parse(part.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture) * Units[unit].Milliseconds;
            nextUnit = unit + 1;
        }

        return parts.Length > 0 && total <= (long)Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(total) : null;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads back; parts below a millisecond are cut off.</summary>
    public static string Print(TimeSpan duration)
    {
        List<string> parts = [];
        long rest = (long)duration.TotalMilliseconds;
        foreach ((string unit, long milliseconds) in Units)
        {
            if (rest / milliseconds is > 0 and var count) parts.Add(count.ToString(CultureInfo.InvariantCulture) + unit);
            rest %= milliseconds;
        }

        return parts.Count == 0 ? "0s" : string.Join(' ', parts);
    }
}
