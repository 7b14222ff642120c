using Grader.Engine.Expressions;
using Grader.Engine.Expressions.Functions;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>OVER: functions, specifications and frames (Spark's ResolveWindowFrame, ResolveWindowOrder, WindowSpecDefinition.checkInputDataTypes).</content>
internal sealed partial class ExpressionResolver
{
    private WindowCall Window(WindowExpression window, Scope scope, int depth)
    {
        ResolvedExpression function = WindowFunction(window.Function, scope, depth);
        Seq<ResolvedExpression> partition = window.Window.PartitionBy.Select(e => Resolve(e, scope, depth + 1)).ToSeq();
        Seq<SortKey> order = window.Window.OrderBy.Select(e => (SortKey)Resolve(e, scope, depth + 1)).ToSeq();
        if (function is AggregateCall { Filter: not null })
        {
            throw AnalysisErrors.FilteredWindow();
        }

        ResolvedFrame? required = (function as WindowFunctionCall)?.Function.Frame((WindowFunctionCall)function);
        ResolvedFrame? given = window.Window.Frame is WindowFrame frame ? Frame(frame, order, window.Window, scope, depth) : null;
        if (function is WindowFunctionCall { Function: var called })
        {
            if (given is not null && required is not null && given.Sql != required.Sql)
            {
                throw called.IsOffset ? AnalysisErrors.FrameForOffset(called.Name) : AnalysisErrors.OtherFrame(given, required);
            }

            if (order.Count == 0 && called.Name != "nth_value")
            {
                throw AnalysisErrors.WindowNotOrdered(called.Name);
            }
        }

        var call = new WindowCall(function, partition, order, required ?? given
            ?? (order.Count > 0 ? ResolvedFrame.UpToCurrentRow(isRange: true) : ResolvedFrame.Everything));
        return function is AggregateCall { IsDistinct: true } ? throw AnalysisErrors.DistinctWindow(call)
            : call.Children.Any(c => c.Contains<WindowCall>()) ? throw AnalysisErrors.WindowInside("an aggregate function or another window function")
            : call;
    }

    private ResolvedExpression WindowFunction(Expression expression, Scope scope, int depth)
    {
        (UnresolvedFunction call, bool ignoresNulls) = Parsed(expression) switch
        {
            IgnoreNulls ignoring => (ignoring.Function, true),
            UnresolvedFunction plain => (plain, false),
            var other => throw AnalysisErrors.NotForWindows(Resolve(other, scope, depth + 1)),
        };
        Seq<ResolvedExpression> arguments = Arguments(call, scope, depth);
        ResolvedExpression? filter = call.Filter is null ? null : Resolve(call.Filter, scope, depth + 1);
        return WindowFunctions.TryResolve(call.Name, arguments, ignoresNulls)
            ?? context.Functions.TryResolve(call.Name, ignoresNulls ? IgnoringNulls(arguments) : arguments, call.IsDistinct, filter) switch
            {
                AggregateCall aggregate => (ResolvedExpression)aggregate,
                null => throw AnalysisErrors.UnresolvedRoutine(call.Name),
                var other => throw AnalysisErrors.NotForWindows(other),
            };
    }

    /// <summary>first, last and any_value take it as a second argument.</summary>
    private static Seq<ResolvedExpression> IgnoringNulls(Seq<ResolvedExpression> arguments) =>
        arguments.Count == 1 ? [.. arguments, new Constant(Datum.True, new BooleanType())] : arguments;

    private ResolvedFrame Frame(WindowFrame frame, Seq<SortKey> order, WindowSpecification window, Scope scope, int depth)
    {
        bool isRange = frame.Type == WindowFrameType.Range;
        FrameBound lower = Bound(frame.Lower, isRange, order, scope, depth), upper = Bound(frame.Upper, isRange, order, scope, depth);
        var resolved = new ResolvedFrame(isRange, lower, upper);
        string specification() => PrettySql.WindowText(new WindowCall(
            new Constant(Datum.Null, new NullType()), window.PartitionBy.Select(e => Resolve(e, scope, depth + 1)).ToSeq(), order, resolved));
        bool hasValues = isRange && (frame.Lower.Offset is not null || frame.Upper.Offset is not null);
        if (isRange && order.Count == 0 && !(frame.Lower.Kind == WindowFrameBoundKind.UnboundedPreceding && frame.Upper.Kind == WindowFrameBoundKind.UnboundedFollowing))
        {
            throw AnalysisErrors.FrameMismatch("RANGE_FRAME_WITHOUT_ORDER", specification(), "A range window frame cannot be used in an unordered window specification.");
        }

        if (hasValues && order.Count > 1)
        {
            throw AnalysisErrors.FrameMismatch("RANGE_FRAME_MULTI_ORDER", specification(),
                $"A range window frame with value boundaries cannot be used in a window specification with multiple order by expressions: {string.Join(",", order.Select(PrettySql.Of))}.");
        }

        if (frame.Lower.Kind == WindowFrameBoundKind.UnboundedFollowing || frame.Upper.Kind == WindowFrameBoundKind.UnboundedPreceding)
        {
            throw AnalysisErrors.FrameMismatch("SPECIFIED_WINDOW_FRAME_INVALID_BOUND", resolved.Sql, $"Window frame upper bound \"{upper.Sql}\" does not follow the lower bound \"{lower.Sql}\".");
        }

        return SideOf(frame.Lower) > SideOf(frame.Upper) || (!isRange && lower.Rows > upper.Rows) || SignedDistance(frame.Lower) > SignedDistance(frame.Upper)
            ? throw AnalysisErrors.FrameMismatch("SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON", resolved.Sql, "The lower bound of a window frame must be less than or equal to the upper bound.")
            : resolved;
    }

    /// <summary>A program's distance before the current row is a negative one after it.</summary>
    private static WindowFrameBoundKind SideOf(WindowFrameBound bound) => SignedDistance(bound) < 0 ? WindowFrameBoundKind.Preceding : bound.Kind;

    /// <summary>Null where the bound is none that a program gave as a number.</summary>
    private static int? SignedDistance(WindowFrameBound bound) =>
        bound is { Kind: WindowFrameBoundKind.Following, Offset: Literal { Value: int distance } } ? distance : null;

    private FrameBound Bound(WindowFrameBound bound, bool isRange, Seq<SortKey> order, Scope scope, int depth)
    {
        switch (bound.Kind)
        {
            case WindowFrameBoundKind.UnboundedPreceding:
                return FrameBound.UnboundedPreceding;
            case WindowFrameBoundKind.CurrentRow:
                return FrameBound.CurrentRow;
            case WindowFrameBoundKind.UnboundedFollowing:
                return FrameBound.UnboundedFollowing;
        }

        bool before = bound.Kind == WindowFrameBoundKind.Preceding;
        ResolvedExpression written = Resolve(bound.Offset ?? throw SparkException.IllegalArgument("A bound of a window frame has no offset."), scope, depth + 1);
        Constant offset = ConstantFolding.TryFold(written)
            ?? throw SparkException.Parse("_LEGACY_ERROR_TEMP_0064", "Frame bound value must be a literal.");
        string text = $"{PrettySql.Of(written)} {(before ? "PRECEDING" : "FOLLOWING")}";
        if (!isRange)
        {
            return offset is { DataType: IntegerType or ShortType or ByteType, Value.IsNull: false }
                ? new FrameBound(text, before ? -offset.Value.Int64 : offset.Value.Int64)
                : throw AnalysisErrors.FrameMismatch("SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE", $"ROWS {text}",
                    $"The data type of the {(before ? "lower" : "upper")} bound \"{offset.Type.Sql}\" does not match the expected data type \"INT\".");
        }

        return order.Count == 1 ? new FrameBound(text, null, BoundValue(order[0], offset, before)) : new FrameBound(text, null);
    }

    private ResolvedExpression BoundValue(SortKey key, Constant offset, bool before)
    {
        bool fits = (key.Type, offset.Type) switch
        {
            (DateType, IntegralType or DayTimeIntervalType { EndField: 0 } or YearMonthIntervalType) => true,
            (TimestampType or TimestampNtzType, DayTimeIntervalType or YearMonthIntervalType or CalendarIntervalType) => true,
            (NumericType a, NumericType b) => TypeCoercion.LeastCommonType(a, b) == a || a is DecimalType,
            (DayTimeIntervalType, DayTimeIntervalType) or (YearMonthIntervalType, YearMonthIntervalType) => true,
            _ => false,
        };
        if (!fits)
        {
            throw AnalysisErrors.FrameMismatch("RANGE_FRAME_INVALID_TYPE", $"(ORDER BY {PrettySql.Of(key)})",
                $"The data type \"{key.Type.Sql}\" used in the order specification does not support the data type \"{offset.Type.Sql}\" which is used in the range frame.");
        }

        ResolvedExpression distance = key.Type is NumericType && offset.Type != key.Type ? new CastExpression(offset, key.Type, IsImplicit: true) : offset;
        string operation = (key.Type, before != key.Descending) switch
        {
            (DateType, true) when offset.Type is IntegralType => "date_sub",
            (DateType, false) when offset.Type is IntegralType => "date_add",
            (_, true) => "-",
            _ => "+",
        };
        ResolvedExpression value = context.Functions.TryResolve(operation, [key.Child, distance], false, null) ?? throw AnalysisErrors.UnresolvedRoutine(operation);
        return value.Type == key.Type ? value : new CastExpression(value, key.Type, IsImplicit: true);
    }
}
