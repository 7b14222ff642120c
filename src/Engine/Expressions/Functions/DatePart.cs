using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>The fields that <c>extract</c> and <c>date_part</c> know, by their many names, and their types.</summary>
internal static class DatePart
{
    private static readonly DecimalType Seconds = new(8, 6);

    /// <summary>The field must be a constant; a null one gives a null DOUBLE.</summary>
    public static (Seq<ResolvedExpression>, ResultType) Resolve(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        if (!arguments[0].IsFoldable())
        {
            throw FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", Signature.CallText(name, arguments), $"the input `field` should be a foldable \"STRING\" expression; however, got \"{PrettySql.Of(arguments[0])}\".");
        }

        ResolvedExpression field = arguments[0];
        Datum given = field.Fold();
        if (given.IsNull)
        {
            return (arguments, new ResultType(new DoubleType(), true));
        }

        DataType source = arguments[1].Type;
        bool isInterval = source is CalendarIntervalType or DayTimeIntervalType or YearMonthIntervalType;
        string? canonical = Canonical(field.Type is StringType ? given.String : "", source);
        if (canonical is null)
        {
            throw SparkException.Analysis("INVALID_EXTRACT_FIELD", $"[INVALID_EXTRACT_FIELD] Cannot extract `{(field.Type is StringType ? given.String : PrettySql.Of(field))}` from \"{PrettySql.Of(arguments[1])}\".");
        }

        bool needsTime = canonical is "HOUR" or "MINUTE" or "SECOND";
        ResolvedExpression? value = isInterval || source is TimestampNtzType ? arguments[1] : (needsTime ? Parameter.Timestamp : source is TimestampType ? Parameter.Timestamp : Parameter.Date).Fit(arguments[1]);
        if (value is null)
        {
            throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, needsTime ? "\"TIMESTAMP\"" : "\"DATE\"", arguments[1]);
        }

        DataType result = canonical == "SECOND" ? Seconds : isInterval && canonical is ("MONTH" or "HOUR" or "MINUTE") ? new ByteType() : new IntegerType();
        return ([field, value], new ResultType(result, value.Nullable));
    }

    public static Evaluator Evaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Datum field = call.Arguments[0].Fold();
        if (field.IsNull)
        {
            return _ => Datum.Null;
        }

        DataType type = call.Arguments[1].Type;
        string name = Canonical(field.String, type)!;
        Evaluator source = arguments[1];
        return row => source(row) is { IsNull: false } value ? type switch
        {
            CalendarIntervalType => OfInterval(name, (CalendarInterval)value.Reference!),
            YearMonthIntervalType => OfInterval(name, new CalendarInterval((int)value.Int64, 0, 0)),
            DayTimeIntervalType => OfInterval(name, new CalendarInterval(0, (int)(value.Int64 / Calendar.Day), value.Int64 % Calendar.Day)),
            DateType => OfLocal(name, value.Int64, 0),
            TimestampNtzType => TemporalText.FloorDays(value.Int64) is var (days, micros) ? OfLocal(name, days, micros) : Datum.Null,
            _ => TemporalText.FloorDays(Calendar.Local(value.Int64, context.TimeZone)) is var (days, micros) ? OfLocal(name, days, micros) : Datum.Null,
        } : Datum.Null;
    }

    private static string? Canonical(string field, DataType source)
    {
        string? name = field.ToUpperInvariant() switch
        {
            "YEAR" or "Y" or "YEARS" or "YR" or "YRS" => "YEAR",
            "YEAROFWEEK" => "YEAROFWEEK",
            "QUARTER" or "QTR" => "QUARTER",
            "MONTH" or "MON" or "MONS" or "MONTHS" => "MONTH",
            "WEEK" or "W" or "WEEKS" => "WEEK",
            "DAY" or "D" or "DAYS" => "DAY",
            "DAYOFWEEK" or "DOW" => "DAYOFWEEK",
            "DAYOFWEEK_ISO" or "DOW_ISO" => "DAYOFWEEK_ISO",
            "DOY" => "DOY",
            "HOUR" or "H" or "HOURS" or "HR" or "HRS" => "HOUR",
            "MINUTE" or "M" or "MIN" or "MINS" or "MINUTES" => "MINUTE",
            "SECOND" or "S" or "SEC" or "SECONDS" or "SECS" => "SECOND",
            _ => null,
        };
        return source switch
        {
            CalendarIntervalType => name is "YEAR" or "MONTH" or "DAY" or "HOUR" or "MINUTE" or "SECOND" ? name : null,
            YearMonthIntervalType months => name == "YEAR" || (name == "MONTH" && months.EndField == 1) ? name : null,
            DayTimeIntervalType times => Array.IndexOf(["DAY", "HOUR", "MINUTE", "SECOND"], name) is var index && index >= times.StartField && index <= times.EndField ? name : null,
            _ => name,
        };
    }

    private static Datum OfInterval(string name, CalendarInterval interval) => name switch
    {
        "YEAR" => Datum.Of((long)(interval.Months / 12)),
        "MONTH" => Datum.Of((long)(interval.Months % 12)),
        "DAY" => Datum.Of((long)interval.Days),
        "HOUR" => Datum.Of(interval.Microseconds / (3600 * Calendar.Second)),
        "MINUTE" => Datum.Of(interval.Microseconds / (60 * Calendar.Second) % 60),
        _ => Datum.Of(new SparkDecimal(interval.Microseconds % (60 * Calendar.Second), 6)),
    };

    private static Datum OfLocal(string name, long day, long micros)
    {
        (int year, int month, int dayOfMonth) = CivilDate.FromDays((int)day);
        return name switch
        {
            "YEAR" => Datum.Of((long)year),
            "YEAROFWEEK" => Datum.Of((long)CivilDate.FromDays((int)Calendar.ThursdayOf(day)).Year),
            "QUARTER" => Datum.Of((month + 2L) / 3),
            "MONTH" => Datum.Of((long)month),
            "WEEK" => Datum.Of(Calendar.WeekOfYear(day)),
            "DAY" => Datum.Of((long)dayOfMonth),
            "DAYOFWEEK" => Datum.Of(DateTimeFunctions.DayOfWeek(day)),
            "DAYOFWEEK_ISO" => Datum.Of(DateTimeFunctions.Weekday(day) + 1),
            "DOY" => Datum.Of(DateTimeFunctions.DayOfYear(day)),
            "HOUR" => Datum.Of(DateTimeFunctions.HourOf(micros)),
            "MINUTE" => Datum.Of(DateTimeFunctions.MinuteOf(micros)),
            _ => Datum.Of(new SparkDecimal(micros % (60 * Calendar.Second), 6)),
        };
    }
}
