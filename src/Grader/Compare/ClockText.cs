using System.Globalization;

namespace Grader.Compare;

/// <summary>Instants as sentences show them: the time of day in UTC, with milliseconds where there are any.</summary>
internal static class ClockText
{
    private const long EarliestMs = -62_135_596_800_000;
    private const long LatestMs = 253_402_300_799_999;

    /// <param name="millis">Milliseconds since the epoch; what no calendar holds is shown as the nearest that one does.</param>
    public static string Of(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(millis, EarliestMs, LatestMs)).UtcDateTime
        .ToString(millis % 1000 == 0 ? "HH:mm:ss" : "HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
