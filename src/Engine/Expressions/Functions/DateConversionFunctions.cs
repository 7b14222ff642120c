using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Dates and times from text, numbers and parts, to text and numbers, and between zones.</summary>
internal static class DateConversionFunctions
{
    private const string DefaultPattern = "yyyy-MM-dd HH:mm:ss";
    private static readonly Parameter Seconds = new("\"DECIMAL(16,6)\"", type => type is DecimalType { Precision: 16, Scale: 6 }, new DecimalType(16, 6));

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entries.Of("date_format", Signature.Of(new StringType(), [Parameter.Timestamp, Parameter.String]), Formatted((formatter, a) => Datum.Of(formatter.Format(a[0].Int64)), pattern: 1), "A time as text by a Java pattern."),
        Entries.Of("from_unixtime", Signature.Of(new StringType(), [Parameter.Long, Parameter.String], optional: 1),
            Formatted((formatter, a) => Datum.Of(formatter.Format(unchecked(a[0].Int64 * Calendar.Second))), pattern: 1), "Seconds since the epoch as text.", Entries.WithDefaults("from_unixtime", 2, DefaultPattern)),
        UnixTimestamp("unix_timestamp", least: 0), UnixTimestamp("to_unix_timestamp", least: 1),
        Parsed("to_date", new DateType(), "Text, by a Java pattern where one is given, as a date."),
        Parsed("to_timestamp", new TimestampType(), "Text, by a Java pattern where one is given, as a time."),
        Parsed("to_timestamp_ltz", new TimestampType(), "Text, by a Java pattern where one is given, as a time."),
        Parsed("to_timestamp_ntz", new TimestampNtzType(), "Text, by a Java pattern where one is given, as a time without zone."),
        Parsed("try_to_timestamp", new TimestampType(), "to_timestamp, with null where the text is no time."),
        Entries.Of("timestamp_seconds", Signature.Of(new TimestampType(), [Parameter.Numeric]), TimestampSeconds, "Seconds since the epoch as a time."),
        Epoch("timestamp_millis", 1000), Epoch("timestamp_micros", 1),
        Units("unix_seconds", Calendar.Second), Units("unix_millis", 1000), Units("unix_micros", 1),
        Entries.Of("unix_date", Signature.Of(new IntegerType(), [Parameter.Date]), Evaluate.Strict(date => date), "Days since the epoch."),
        Entries.Of("date_from_unix_date", Signature.Of(new DateType(), [Parameter.Integer]), Evaluate.Strict(days => days), "The date of a count of days since the epoch."),
        Entries.Of("make_date", Signature.Of(new DateType(), [Parameter.Integer, Parameter.Integer, Parameter.Integer], alwaysNullable: true),
            Evaluate.StrictMany(a => DayOf(a[0].Int64, a[1].Int64, a[2].Int64) is { } days ? Datum.Of(days) : Datum.Null), "A date from year, month and day; null where there is none."),
        MakeTimestamp("make_timestamp", new TimestampType()), MakeTimestamp("make_timestamp_ltz", new TimestampType()), MakeTimestamp("make_timestamp_ntz", new TimestampNtzType()),
        Entries.Of("from_utc_timestamp", Signature.Of(new TimestampType(), [Parameter.Timestamp, Parameter.String]), Evaluate.Strict((time, zone) => Datum.Of(Calendar.Local(time.Int64, ZoneOf(zone.String)))), "The wall-clock time of a zone for a time in UTC."),
        Entries.Of("to_utc_timestamp", Signature.Of(new TimestampType(), [Parameter.Timestamp, Parameter.String]), Evaluate.Strict((time, zone) => Datum.Of(TemporalText.ToInstant(time.Int64, ZoneOf(zone.String)))), "The time in UTC for a wall-clock time of a zone."),
        Entries.Of("convert_timezone", ConvertRule, ConvertTimeZone, "A time without zone moved from one zone to another.", (_, a) => $"convert_timezone({(a.Count == 2 ? "current_timezone(), " : "")}{string.Join(", ", a)})"),
    ];

    /// <summary>A function by a Java pattern.</summary>
    private static ScalarEvaluation Formatted(Func<JavaDateTimeFormatter, Datum[], Datum> function, int pattern, bool isParsing = false, bool isZoned = true) => (call, arguments, context) =>
    {
        Func<string, JavaDateTimeFormatter> create = Evaluate.Memoized((string text) => JavaDateTimeFormatter.Create(text, isZoned ? context.TimeZone : TimeZoneInfo.Utc, isParsing));
        return Evaluate.StrictMany(values => function(create(values.Length > pattern ? values[pattern].String : DefaultPattern), values))(call, arguments, context);
    };

    private static (string, ScalarFunction) UnixTimestamp(string name, int least) => Entries.Of(
        name,
        (n, a) =>
        {
            a.Expect(n, least, 2);
            return (a.Select((argument, i) => i == 0 && argument.Type is StringType or TimestampType or DateType or TimestampNtzType ? argument : argument.To(new StringType())).ToSeq(), new ResultType(new LongType(), a.Count > 0));
        },
        (call, a, x) => call.Arguments.Count == 0 ? _ => Datum.Of(x.BatchTimestampMs / 1000)
            : call.Arguments[0].Type is StringType ? Formatted((formatter, v) => formatter.TryParseOrRefuse(v[0].String, out long micros) ? Datum.Of(micros / Calendar.Second) : Datum.Null, pattern: 1, isParsing: true)(call, a, x)
            : ToSeconds(a[0], Casts.Create(call.Arguments[0].Type, new TimestampType(), x)),
        "Seconds since the epoch.", (_, a) => $"{name}({(a.Count == 0 ? "current_timestamp()" : a[0])}, {(a.Count > 1 ? a[1] : DefaultPattern)})");

    // Seconds are cut towards zero here, not rounded down.
    private static Evaluator ToSeconds(Evaluator time, Func<Datum, Datum> cast) => row => time(row) is { IsNull: false } value ? Datum.Of(cast(value).Int64 / Calendar.Second) : Datum.Null;

    private static (string, ScalarFunction) Parsed(string name, DataType type, string documentation) => Entries.Of(
        name,
        (n, arguments) =>
        {
            arguments.Expect(n, 1, 2);
            return arguments.Count == 1
                ? (arguments, new ResultType(type, arguments[0].Nullable || CastRules.CanFail(arguments[0].Type, type)))
                : ([arguments[0].Type is TimestampType or DateType or TimestampNtzType ? arguments[0] : arguments[0].To(new StringType()), arguments[1].To(new StringType())], new ResultType(type, true));
        },
        ParsedEvaluation, documentation);

    private static Evaluator ParsedEvaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        DataType from = call.Arguments[0].Type;
        if (call.Arguments.Count == 1 || from is not StringType)
        {
            Func<Datum, Datum> cast = Casts.Create(from, call.Type, context);
            return row => arguments[0](row) is { IsNull: false } value ? cast(value) : Datum.Null;
        }

        return Formatted(
            (formatter, a) => !formatter.TryParseOrRefuse(a[0].String, out long micros) ? Datum.Null : Datum.Of(call.Type is DateType ? Calendar.LocalDay(micros, context.TimeZone) : micros),
            pattern: 1, isParsing: true, isZoned: call.Type is not TimestampNtzType)(call, arguments, context);
    }

    private static Evaluator TimestampSeconds(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        DataType from = call.Arguments[0].Type;
        Func<Datum, Datum> cast = from is IntegralType ? value => Datum.Of(Calendar.Times(value.Int64, Calendar.Second) ?? throw LongOverflow()) : Casts.Create(from, new TimestampType(), context);
        return Evaluate.Strict(cast)(call, arguments, context);
    }

    private static (string, ScalarFunction) Epoch(string name, long micros) => Entries.Of(
        name, Signature.Of(new TimestampType(), [Parameter.Integral]), Evaluate.Strict(v => Datum.Of(Calendar.Times(v.Int64, micros) ?? throw LongOverflow())), "A count since the epoch as a time.");

    private static SparkException LongOverflow() => new(new SparkError("ArithmeticException", null, "long overflow"));

    private static (string, ScalarFunction) Units(string name, long micros) => Entries.Of(
        name, Signature.Of(new LongType(), [Parameter.Timestamp]), Evaluate.Strict(v => Datum.Of(Calendar.FloorDiv(v.Int64, micros))), "A time as a count since the epoch.");

    private static long? DayOf(long year, long month, long day) =>
        year is >= -999_999 and <= 999_999 && month is >= 1 and <= 12 && day is >= 1 and <= 31 && CivilDate.TryToDays((int)year, (int)month, (int)day, out int days) ? days : null;

    private static (string, ScalarFunction) MakeTimestamp(string name, DataType type)
    {
        bool hasZone = type is TimestampType;
        Parameter[] parameters = [.. Enumerable.Repeat(Parameter.Integer, 5), Seconds, .. hasZone ? [Parameter.String] : Array.Empty<Parameter>()];
        return Entries.Of(name, Signature.Of(type, parameters, optional: hasZone ? 1 : 0, alwaysNullable: true),
            Evaluate.StrictFor((_, context) => a => Made(a, !hasZone ? TimeZoneInfo.Utc : a.Length > 6 ? ZoneOf(a[6].String) : context.TimeZone)), "A time from year, month, day, hour, minute and seconds; null where there is none.");
    }

    // Sixty seconds without a fraction are the next minute.
    private static Datum Made(Datum[] a, TimeZoneInfo zone)
    {
        long micros = (long)DecimalArithmetic.Rescale(a[5].Decimal, 6).Unscaled;
        bool isTime = a[3].Int64 is >= 0 and <= 23 && a[4].Int64 is >= 0 and <= 59 && micros >= 0 && micros <= 60 * Calendar.Second;
        return isTime && DayOf(a[0].Int64, a[1].Int64, a[2].Int64) is { } day
            ? Datum.Of(TemporalText.ToInstant(day * Calendar.Day + (a[3].Int64 * 60 + a[4].Int64) * 60 * Calendar.Second + micros, zone))
            : Datum.Null;
    }

    private static (Seq<ResolvedExpression>, ResultType) ConvertRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2, 3);
        return Signature.Of(new TimestampNtzType(), [.. Enumerable.Repeat(Parameter.String, arguments.Count - 1), Parameter.TimestampNtz])(name, arguments);
    }

    private static Evaluator ConvertTimeZone(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.StrictMany(a =>
    {
        TimeZoneInfo from = a.Length > 2 ? ZoneOf(a[0].String) : context.TimeZone;
        return Datum.Of(Calendar.Local(TemporalText.ToInstant(a[^1].Int64, from), ZoneOf(a[^2].String)));
    })(call, arguments, context);

    private static TimeZoneInfo ZoneOf(string name) => TemporalText.TryZone(name, out TimeZoneInfo? zone)
        ? zone!
        : throw new SparkException(new SparkError("DateTimeException", null, $"Unknown time-zone ID: {name}"));
}
