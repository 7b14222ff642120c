using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Dates and times in the session's zone (spark-semantics 8.9). "Now" is the batch's time, the same when the batch is run again.</summary>
internal static class DateTimeFunctions
{
    private const long Second = 1_000_000;
    private const long Day = 86_400 * Second;

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Now("current_timestamp"), Now("now"),
        Entry("current_date", new("current_date", None(new DateType()), (_, _, x) => Constantly(Datum.Of(LocalDay(x.BatchTimestampMs * 1000, x))), "The batch's day.")),
        Part("year", time => time.Year), Part("month", time => time.Month), Part("day", time => time.Day), Part("dayofmonth", time => time.Day),
        Part("quarter", time => (time.Month + 2) / 3),
        DayPart("dayofweek", day => Mod(day + 4, 7) + 1, "Day of the week, Sunday is 1."),
        DayPart("weekday", day => Mod(day + 3, 7), "Day of the week, Monday is 0."),
        DayPart("dayofyear", day => day - StartOf("YEAR", day) + 1, "Day of the year."),
        DayPart("weekofyear", WeekOfYear, "ISO week of the year."),
        TimePart("hour", micros => micros / (3600 * Second)), TimePart("minute", micros => micros / (60 * Second) % 60), TimePart("second", micros => micros / Second % 60),
        Entry("date_trunc", new("date_trunc", Signature.Of(new TimestampType(), [Parameter.String, Parameter.Timestamp], alwaysNullable: true),
            Evaluate.StrictFor((_, context) => a => TruncTimestamp(a[0].String, a[1].Int64, context.TimeZone)), "A time cut to a unit.")),
        Entry("trunc", new("trunc", Signature.Of(new DateType(), [Parameter.Date, Parameter.String], alwaysNullable: true),
            Evaluate.Strict((date, unit) => TruncDate(unit.String, date.Int64)), "A date cut to a unit of a week or more.")),
        Entry("date_format", new("date_format", Signature.Of(new StringType(), [Parameter.Timestamp, Parameter.String]),
            Formatted((formatter, a) => Datum.Of(formatter.Format(a[0].Int64)), pattern: 1), "A time as text by a Java pattern.")),
        Entry("from_unixtime", new("from_unixtime", Signature.Of(new StringType(), [Parameter.Long, Parameter.String], optional: 1),
            Formatted((formatter, a) => Datum.Of(formatter.Format(a[0].Int64 * Second)), pattern: 1), "Seconds since the epoch as text.", (_, a) => $"from_unixtime({a[0]}, {(a.Count > 1 ? a[1] : "yyyy-MM-dd HH:mm:ss")})")),
        UnixTimestamp("unix_timestamp"), UnixTimestamp("to_unix_timestamp"),
        Entry("to_timestamp", new("to_timestamp", ParsedRule(new TimestampType()), Parsed(toDate: false), "Text, by a Java pattern where one is given, as a time.")),
        Entry("to_date", new("to_date", ParsedRule(new DateType()), Parsed(toDate: true), "Text, by a Java pattern where one is given, as a date.")),
        Entry("timestamp_seconds", new("timestamp_seconds", Signature.Of(new TimestampType(), [Parameter.Numeric]), (call, a, x) =>
            Evaluate.Strict(call.Arguments[0].Type is IntegralType ? v => Datum.Of(checked(v.Int64 * Second)) : Casts.Create(call.Arguments[0].Type, new TimestampType(), x))(call, a, x), "Seconds since the epoch as a time.")),
        Epoch("timestamp_millis", 1000), Epoch("timestamp_micros", 1),
        Units("unix_seconds", Second), Units("unix_millis", 1000), Units("unix_micros", 1),
        Entry("date_add", new("date_add", Signature.Of(new DateType(), [Parameter.Date, Parameter.Integer]), Evaluate.Strict((date, n) => Datum.Of(date.Int64 + n.Int64)), "A date some days later.")),
        Entry("date_sub", new("date_sub", Signature.Of(new DateType(), [Parameter.Date, Parameter.Integer]), Evaluate.Strict((date, n) => Datum.Of(date.Int64 - n.Int64)), "A date some days earlier.")),
        Entry("datediff", new("datediff", Signature.Of(new IntegerType(), [Parameter.Date, Parameter.Date]), Evaluate.Strict((end, start) => Datum.Of(end.Int64 - start.Int64)), "Days from the second date to the first.")),
        Entry("add_months", new("add_months", Signature.Of(new DateType(), [Parameter.Date, Parameter.Integer]), Evaluate.Strict((date, n) => Datum.Of(TemporalArithmetic.AddMonths(date.Int64, (int)n.Int64))), "A date some months later.")),
        Entry("last_day", new("last_day", Signature.Of(new DateType(), [Parameter.Date]), Evaluate.Strict(date => Datum.Of(TemporalArithmetic.AddMonths(StartOf("MONTH", date.Int64), 1) - 1)), "The last day of the date's month.")),
    ];

    private static (string, ScalarFunction) Entry(string name, ScalarFunction function) => (name, function);

    private static TypeRule None(DataType type) => (name, arguments) =>
        arguments.Count == 0 ? (arguments, new ResultType(type, false)) : throw FunctionErrors.ArgumentCount(name, "0", arguments.Count);

    private static Evaluator Constantly(Datum value) => _ => value;

    private static (string, ScalarFunction) Now(string name) => Entry(name, new(
        name, None(new TimestampType()), (_, _, context) => Constantly(Datum.Of(context.BatchTimestampMs * 1000)), "The batch's time, to the millisecond."));

    private static (string, ScalarFunction) Part(string name, Func<(int Year, int Month, int Day), int> part) => Entry(name, new(
        name, Signature.Of(new IntegerType(), [Parameter.Date]), Evaluate.Strict(date => Datum.Of((long)part(CivilDate.FromDays((int)date.Int64)))), $"The {name} of a date."));

    private static (string, ScalarFunction) DayPart(string name, Func<long, long> part, string documentation) => Entry(name, new(
        name, Signature.Of(new IntegerType(), [Parameter.Date]), Evaluate.Strict(date => Datum.Of(part(date.Int64))), documentation));

    private static (string, ScalarFunction) TimePart(string name, Func<long, long> part) => Entry(name, new(
        name, Signature.Of(new IntegerType(), [Parameter.Timestamp]),
        Evaluate.StrictFor((_, context) => a => Datum.Of(part(TemporalText.FloorDays(Local(a[0].Int64, context.TimeZone)).Micros))), $"The {name} of a time."));

    private static (string, ScalarFunction) Epoch(string name, long micros) => Entry(name, new(
        name, Signature.Of(new TimestampType(), [Parameter.Long]), Evaluate.Strict(v => Datum.Of(checked(v.Int64 * micros))), "A count since the epoch as a time."));

    private static (string, ScalarFunction) Units(string name, long micros) => Entry(name, new(
        name, Signature.Of(new LongType(), [Parameter.Timestamp]), Evaluate.Strict(v => Datum.Of(FloorDiv(v.Int64, micros))), "A time as a count since the epoch."));

    private static (string, ScalarFunction) UnixTimestamp(string name) => Entry(name, new(
        name,
        (n, a) => a.Count switch
        {
            0 => (a, new ResultType(new LongType(), false)),
            1 or 2 => (a.Select((argument, i) => i == 0 && argument.Type is StringType or TimestampType or DateType or TimestampNtzType ? argument : argument.To(new StringType())).ToSeq(), new ResultType(new LongType(), true)),
            _ => throw FunctionErrors.ArgumentCount(n, "[0, 1, 2]", a.Count),
        },
        (call, a, x) => call.Arguments.Count == 0 ? Constantly(Datum.Of(FloorDiv(x.BatchTimestampMs, 1000)))
            : call.Arguments[0].Type is StringType ? Formatted((formatter, v) => formatter.TryParseOrRefuse(v[0].String, out long micros) ? Datum.Of(FloorDiv(micros, Second)) : Datum.Null, pattern: 1)(call, a, x)
            : Casts.Create(call.Arguments[0].Type, new TimestampType(), x) is var cast
                ? row => a[0](row) is { IsNull: false } v ? Datum.Of(FloorDiv(cast(v).Int64, Second)) : Datum.Null : a[0],
        "Seconds since the epoch.", (_, a) => $"{name}({(a.Count == 0 ? "current_timestamp()" : a[0])}, {(a.Count > 1 ? a[1] : "yyyy-MM-dd HH:mm:ss")})"));

    private static TypeRule ParsedRule(DataType type) => (name, arguments) => arguments.Count switch
    {
        1 => (arguments, new ResultType(type, arguments[0].Nullable || CastRules.CanFail(arguments[0].Type, type))),
        2 => ([arguments[0].Type is TimestampType or DateType ? arguments[0] : arguments[0].To(new StringType()), arguments[1].To(new StringType())], new ResultType(type, true)),
        _ => throw FunctionErrors.ArgumentCount(name, "[1, 2]", arguments.Count),
    };

    private static ScalarEvaluation Parsed(bool toDate) => (call, arguments, context) =>
    {
        DataType from = call.Arguments[0].Type;
        if (call.Arguments.Count == 1 || from is not StringType)
        {
            Func<Datum, Datum> cast = Casts.Create(from, call.Type, context);
            return row => arguments[0](row) is { IsNull: false } value ? cast(value) : Datum.Null;
        }

        return Formatted((formatter, a) => formatter.TryParseOrRefuse(a[0].String, out long micros)
            ? Datum.Of(toDate ? LocalDay(micros, context) : micros)
            : Datum.Null, pattern: 1)(call, arguments, context);
    };

    /// <summary>A function by a Java pattern, which is nearly always one literal.</summary>
    private static ScalarEvaluation Formatted(Func<JavaDateTimeFormatter, Datum[], Datum> function, int pattern) => (call, arguments, context) =>
    {
        (string Pattern, JavaDateTimeFormatter Formatter)? last = null;
        return Evaluate.StrictMany(values =>
        {
            string text = values.Length > pattern ? values[pattern].String : "yyyy-MM-dd HH:mm:ss";
            if (last is not { } cached || cached.Pattern != text)
            {
                last = cached = (text, JavaDateTimeFormatter.Create(text, context.TimeZone));
            }

            return function(cached.Formatter, values);
        })(call, arguments, context);
    };

    private static Datum TruncTimestamp(string unit, long micros, TimeZoneInfo zone)
    {
        long local = Local(micros, zone);
        (long day, _) = TemporalText.FloorDays(local);
        long? size = unit.ToUpperInvariant() switch
        {
            "MICROSECOND" => 1,
            "MILLISECOND" => 1000,
            "SECOND" => Second,
            "MINUTE" => 60 * Second,
            "HOUR" => 3600 * Second,
            "DAY" or "DD" => Day,
            _ => null,
        };
        return size is { } step ? Datum.Of(TemporalText.ToInstant(FloorDiv(local, step) * step, zone))
            : TruncDate(unit, day) is { IsNull: false } date ? Datum.Of(TemporalText.ToInstant(date.Int64 * Day, zone))
            : Datum.Null;
    }

    private static Datum TruncDate(string unit, long day) => unit.ToUpperInvariant() switch
    {
        "YEAR" or "YYYY" or "YY" => Datum.Of(StartOf("YEAR", day)),
        "QUARTER" => Datum.Of(StartOf("QUARTER", day)),
        "MONTH" or "MON" or "MM" => Datum.Of(StartOf("MONTH", day)),
        "WEEK" => Datum.Of(day - Mod(day + 3, 7)),
        _ => Datum.Null,
    };

    private static long StartOf(string unit, long day)
    {
        (int year, int month, _) = CivilDate.FromDays((int)day);
        int first = unit switch { "YEAR" => 1, "QUARTER" => (month - 1) / 3 * 3 + 1, _ => month };
        CivilDate.TryToDays(year, first, 1, out int start);
        return start;
    }

    // The week that holds its year's first Thursday is the first.
    private static long WeekOfYear(long day)
    {
        long thursday = day - Mod(day + 3, 7) + 3;
        return (thursday - StartOf("YEAR", thursday)) / 7 + 1;
    }

    private static long Local(long micros, TimeZoneInfo zone) => micros + TemporalText.OffsetMicros(micros, zone);

    private static long LocalDay(long micros, EvaluationContext context) => TemporalText.FloorDays(Local(micros, context.TimeZone)).Days;

    private static long Mod(long value, long divisor) => (value % divisor + divisor) % divisor;

    private static long FloorDiv(long dividend, long divisor) => dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}
