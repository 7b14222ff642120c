using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Intervals made of numbers. What is too large is null for calendar intervals and an error for the others, as in Spark.</summary>
internal static class IntervalFunctions
{
    private const string Zero = "0";
    private const string ZeroSeconds = "0.000000";

    private static readonly DecimalType Seconds = new(18, 6);
    private static readonly Parameter SecondsParameter = new("\"DECIMAL(18,6)\"", type => type == Seconds, Seconds);

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        ("make_interval", Made("make_interval", new CalendarIntervalType(), 7, true, Calendar, "A calendar interval of years, months, weeks, days, hours, minutes and seconds.")),
        ("make_dt_interval", Made("make_dt_interval", new DayTimeIntervalType(), 4, true, DayTime, "A day-time interval of days, hours, minutes and seconds.")),
        ("make_ym_interval", Made("make_ym_interval", new YearMonthIntervalType(), 2, false, YearMonth, "A year-month interval of years and months.")),
    ];

    /// <summary>An interval's months or microseconds as DOUBLE, for functions that take numbers.</summary>
    public static ScalarFunction AsNumber { get; } = new(
        "(interval as number)", (_, a) => (a, new ResultType(new DoubleType(), a[0].Nullable)), Evaluate.Strict(value => Datum.Of((double)value.Int64)), "An interval as a number.", (_, a) => a[0]);

    private static ScalarFunction Made(string name, DataType type, int parts, bool hasSeconds, Func<long[], SparkDecimal, Datum> make, string documentation) => new(
        name,
        (_, arguments) =>
        {
            arguments.Expect(name, 0, parts);
            return (arguments.Select((_, i) => arguments.As(name, i, hasSeconds && i == parts - 1 ? SecondsParameter : Parameter.Integer)).ToSeq(),
                new ResultType(type, type is CalendarIntervalType || arguments.AnyNullable()));
        },
        (call, arguments, context) => row =>
        {
            var units = new long[parts];
            var seconds = new SparkDecimal(0, 6);
            for (int i = 0; i < arguments.Length; i++)
            {
                Datum value = arguments[i](row);
                if (value.IsNull)
                {
                    return value;
                }

                if (hasSeconds && i == parts - 1)
                {
                    seconds = value.Decimal;
                }
                else
                {
                    units[i] = value.Int64;
                }
            }

            return make(units, seconds);
        },
        documentation,
        (_, a) => $"{name}({string.Join(", ", a.Concat(Enumerable.Range(a.Count, parts - a.Count).Select(i => hasSeconds && i == parts - 1 ? ZeroSeconds : Zero)))})");

    private static Datum Calendar(long[] units, SparkDecimal seconds)
    {
        try
        {
            return checked(Datum.Of(new CalendarInterval(
                (int)(units[0] * 12 + units[1]), (int)(units[2] * 7 + units[3]), Micros(units[4], units[5], seconds))));
        }
        catch (OverflowException)
        {
            return Datum.Null;
        }
    }

    private static Datum DayTime(long[] units, SparkDecimal seconds)
    {
        try
        {
            return Datum.Of(checked(units[0] * 86_400_000_000 + Micros(units[1], units[2], seconds)));
        }
        catch (OverflowException)
        {
            throw Overflow("long overflow");
        }
    }

    private static Datum YearMonth(long[] units, SparkDecimal seconds) => units[0] * 12 + units[1] is var months and >= int.MinValue and <= int.MaxValue
        ? Datum.Of(months)
        : throw Overflow("integer overflow");

    private static long Micros(long hours, long minutes, SparkDecimal seconds) =>
        checked(hours * 3_600_000_000 + minutes * 60_000_000 + (long)DecimalArithmetic.Rescale(seconds, 6).Unscaled);

    public static SparkException Overflow(string what) => FunctionErrors.AtRun("SparkArithmeticException", "ARITHMETIC_OVERFLOW",
        $"[ARITHMETIC_OVERFLOW] {what}. If necessary set \"spark.sql.ansi.enabled\" to \"false\" to bypass this error.");
}
