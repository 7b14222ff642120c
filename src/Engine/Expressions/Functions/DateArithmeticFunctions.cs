using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Dates and times moved, cut and compared, in the session's zone.</summary>
internal static class DateArithmeticFunctions
{
    private static readonly Parameter Days = new("(\"INT\" or \"SMALLINT\" or \"TINYINT\")", type => type is IntegerType or ShortType or ByteType, new IntegerType());

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        .. Entries.Named(["date_add", "dateadd"], Signature.Of(new DateType(), [Parameter.Date, Days]), Evaluate.Strict((date, n) => Datum.Of((long)unchecked((int)(date.Int64 + n.Int64)))), "A date some days later."),
        Entries.Of("date_sub", Signature.Of(new DateType(), [Parameter.Date, Days]), Evaluate.Strict((date, n) => Datum.Of((long)unchecked((int)(date.Int64 - n.Int64)))), "A date some days earlier."),
        .. Entries.Named(["datediff", "date_diff"], Signature.Of(new IntegerType(), [Parameter.Date, Parameter.Date]), Evaluate.Strict((end, start) => Datum.Of(end.Int64 - start.Int64)), "Days from the second date to the first."),
        Entries.Of("add_months", Signature.Of(new DateType(), [Parameter.Date, Parameter.Integer]), Evaluate.Strict((date, n) => Datum.Of(TemporalArithmetic.AddMonths(date.Int64, (int)n.Int64))), "A date some months later."),
        Entries.Of("last_day", Signature.Of(new DateType(), [Parameter.Date]), Evaluate.Strict(date => Datum.Of(TemporalArithmetic.AddMonths(Calendar.StartOf("MONTH", date.Int64), 1) - 1)), "The last day of the date's month."),
        Entries.Of("next_day", Signature.Of(new DateType(), [Parameter.Date, Parameter.String], alwaysNullable: true), Evaluate.Strict(NextDay), "The next date that is a given day of the week; null where that is no day."),
        Entries.Of("months_between", Signature.Of(new DoubleType(), [Parameter.Timestamp, Parameter.Timestamp, Parameter.Boolean], optional: 1),
            Evaluate.StrictFor((_, context) => a => Datum.Of(MonthsBetween(a[0].Int64, a[1].Int64, a.Length < 3 || a[2].Boolean, context.TimeZone))), "Months from the second time to the first, a fraction of 31 days included.", Entries.WithDefaults("months_between", 3, "true")),
        Entries.Of("date_trunc", Signature.Of(new TimestampType(), [Parameter.String, Parameter.Timestamp], alwaysNullable: true),
            Evaluate.StrictFor((_, context) => a => TruncTimestamp(a[0].String, a[1].Int64, context.TimeZone)), "A time cut to a unit."),
        Entries.Of("trunc", Signature.Of(new DateType(), [Parameter.Date, Parameter.String], alwaysNullable: true), Evaluate.Strict((date, unit) => TruncDate(unit.String, date.Int64)), "A date cut to a unit of a week or more."),
        Entries.Of("timestampadd", TimestampAddRule, TimestampAdd, "A time some units later."),
        Entries.Of("timestampdiff", Signature.Of(new LongType(), [Parameter.String, Parameter.Timestamp, Parameter.Timestamp]), TimestampDiff, "Whole units from the first time to the second."),
    ];

    private static Datum NextDay(Datum date, Datum name)
    {
        int weekday = name.String.ToUpperInvariant() switch
        {
            "MO" or "MON" or "MONDAY" => 0,
            "TU" or "TUE" or "TUESDAY" => 1,
            "WE" or "WED" or "WEDNESDAY" => 2,
            "TH" or "THU" or "THURSDAY" => 3,
            "FR" or "FRI" or "FRIDAY" => 4,
            "SA" or "SAT" or "SATURDAY" => 5,
            "SU" or "SUN" or "SUNDAY" => 6,
            _ => -1,
        };
        return weekday < 0 ? Datum.Null : Datum.Of(date.Int64 + 1 + Calendar.Mod(weekday - DateTimeFunctions.Weekday(date.Int64) - 1, 7));
    }

    // Whole months where both are the same day of the month, or both the last one; the time of day counts otherwise.
    private static double MonthsBetween(long later, long earlier, bool rounds, TimeZoneInfo zone)
    {
        (long day1, long time1) = TemporalText.FloorDays(Calendar.Local(later, zone));
        (long day2, long time2) = TemporalText.FloorDays(Calendar.Local(earlier, zone));
        (int year1, int month1, int dayOfMonth1) = CivilDate.FromDays((int)day1);
        (int year2, int month2, int dayOfMonth2) = CivilDate.FromDays((int)day2);
        double months = (year1 - year2) * 12.0 + month1 - month2;
        bool areLast = dayOfMonth1 == CivilDate.DaysInMonth(year1, month1) && dayOfMonth2 == CivilDate.DaysInMonth(year2, month2);
        if (dayOfMonth1 == dayOfMonth2 || areLast)
        {
            return months;
        }

        long seconds = (dayOfMonth1 - dayOfMonth2) * 86_400L + time1 / Calendar.Second - time2 / Calendar.Second;
        double result = months + seconds / (31 * 86_400.0);
        return rounds ? Math.Floor(result * 1e8 + 0.5) / 1e8 : result;
    }

    private static Datum TruncTimestamp(string unit, long micros, TimeZoneInfo zone)
    {
        long local = Calendar.Local(micros, zone);
        (long day, _) = TemporalText.FloorDays(local);
        long? size = unit.ToUpperInvariant() switch
        {
            "MICROSECOND" => 1,
            "MILLISECOND" => 1000,
            "SECOND" => Calendar.Second,
            "MINUTE" => 60 * Calendar.Second,
            "HOUR" => 3600 * Calendar.Second,
            "DAY" or "DD" => Calendar.Day,
            _ => null,
        };
        return size is { } step ? Datum.Of(TemporalText.ToInstant(Calendar.FloorDiv(local, step) * step, zone))
            : TruncDate(unit, day) is { IsNull: false } date ? Datum.Of(TemporalText.ToInstant(date.Int64 * Calendar.Day, zone))
            : Datum.Null;
    }

    private static Datum TruncDate(string unit, long day) => unit.ToUpperInvariant() switch
    {
        "YEAR" or "YYYY" or "YY" => Datum.Of(Calendar.StartOf("YEAR", day)),
        "QUARTER" => Datum.Of(Calendar.StartOf("QUARTER", day)),
        "MONTH" or "MON" or "MM" => Datum.Of(Calendar.StartOf("MONTH", day)),
        "WEEK" => Datum.Of(day - DateTimeFunctions.Weekday(day)),
        _ => Datum.Null,
    };

    private static (Seq<ResolvedExpression>, ResultType) TimestampAddRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression> fitted, ResultType result) = Signature.Of(a => a[2].Type, [Parameter.String, Parameter.Integer, Parameter.AnyTimestamp])(name, arguments);
        return (fitted, result);
    }

    private static Evaluator TimestampAdd(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        TimeZoneInfo zone = call.Type is TimestampType ? context.TimeZone : TimeZoneInfo.Utc;
        return Evaluate.StrictMany(a =>
        {
            (int months, long days, long micros) = UnitOf(a[0].String);
            long count = a[1].Int64;
            Int128 result = micros != 0 ? (Int128)a[2].Int64 + (Int128)count * micros : TemporalArithmetic.AddCalendar(a[2].Int64, checked((int)(months * count)), checked((int)(days * count)), zone);
            return result >= long.MinValue && result <= long.MaxValue ? Datum.Of((long)result) : throw Overflow(call, a);
        })(call, arguments, context);
    }

    private static SparkException Overflow(FunctionCall call, Datum[] a) => new(new SparkError("ArithmeticException", "DATETIME_OVERFLOW",
        $"[DATETIME_OVERFLOW] Datetime operation overflow: add {a[1].Int64} {a[0].String} to TIMESTAMP '{TemporalText.FormatTimestamp(a[2].Int64, TimeZoneInfo.Utc)}'."));

    private static Evaluator TimestampDiff(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.StrictMany(a =>
    {
        (int months, long days, long micros) = UnitOf(a[0].String);
        long start = Calendar.Local(a[1].Int64, context.TimeZone), end = Calendar.Local(a[2].Int64, context.TimeZone);
        return Datum.Of(months > 0 ? WholeMonths(start, end) / months : (end - start) / (micros != 0 ? micros : days * Calendar.Day));
    })(call, arguments, context);

    private static long WholeMonths(long start, long end)
    {
        (long startDay, long startTime) = TemporalText.FloorDays(start);
        (long endDay, long endTime) = TemporalText.FloorDays(end);
        (int startYear, int startMonth, int startOfMonth) = CivilDate.FromDays((int)startDay);
        (int endYear, int endMonth, int endOfMonth) = CivilDate.FromDays((int)endDay);
        long months = (endYear - startYear) * 12L + endMonth - startMonth;
        int rest = (endOfMonth, endTime).CompareTo((startOfMonth, startTime));
        return months > 0 && rest < 0 ? months - 1 : months < 0 && rest > 0 ? months + 1 : months;
    }

    /// <summary>Months, days or microseconds of a unit; two of them are zero.</summary>
    private static (int Months, long Days, long Micros) UnitOf(string unit) => unit.ToUpperInvariant() switch
    {
        "YEAR" => (12, 0, 0),
        "QUARTER" => (3, 0, 0),
        "MONTH" => (1, 0, 0),
        "WEEK" => (0, 7, 0),
        "DAY" or "DAYOFYEAR" => (0, 1, 0),
        "HOUR" => (0, 0, 3600 * Calendar.Second),
        "MINUTE" => (0, 0, 60 * Calendar.Second),
        "SECOND" => (0, 0, Calendar.Second),
        "MILLISECOND" => (0, 0, 1000),
        "MICROSECOND" => (0, 0, 1),
        _ => throw SparkException.Analysis("INVALID_PARAMETER_VALUE.DATETIME_UNIT", $"[INVALID_PARAMETER_VALUE.DATETIME_UNIT] The value of parameter(s) `unit` in `timestampadd` is invalid: expects one of the units without quotes YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFYEAR, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, but got the string literal '{unit}'."),
    };
}
