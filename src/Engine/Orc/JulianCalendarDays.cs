namespace Grader.Engine.Orc;

/// <summary>Days of before 15 October 1582 in files whose calendar is the Julian one, as Java's older classes count them, and Spark's files up to 3.5.</summary>
internal static class JulianCalendarDays
{
    private const long FirstGregorian = -141_427, DayOfEpoch = 2_440_588, DaysOfFourYears = 1461;

    /// <summary>The day that has the same name in the calendar that Spark counts by.</summary>
    /// <param name="days">Since 1970-01-01.</param>
    public static long ToProleptic(long days)
    {
        if (days >= FirstGregorian)
        {
            return days;
        }

        // Years begin in March, so that a leap day is a year's last; 4800 BC is year 0.
        long since = days + DayOfEpoch + 32_082;
        long year = Floor(4 * since + 3, DaysOfFourYears);
        long dayOfYear = since - Floor(DaysOfFourYears * year, 4);
        return dayOfYear + 365 * year + Floor(year, 4) - Floor(year, 100) + Floor(year, 400) - 32_044 - DayOfEpoch;
    }

    private static long Floor(long value, long by) => value >= 0 ? value / by : -((by - 1 - value) / by);
}
