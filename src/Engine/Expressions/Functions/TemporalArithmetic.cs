using Grader.Engine.Text;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Times plus and minus intervals: months and days by the calendar of the session's zone, the rest exact (spark-semantics 8.9).</summary>
internal static class TemporalArithmetic
{
    private const long MicrosPerDay = 86_400_000_000;

    public static Func<Datum, Datum, Datum> For(string name, DataType left, DataType right, EvaluationContext context)
    {
        int sign = name == "-" ? -1 : 1;
        if (left is DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType && right is TimestampType or TimestampNtzType or DateType)
        {
            Func<Datum, Datum, Datum> swapped = For(name, right, left, context);
            return (a, b) => swapped(b, a);
        }

        if ((left, right) is (CalendarIntervalType, CalendarIntervalType))
        {
            return (a, b) =>
            {
                CalendarInterval x = (CalendarInterval)a.Reference!, y = (CalendarInterval)b.Reference!;
                return Datum.Of(unchecked(new CalendarInterval(x.Months + sign * y.Months, x.Days + sign * y.Days, x.Microseconds + sign * y.Microseconds)));
            };
        }

        if (left is NumericType && right is DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType)
        {
            Func<Datum, Datum, Datum> swapped = IntervalScaling.For(name, right, left);
            return (a, b) => swapped(b, a);
        }

        if (left is DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType && right is NumericType)
        {
            return IntervalScaling.For(name, left, right);
        }

        if (left is IntegralType && right is DateType)
        {
            return (a, b) => Datum.Of(a.Int64 + b.Int64);
        }

        return (left, right) switch
        {
            (TimestampType, DayTimeIntervalType) or (TimestampNtzType, DayTimeIntervalType) => (a, b) => Datum.Of(unchecked(a.Int64 + sign * b.Int64)),
            (TimestampType, YearMonthIntervalType) => (a, b) => Datum.Of(AddCalendar(a.Int64, sign * (int)b.Int64, 0, context.TimeZone)),
            (TimestampNtzType, YearMonthIntervalType) => (a, b) => Datum.Of(AddCalendar(a.Int64, sign * (int)b.Int64, 0, TimeZoneInfo.Utc)),
            (TimestampType or TimestampNtzType, CalendarIntervalType) => (a, b) =>
            {
                var interval = (CalendarInterval)b.Reference!;
                return Datum.Of(AddCalendar(a.Int64, sign * interval.Months, sign * interval.Days, left is TimestampType ? context.TimeZone : TimeZoneInfo.Utc)
                    + sign * interval.Microseconds);
            }
            ,
            (DateType, DayTimeIntervalType { EndField: 0 }) => (a, b) => Datum.Of(a.Int64 + sign * (b.Int64 / MicrosPerDay)),
            (DateType, DayTimeIntervalType) => (a, b) => Datum.Of(TemporalText.ToInstant(a.Int64 * MicrosPerDay, context.TimeZone) + sign * b.Int64),
            (DateType, YearMonthIntervalType) => (a, b) => Datum.Of(AddMonths(a.Int64, sign * (int)b.Int64)),
            (DateType, CalendarIntervalType) => (a, b) =>
            {
                var interval = (CalendarInterval)b.Reference!;
                return Datum.Of(AddMonths(a.Int64, sign * interval.Months) + sign * interval.Days);
            }
            ,
            (DateType, IntegralType) => (a, b) => Datum.Of(a.Int64 + sign * b.Int64),
            (DateType, DateType) => (a, b) => Datum.Of((a.Int64 - b.Int64) * MicrosPerDay),
            (DateType, TimestampType) => (a, b) => Datum.Of(TemporalText.ToInstant(a.Int64 * MicrosPerDay, context.TimeZone) - b.Int64),
            (TimestampNtzType, DateType) => (a, b) => Datum.Of(a.Int64 - b.Int64 * MicrosPerDay),
            (DateType, TimestampNtzType) => (a, b) => Datum.Of(a.Int64 * MicrosPerDay - b.Int64),
            (DayTimeIntervalType, DayTimeIntervalType) => (a, b) => Sum((Int128)a.Int64 + sign * (Int128)b.Int64, long.MinValue, long.MaxValue, "long overflow"),
            (YearMonthIntervalType, YearMonthIntervalType) => (a, b) => Sum((Int128)a.Int64 + sign * (Int128)b.Int64, int.MinValue, int.MaxValue, "integer overflow"),
            (TimestampType, DateType) => (a, b) => Datum.Of(a.Int64 - TemporalText.ToInstant(b.Int64 * MicrosPerDay, context.TimeZone)),
            _ => (a, b) => Datum.Of(unchecked(a.Int64 + sign * b.Int64)),
        };
    }

    private static Datum Sum(Int128 value, long least, long most, string what) => value >= least && value <= most ? Datum.Of((long)value) : throw IntervalFunctions.Overflow(what);

    /// <summary>A day some months later; a day that the month lacks becomes its last.</summary>
    public static long AddMonths(long days, int months)
    {
        (int year, int month, int day) = CivilDate.FromDays((int)days);
        int total = year * 12 + month - 1 + months;
        int newYear = total >= 0 ? total / 12 : (total - 11) / 12;
        int newMonth = total - newYear * 12 + 1;
        CivilDate.TryToDays(newYear, newMonth, Math.Min(day, CivilDate.DaysInMonth(newYear, newMonth)), out int result);
        return result;
    }

    public static long AddCalendar(long micros, int months, int days, TimeZoneInfo zone)
    {
        (long day, long time) = TemporalText.FloorDays(micros + TemporalText.OffsetMicros(micros, zone));
        return TemporalText.ToInstant((AddMonths(day, months) + days) * MicrosPerDay + time, zone);
    }
}
