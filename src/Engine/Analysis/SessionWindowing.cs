using Grader.Engine.Expressions;
using Grader.Engine.Expressions.Functions;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>Makes the column <c>session_window</c>: each row's own session, from its time to the gap later. Grouping merges those that touch.</summary>
internal static class SessionWindowing
{
    /// <summary>Texts of gaps that are remembered with their meaning; more are read again.</summary>
    private const int RememberedGaps = 1000;

    private static readonly ScalarFunction SessionStruct = new(
        "session_window_struct", static (_, _) => throw new InvalidOperationException("Made by the analyzer only"), Evaluate,
        "The session that a row alone would be, as made by session_window(); cannot be called.");

    /// <summary>Rows without a time, and rows whose gap is null, no interval, or not positive, are in no session.</summary>
    public static (ResolvedPlan Plan, AttributeReference Window) Place(ResolvedPlan child, SessionWindow window, AnalysisContext context)
    {
        ResolvedExpression time = window.Time;
        AttributeMetadata metadata = TimeWindowing.MetadataOf(time) with { IsTimeWindow = true, IsSessionWindow = true };
        if (time.Type is StructType)
        {
            time = TimeWindowing.TimeOf(time);
        }

        ResolvedExpression Call(string name, params ResolvedExpression[] arguments) => context.Functions.TryResolve(name, arguments.ToSeq(), false, null)!;
        var type = new StructType([new StructField("start", new TimestampType()), new StructField("end", new TimestampType())]);
        var named = new NamedExpression(
            new FunctionCall(SessionStruct, [time, window.Gap], new ResultType(type, Nullable: false)), "session_window", context.Ids.Next(), metadata);
        AttributeReference attribute = named.ToAttribute();
        ResolvedExpression hasTime = Call("isnotnull", time);
        ResolvedExpression condition = window.Gap is Constant { Value.Reference: CalendarInterval interval } && IsPositive(interval)
            ? hasTime
            : Call("and", Call(">", Field(attribute, "end", context), Field(attribute, "start", context)), hasTime);
        return (new FilterPlan(new ProjectPlan(child, [named, .. child.Output]), condition), attribute);
    }

    private static ResolvedExpression Field(ResolvedExpression window, string name, AnalysisContext context) =>
        context.Functions.Extract(window, new Constant(Datum.Of(name), new StringType()));

    private static bool IsPositive(CalendarInterval interval) => interval is { Months: >= 0, Days: >= 0, Microseconds: >= 0 } && interval != new CalendarInterval(0, 0, 0);

    private static Evaluator Evaluate(FunctionCall call, Evaluator[] arguments, EvaluationContext evaluation)
    {
        Evaluator time = arguments[0], gap = Gap(call.Arguments[1].Type, arguments[1]);
        Func<Datum, Datum, Datum> add = TemporalArithmetic.For("+", call.Arguments[0].Type, new CalendarIntervalType(), evaluation);
        return row =>
        {
            Datum start = time(row), length = gap(row);
            return Datum.Of([start, start.IsNull || length.IsNull ? Datum.Null : add(start, length)]);
        };
    }

    /// <summary>Intervals as they are; text as Spark casts it, null where it says none.</summary>
    private static Evaluator Gap(DataType type, Evaluator gap)
    {
        if (type is not StringType)
        {
            return gap;
        }

        Dictionary<string, Datum> known = [];
        return row =>
        {
            Datum text = gap(row);
            if (text.IsNull)
            {
                return Datum.Null;
            }

            if (known.TryGetValue(text.String, out Datum interval))
            {
                return interval;
            }

            interval = Parse(text.String);
            if (known.Count < RememberedGaps)
            {
                known.Add(text.String, interval);
            }

            return interval;
        };
    }

    private static Datum Parse(string text)
    {
        try
        {
            return Datum.Of(SqlParser.ParseInterval(text));
        }
        catch (SparkException)
        {
            return Datum.Null;
        }
    }
}
