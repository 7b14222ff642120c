using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary><c>sequence(start, stop[, step])</c> over whole numbers, dates and times.</summary>
internal static class SequenceFunction
{
    private const long MicrosPerDay = 86_400_000_000;

    public static IEnumerable<(string, ScalarFunction)> All =>
        [("sequence", new("sequence", Rule, Evaluation, "The values from the first to the second, a step apart: whole numbers, dates or times."))];

    private static (Seq<ResolvedExpression>, ResultType) Rule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2, 3);
        DataType? type = TypeCoercion.TightestCommonType(arguments[0].Type, arguments[1].Type);
        bool fits = type switch
        {
            IntegralType => arguments.Count == 2 || arguments[2].Type is IntegralType,
            DateType or TimestampType or TimestampNtzType => arguments.Count == 2 || arguments[2].Type is CalendarIntervalType or DayTimeIntervalType or YearMonthIntervalType,
            _ => false,
        };
        if (!fits)
        {
            throw FunctionErrors.Mismatch("SEQUENCE_WRONG_INPUT_TYPES", Signature.CallText(name, arguments),
                "`sequence` uses the wrong parameter type. The parameter type must conform to:\n1. The start and stop expressions must resolve to the same type.\n"
                + "2. If start and stop expressions resolve to the (\"TIMESTAMP\" or \"TIMESTAMP_NTZ\" or \"DATE\") type, then the step expression must resolve to the (\"INTERVAL\" or \"INTERVAL YEAR TO MONTH\" or \"INTERVAL DAY TO SECOND\") type.\n"
                + "3. Otherwise, if start and stop expressions resolve to the \"INTEGRAL\" type, then the step expression must resolve to the same type.");
        }

        if (type is IntegralType && arguments.Count == 3)
        {
            type = TypeCoercion.TightestCommonType(type, arguments[2].Type);
        }

        return (arguments.Select((argument, i) => i < 2 || type is IntegralType ? argument.To(type!) : argument).ToSeq(), new ResultType(new ArrayType(type!, false), arguments.AnyNullable()));
    }

    private static Evaluator Evaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        DataType type = ((ArrayType)call.Type).ElementType;
        DataType? step = call.Arguments.Count > 2 ? call.Arguments[2].Type : null;
        return type is IntegralType
            ? Evaluate.StrictMany(Whole)(call, arguments, context)
            : Evaluate.StrictMany(a => Temporal(a, type, StepOf(a, step), context))(call, arguments, context);
    }

    private static Datum Whole(Datum[] a)
    {
        long start = a[0].Int64, stop = a[1].Int64, step = a.Length > 2 ? a[2].Int64 : start <= stop ? 1 : -1;
        if ((step == 0 && start != stop) || (step > 0 && start > stop) || (step < 0 && start < stop))
        {
            throw Boundaries(start, stop, step);
        }

        var items = new Datum[step == 0 ? 1 : ValueLimits.CheckElements("sequence", ((Int128)stop - start) / step + 1)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Datum.Of(start + i * step);
        }

        return Datum.Of(items);
    }

    private static CalendarInterval StepOf(Datum[] a, DataType? type) => type switch
    {
        null => new CalendarInterval(0, a[0].Int64 <= a[1].Int64 ? 1 : -1, 0),
        YearMonthIntervalType => new CalendarInterval((int)a[2].Int64, 0, 0),
        DayTimeIntervalType => new CalendarInterval(0, 0, a[2].Int64),
        _ => (CalendarInterval)a[2].Reference!,
    };

    private static Datum Temporal(Datum[] a, DataType type, CalendarInterval step, EvaluationContext context)
    {
        TimeZoneInfo zone = type is TimestampType ? context.TimeZone : TimeZoneInfo.Utc;
        long start = Micros(a[0]), stop = Micros(a[1]);
        if (type is DateType && step.Months == 0 && (step.Days * MicrosPerDay + step.Microseconds) % MicrosPerDay != 0 && step.Days == 0)
        {
            throw new SparkException(new SparkError("IllegalArgumentException", null, "requirement failed: sequence step must be an interval of day granularity if start and end values are dates"));
        }

        // A month has at least 28 days: that bounds the number of steps before they are made.
        Int128 least = (Int128)step.Months * 28 * MicrosPerDay + (Int128)step.Days * MicrosPerDay + step.Microseconds;
        if ((least == 0 && start != stop) || (least > 0 && start > stop) || (least < 0 && start < stop))
        {
            throw Boundaries(a[0].Int64, a[1].Int64, (long)(step.Months == 0 ? (type is DateType ? least / MicrosPerDay : least) : step.Months));
        }

        List<Datum> items = [];
        int direction = least < 0 ? -1 : 1;
        for (int i = 0; ; i++)
        {
            long at = TemporalArithmetic.AddCalendar(start, checked(step.Months * i), checked(step.Days * i), zone) + checked(step.Microseconds * i);
            if (at.CompareTo(stop) * direction > 0)
            {
                return Datum.Of([.. items]);
            }

            items.Add(Datum.Of(type is DateType ? TemporalText.FloorDays(at).Days : at));
            ValueLimits.CheckElements("sequence", items.Count);
            if (least == 0)
            {
                return Datum.Of([.. items]);
            }
        }

        long Micros(Datum value) => type is DateType ? value.Int64 * MicrosPerDay : value.Int64;
    }

    private static SparkException Boundaries(long start, long stop, long step) =>
        new(new SparkError("IllegalArgumentException", null, $"requirement failed: Illegal sequence boundaries: {start} to {stop} by {step}"));
}
