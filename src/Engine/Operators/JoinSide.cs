using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Up to where one side of a stream-stream join forgets: by a key that carries a watermark, by its rows' event time, or never.</summary>
/// <param name="KeyTime">The watermarked key among the join's keys.</param>
/// <param name="RowTime">The event time of the side's rows, where rows are bounded.</param>
/// <param name="WatermarkMs">Keys or rows at or before it are forgotten.</param>
internal sealed record JoinStateBound(EventTimeColumn? KeyTime, EventTimeColumn? RowTime, long WatermarkMs)
{
    public bool IsPassedByKey(Datum[] key) => KeyTime?.IsAtOrBefore(key, WatermarkMs) == true;

    public bool IsPassedByRow(Datum[] row) => RowTime?.IsAtOrBefore(row, WatermarkMs) == true;

    /// <summary>The bound of a side under a watermark; null where nothing bounds it.</summary>
    public static JoinStateBound? Of(IReadOnlyList<AttributeReference> side, IReadOnlyList<AttributeReference> other, EquiJoinKeys condition, long watermarkMs)
    {
        if (condition.WatermarkOrdinal() is { } ordinal)
        {
            return new JoinStateBound(new EventTimeColumn(ordinal, condition.Keys[ordinal].Left.Type), null, watermarkMs);
        }

        return EventTimeColumn.In(side) is { } time && JoinWatermarks.StateWatermarkMs(side, other, condition.Rest, watermarkMs) is { } stateWatermark
            ? new JoinStateBound(null, time, stateWatermark)
            : null;
    }
}

/// <summary>One side of a stream-stream join: its input, what of the condition concerns it alone, and its state.</summary>
internal sealed class JoinSide(
    PlanExec child, Seq<ResolvedExpression> keys, bool[] isNullSafe, Seq<ResolvedExpression> ownConjuncts, JoinStateBound? bound, JoinSideState state, QueryContext context)
{
    private readonly Evaluator[] keyEvaluators =
        [.. keys.Select(key => KeyNormalization.Wrap(ExpressionCompiler.Compile(key, child.Output, context.Evaluation), key.Type))];
    private readonly Evaluator[] tests = Evaluators.Compile(ownConjuncts, child.Output, context);
    private readonly EventTimeColumn? eventTime = EventTimeColumn.In(child.Output);

    public JoinSideState State => state;

    public bool HasBound => bound is not null;

    public int Width => child.Output.Count;

    public long Dropped { get; private set; }

    public long Updated { get; private set; }

    /// <summary>The batch's rows but those that are late.</summary>
    public IEnumerable<Datum[]> Rows()
    {
        long late = (child.Watermark ?? default).LateMs;
        foreach (Datum[] row in child.Execute())
        {
            if (eventTime?.IsAtOrBefore(row, late) == true)
            {
                Dropped++;
            }
            else
            {
                yield return row;
            }
        }
    }

    /// <summary>A row that fails what the condition asks of its side alone can meet no other.</summary>
    public bool CanMatch(Datum[] row) => Array.TrueForAll(tests, test => test(row) is { IsNull: false, Boolean: true });

    public Datum[] Key(Datum[] row) => Evaluators.Evaluate(keyEvaluators, row);

    public bool HasNullKey(Datum[] key)
    {
        for (int i = 0; i < key.Length; i++)
        {
            if (key[i].IsNull && !isNullSafe[i])
            {
                return true;
            }
        }

        return false;
    }

    public void Keep(Datum[] key, JoinRow row)
    {
        state.Append(key, row);
        Updated++;
    }

    /// <summary>Whether the row would be forgotten in this batch.</summary>
    public bool IsPassed(Datum[] key, Datum[] row) => bound is not null && (bound.IsPassedByKey(key) || bound.IsPassedByRow(row));

    /// <summary>Forgets what the watermark has passed.</summary>
    public List<JoinRow> Evict() => bound is null ? [] : state.Remove(bound.IsPassedByKey, bound.IsPassedByRow);
}
