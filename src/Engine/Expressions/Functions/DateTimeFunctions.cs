using System.Globalization;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>The parts of dates and times in the session's zone, and "now", which is the batch's time, the same when the batch is run again (spark-semantics 8.9).</summary>
internal static class DateTimeFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        .. Entries.Named(["current_timestamp", "now"], Signature.Of(new TimestampType(), []), Evaluate.Constantly((_, x) => Datum.Of(x.BatchTimestampMs * 1000)), "The batch's time, to the millisecond."),
        .. Entries.Named(["current_date", "curdate"], Signature.Of(new DateType(), []), Evaluate.Constantly((_, x) => Datum.Of(Calendar.LocalDay(x.BatchTimestampMs * 1000, x.TimeZone))), "The batch's day.", _ => (_, _) => "current_date()"),
        Entries.Of("localtimestamp", Signature.Of(new TimestampNtzType(), []), Evaluate.Constantly((_, x) => Datum.Of(Calendar.Local(x.BatchTimestampMs * 1000, x.TimeZone))), "The batch's time as the session's clock shows it."),
        Entries.Of("current_timezone", Signature.Of(new StringType(), []), Evaluate.Constantly((_, x) => Datum.Of(x.TimeZone == TimeZoneInfo.Utc ? "UTC" : x.TimeZone.Id)), "The session's time zone."),
        Part("year", date => date.Year), Part("month", date => date.Month), Part("day", date => date.Day), Part("dayofmonth", date => date.Day),
        Part("quarter", date => (date.Month + 2) / 3),
        DayPart("dayofweek", DayOfWeek, "Day of the week, Sunday is 1."),
        DayPart("weekday", Weekday, "Day of the week, Monday is 0."),
        DayPart("dayofyear", DayOfYear, "Day of the year."),
        DayPart("weekofyear", Calendar.WeekOfYear, "ISO week of the year."),
        TimePart("hour", HourOf), TimePart("minute", MinuteOf), TimePart("second", micros => micros / Calendar.Second % 60),
        Entries.Of("extract", (n, a) => DatePart.Resolve(n, a), DatePart.Evaluation, "A field of a date, time or interval.", (_, a) => $"extract({a[0]} FROM {a[1]})"),
        .. Entries.Named(["date_part", "datepart"], (n, a) => DatePart.Resolve(n, a), DatePart.Evaluation, "A field of a date, time or interval."),
    ];

    public static long DayOfWeek(long day) => Calendar.Mod(day + 4, 7) + 1;

    public static long Weekday(long day) => Calendar.Mod(day + 3, 7);

    public static long DayOfYear(long day) => day - Calendar.StartOf("YEAR", day) + 1;

    public static long HourOf(long microsOfDay) => microsOfDay / (3600 * Calendar.Second);

    public static long MinuteOf(long microsOfDay) => microsOfDay / (60 * Calendar.Second) % 60;

    private static (string, ScalarFunction) Part(string name, Func<(int Year, int Month, int Day), int> part) => Entries.Of(
        name, Signature.Of(new IntegerType(), [Parameter.Date]), Evaluate.Strict(date => Datum.Of((long)part(CivilDate.FromDays((int)date.Int64)))), $"The {name.ToString(CultureInfo.InvariantCulture)} of a date.");

    private static (string, ScalarFunction) DayPart(string name, Func<long, long> part, string documentation) => Entries.Of(
        name, Signature.Of(new IntegerType(), [Parameter.Date]), Evaluate.Strict(date => Datum.Of(part(date.Int64))), documentation);

    private static (string, ScalarFunction) TimePart(string name, Func<long, long> part) => Entries.Of(
        name, Signature.Of(new IntegerType(), [Parameter.AnyTimestamp]),
        Evaluate.StrictFor((call, context) => a => Datum.Of(part(TemporalText.FloorDays(call.Arguments[0].Type is TimestampNtzType ? a[0].Int64 : Calendar.Local(a[0].Int64, context.TimeZone)).Micros))), $"The {name} of a time.");
}
