using System.Globalization;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary><c>window(time, duration[, slide[, start]])</c> (spark-semantics 3.5).</summary>
internal static class TimeWindowFunction
{
    public static TimeWindow Resolve(Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count is < 2 or > 4)
        {
            throw FunctionErrors.ArgumentCount("window", "[2, 3, 4]", arguments.Count);
        }

        long duration = Micros(arguments[1]);
        long slide = arguments.Count > 2 ? Micros(arguments[2]) : duration;
        long start = arguments.Count > 3 ? Micros(arguments[3]) : 0;
        ResolvedExpression time = arguments[0];
        string text = string.Create(CultureInfo.InvariantCulture, $"window({PrettySql.Of(time)}, {duration}, {slide}, {start})");
        time = time.Type is StringType or DateType or NullType ? time.To(new TimestampType()) : time;
        if (time.Type is not (TimestampType or TimestampNtzType) && !IsWindowStruct(time.Type))
        {
            throw FunctionErrors.UnexpectedInputType(
                text, 1,
                "(\"(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)\" or \"STRUCT<start: TIMESTAMP, end: TIMESTAMP>\" or \"STRUCT<start: TIMESTAMP_NTZ, end: TIMESTAMP_NTZ>\")", time);
        }

        Positive("window_duration", duration, text);
        Positive("slide_duration", slide, text);
        if (slide > duration)
        {
            throw Violation(text, $"The `slide_duration`({Text(slide)}L) must be <= the `window_duration`({Text(duration)}L).");
        }

        return Math.Abs(start) < slide
            ? new TimeWindow(time, duration, slide, start)
            : throw Violation(text, $"The `abs(start_time)`({Text(Math.Abs(start))}L) must be < the `slide_duration`({Text(slide)}L).");
    }

    private static long Micros(ResolvedExpression argument)
    {
        if (argument is not Constant { Value.IsNull: false } constant)
        {
            throw FailedCall();
        }

        return constant.DataType switch
        {
            StringType when SqlParser.ParseInterval(constant.Value.String) is var interval => interval.Months == 0
                ? interval.Days * 86_400_000_000L + interval.Microseconds
                : throw FailedCall(),
            IntegralType or DayTimeIntervalType => constant.Value.Int64,
            _ => throw FailedCall(),
        };
    }

    internal static bool IsWindowStruct(DataType type) => type is StructType { Fields: [{ Name: "start", DataType: TimestampType or TimestampNtzType }, { Name: "end" }] };

    private static void Positive(string name, long value, string text)
    {
        if (value <= 0)
        {
            throw FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", text, $"The `{name}` must be between (0, {Text(long.MaxValue)}] (current value = {Text(value)}L).");
        }
    }

    private static SparkException Violation(string call, string text) => FunctionErrors.Mismatch("PARAMETER_CONSTRAINT_VIOLATION", call, text);

    private static SparkException FailedCall() => SparkException.Analysis(
        "FAILED_FUNCTION_CALL", "[FAILED_FUNCTION_CALL] Failed preparing of the function `window` for call. Please, double check function's arguments.");

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
