using Grader.Engine.Text;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Arithmetic of days and microseconds that several date functions share. Days count from 1970-01-01.</summary>
internal static class Calendar
{
    public const long Second = 1_000_000;
    public const long Day = 86_400 * Second;

    public static long Local(long micros, TimeZoneInfo zone) => micros + TemporalText.OffsetMicros(micros, zone);

    public static long LocalDay(long micros, TimeZoneInfo zone) => TemporalText.FloorDays(Local(micros, zone)).Days;

    public static long Mod(long value, long divisor) => (value % divisor + divisor) % divisor;

    public static long FloorDiv(long dividend, long divisor) => dividend / divisor - (dividend % divisor < 0 ? 1 : 0);

    /// <summary>The first day of the day's YEAR, QUARTER or MONTH.</summary>
    public static long StartOf(string unit, long day)
    {
        (int year, int month, _) = CivilDate.FromDays((int)day);
        int first = unit switch { "YEAR" => 1, "QUARTER" => (month - 1) / 3 * 3 + 1, _ => month };
        CivilDate.TryToDays(year, first, 1, out int start);
        return start;
    }

    /// <summary>The Thursday of the day's ISO week: its year is the week's year.</summary>
    public static long ThursdayOf(long day) => day - Mod(day + 3, 7) + 3;

    /// <summary>The week that holds its year's first Thursday is the first.</summary>
    public static long WeekOfYear(long day) => (ThursdayOf(day) - StartOf("YEAR", ThursdayOf(day))) / 7 + 1;

    /// <summary>A count times a unit; null where it leaves the range of 64 bits.</summary>
    public static long? Times(long count, long unit) => (Int128)count * unit is var product && product >= long.MinValue && product <= long.MaxValue ? (long)product : null;
}
