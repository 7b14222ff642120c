using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Values of one window call over a sorted partition.</summary>
internal sealed class WindowCallExec(WindowCall call, IReadOnlyList<AttributeReference> input, RowOrder order, QueryContext context)
{
    /// <summary>Rows that sliding frames may add up in one execution; each row's frame is added up anew, as in Spark.</summary>
    private const long MaxFrameRows = 100_000_000;

    private readonly Evaluator[] arguments = Evaluators.Compile(call.Function.Children, input, context);
    private readonly Evaluator? lowerValue = Bound(call.Frame.Lower, input, context);
    private readonly Evaluator? upperValue = Bound(call.Frame.Upper, input, context);
    private long frameRows;

    public IEnumerable<Datum> Values(SortedRows rows) => call.Function switch
    {
        WindowFunctionCall function => function.Function.Evaluation(function, new WindowPartition(
            rows.Rows.Length, i => rows.Peers[i], i => Frame(rows, i), (argument, i) => arguments[argument](rows.Rows[i]))),
        AggregateCall aggregate => Aggregates(aggregate, rows),
        var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
    };

    private IEnumerable<Datum> Aggregates(AggregateCall aggregate, SortedRows rows)
    {
        IAggregation aggregation = aggregate.Function.Create(aggregate);
        var buffer = new Datum[aggregate.Function.BufferTypes(aggregate).Count];
        var results = new Datum[rows.Rows.Length];
        bool grows = call.Frame.Lower == FrameBound.UnboundedPreceding;
        int from = 0, to = 0;
        aggregation.Initialize(buffer);
        for (int i = 0; i < results.Length; i++)
        {
            (int start, int end) = Frame(rows, i);
            if (i > 0 && start == from && end == to)
            {
                results[i] = results[i - 1];
                continue;
            }

            if (!grows || end < to)
            {
                Charge(end - start);
                aggregation.Initialize(buffer);
                to = start;
            }

            for (; to < end; to++)
            {
                aggregation.Update(buffer, Evaluators.Evaluate(arguments, rows.Rows[to]));
            }

            (from, to) = (start, end);
            results[i] = aggregation.Evaluate(buffer);
        }

        return results;
    }

    private void Charge(long rows)
    {
        frameRows += Math.Max(rows, 0);
        if (frameRows > MaxFrameRows)
        {
            throw new SparkException(new SparkError("SparkException", null, $"Sliding window frames add up more than {MaxFrameRows} rows in one batch, which is this engine's limit."));
        }
    }

    /// <summary>First row of the frame, and one past the last; empty frames have their end at or before their start.</summary>
    private (int Start, int End) Frame(SortedRows rows, int row)
    {
        int count = rows.Rows.Length;
        int start = Lower(rows, row, count), end = Upper(rows, row, count);
        return end <= start ? (start, start) : (start, end);
    }

    private int Lower(SortedRows rows, int row, int count) => call.Frame switch
    {
        { Lower: var lower } when lower == FrameBound.UnboundedPreceding => 0,
        { IsRange: false, Lower.Rows: var offset } => (int)Math.Clamp(row + (offset ?? 0), 0, count),
        _ when lowerValue is null => rows.Peers[row].Start,
        _ => FirstAtOrAfter(rows, lowerValue(rows.Rows[row]), isStrict: false),
    };

    private int Upper(SortedRows rows, int row, int count) => call.Frame switch
    {
        { Upper: var upper } when upper == FrameBound.UnboundedFollowing => count,
        { IsRange: false, Upper.Rows: var offset } => (int)Math.Clamp(row + (offset ?? 0) + 1, 0, count),
        _ when upperValue is null => rows.Peers[row].End,
        _ => FirstAtOrAfter(rows, upperValue(rows.Rows[row]), isStrict: true),
    };

    /// <summary>The first row whose order value is not before the bound, or with <paramref name="isStrict"/> after it.</summary>
    private int FirstAtOrAfter(SortedRows rows, Datum bound, bool isStrict)
    {
        int low = 0, high = rows.Keys.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            int compared = order.Compare(0, rows.Keys[middle][0], bound);
            bool reached = isStrict ? compared > 0 : compared >= 0;
            (low, high) = reached ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static Evaluator? Bound(FrameBound bound, IReadOnlyList<AttributeReference> input, QueryContext context) =>
        bound.Value is null ? null : ExpressionCompiler.Compile(bound.Value, input, context.Evaluation);
}
