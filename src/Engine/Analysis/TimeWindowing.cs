using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>
/// Replaces <c>window(…)</c> and <c>session_window(…)</c> by operators below that make the struct column <c>window</c> or <c>session_window</c>
/// (Spark's TimeWindowing, 3.4 and later, and SessionWindowing).
/// </summary>
internal sealed class TimeWindowing(AnalysisContext context)
{
    // Each is a projection of its own.
    private const int MaxOverlapping = 10_000;

    /// <summary>
    /// Arguments: time, duration, slide, start offset (microseconds), index. Index 0 is the latest window that holds the time.
    /// </summary>
    private static readonly ScalarFunction WindowStruct = new(
        "window_struct", static (_, _) => throw new InvalidOperationException("Made by the analyzer only"), Evaluate,
        "The time window that holds a time, as made by window(); cannot be called.");

    /// <summary>The instant that stands for a window: the last microsecond before its end.</summary>
    private static readonly ScalarFunction WindowTime = new(
        "window_time", static (_, _) => throw new InvalidOperationException("Made by the analyzer only"),
        static (_, arguments, _) => row => arguments[0](row) is { IsNull: false } w && !w.Items[1].IsNull ? Datum.Of(w.Items[1].Int64 - 1) : Datum.Null,
        "The last instant of a time window.");

    /// <summary>A call of <c>window_time</c>, which takes only columns that <c>window</c> made.</summary>
    public static ResolvedExpression TimeOf(ResolvedExpression window) => window is AttributeReference { Metadata.IsTimeWindow: true, Type: StructType }
        ? new FunctionCall(WindowTime, [window], new ResultType(new TimestampType(), Nullable: true))
        : throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1283", $"The input is not a correct window column: window_time({PrettySql.Of(window)})");

    /// <summary>What a name for the expression carries: that of the bare attribute, or the event time of the window behind <c>window_time</c>.</summary>
    public static AttributeMetadata MetadataOf(ResolvedExpression expression) => expression switch
    {
        AttributeReference attribute => attribute.Metadata,
        FunctionCall { Arguments: [AttributeReference window] } call when call.Function == WindowTime => window.Metadata with { IsTimeWindow = false },
        _ => default,
    };

    /// <summary>Puts the operators for the one time window in <paramref name="expressions"/> above <paramref name="child"/>.</summary>
    /// <returns>The new child, and the rewrite that puts the window's attribute in the place of its expression.</returns>
    public (ResolvedPlan Child, Func<ResolvedExpression, ResolvedExpression> Replace) Apply(ResolvedPlan child, IEnumerable<ResolvedExpression> expressions)
    {
        List<ResolvedExpression> windows = [];
        foreach (ResolvedExpression window in expressions.SelectMany(e => e.SelfAndDescendants()).Where(e => e is TimeWindow or SessionWindow))
        {
            if (!windows.Exists(w => w.IsSameAs(window)))
            {
                windows.Add(window);
            }
        }

        if (windows.Count > 1)
        {
            throw AnalysisErrors.SeveralTimeWindows();
        }

        if (windows.Count == 0)
        {
            return (child, e => e);
        }

        (ResolvedPlan plan, AttributeReference attribute) = windows[0] is TimeWindow time ? Place(child, time) : SessionWindowing.Place(child, (SessionWindow)windows[0], context);
        return (plan, e => e.ReplaceDown(node => node is TimeWindow or SessionWindow && node.IsSameAs(windows[0]) ? attribute : null));
    }

    private (ResolvedPlan Plan, AttributeReference Window) Place(ResolvedPlan child, TimeWindow window)
    {
        ResolvedExpression time = window.Time;
        AttributeMetadata metadata = MetadataOf(time) with { IsTimeWindow = true };
        if (time.Type is StructType)
        {
            // window(window_column, …) means window(window_time(window_column), …).
            time = TimeOf(time);
        }

        ResolvedExpression notNull = context.Functions.TryResolve("isnotnull", [time], false, null)!;
        long overlapping = 1 + ((window.WindowDuration - 1) / window.SlideDuration);
        if (overlapping > MaxOverlapping)
        {
            throw AnalysisErrors.TooManyWindows(MaxOverlapping);
        }

        var named = new NamedExpression(Struct(window, time, 0), "window", context.Ids.Next(), metadata);
        if (overlapping == 1)
        {
            return (new ProjectPlan(new FilterPlan(child, notNull), [named, .. child.Output]), named.ToAttribute());
        }

        AttributeReference attribute = named.ToAttribute();
        ResolvedPlan expanded = new ExpandPlan(
            child,
            Enumerable.Range(0, (int)overlapping).Select(i => (Seq<ResolvedExpression>)[Struct(window, time, i), .. child.Output]).ToSeq(),
            [attribute, .. child.Output]);
        if (window.WindowDuration % window.SlideDuration == 0)
        {
            return (new FilterPlan(expanded, notNull), attribute);
        }

        // The oldest of the windows may end before the time.
        ResolvedExpression end = context.Functions.Extract(attribute, new Constant(Datum.Of("end"), new StringType()));
        ResolvedExpression start = context.Functions.Extract(attribute, new Constant(Datum.Of("start"), new StringType()));
        ResolvedExpression within = Call("and", Call("<=", start, time), Call("<", time, end));
        return (new FilterPlan(expanded, within), attribute);
    }

    private ResolvedExpression Call(string name, ResolvedExpression left, ResolvedExpression right) =>
        context.Functions.TryResolve(name, [left, right], false, null)!;

    private static FunctionCall Struct(TimeWindow window, ResolvedExpression time, int index)
    {
        var type = new StructType([new StructField("start", new TimestampType()), new StructField("end", new TimestampType())]);
        return new FunctionCall(
            WindowStruct, [time, Micros(window.WindowDuration), Micros(window.SlideDuration), Micros(window.StartTime), Micros(index)],
            new ResultType(type, Nullable: false));
    }

    private static Constant Micros(long value) => new(Datum.Of(value), new LongType());

    private static Evaluator Evaluate(FunctionCall call, Evaluator[] arguments, EvaluationContext evaluation)
    {
        long Parameter(int i) => ((Constant)call.Arguments[i]).Value.Int64;
        long duration = Parameter(1), slide = Parameter(2), offset = Parameter(3), index = Parameter(4);
        Evaluator time = arguments[0];

        // Times come near each other, so most rows are in a window that was just made. By number of the window; a power of two of them.
        var recent = new Datum[16];
        return row =>
        {
            Datum value = time(row);
            if (value.IsNull)
            {
                return Datum.Of([Datum.Null, Datum.Null]);
            }

            long start = Start(value.Int64, slide, offset, index);
            ref Datum window = ref recent[(int)((ulong)(start / slide) % (ulong)recent.Length)];
            if (window.IsNull || window.Items[0].Int64 != start)
            {
                window = Datum.Of([Datum.Of(start), Datum.Of(unchecked(start + duration))]);
            }

            return window;
        };
    }

    /// <summary>Start of the window number <paramref name="index"/>, counted back from the latest that holds <paramref name="time"/>.</summary>
    /// <remarks>Spark's remainder is truncated like C#'s, hence the step back for times before the offset. Overflow wraps as in Java.</remarks>
    internal static long Start(long time, long slide, long offset, long index)
    {
        unchecked
        {
            long remainder = (time - offset) % slide;
            return time - (remainder < 0 ? remainder + slide : remainder) - (index * slide);
        }
    }
}
