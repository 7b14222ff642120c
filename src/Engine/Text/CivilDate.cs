namespace Grader.Engine.Text;

/// <summary>The proleptic Gregorian calendar over Spark's whole range of years, which is wider than .NET's.</summary>
public static class CivilDate
{
    private const int DaysPerEra = 146_097;

    /// <summary>Days since 1970-01-01 of a calendar day; false where the month has no such day.</summary>
    public static bool TryToDays(int year, int month, int day, out int days)
    {
        days = 0;
        if (month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
        {
            return false;
        }

        // Years are counted from March, so that the leap day ends a year.
        int y = month <= 2 ? year - 1 : year;
        int era = FloorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        days = era * DaysPerEra + dayOfEra - 719_468;
        return true;
    }

    public static (int Year, int Month, int Day) FromDays(int days)
    {
        int shifted = days + 719_468;
        int era = FloorDiv(shifted, DaysPerEra);
        int dayOfEra = shifted - era * DaysPerEra;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1);
    }

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int FloorDiv(int dividend, int divisor) => (dividend >= 0 ? dividend : dividend - divisor + 1) / divisor;
}
