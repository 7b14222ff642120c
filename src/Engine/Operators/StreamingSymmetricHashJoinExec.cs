using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Engine.Streaming;
using Grader.Plans.Logical;

namespace Grader.Engine.Operators;

/// <summary>
/// A join of two streams (spark-semantics 3.8). Rows of the left, then of the right, are looked up by key among the rows that the other side keeps,
/// and then kept themselves; what the watermark has passed is forgotten, and comes out with nulls where an outer side's row never matched.
/// </summary>
/// <param name="test">What of the condition concerns a pair, beyond the keys; null for nothing.</param>
internal sealed class StreamingSymmetricHashJoinExec(
    PlanExec leftChild, PlanExec rightChild, JoinSide left, JoinSide right, JoinType type, Evaluator? test,
    IReadOnlyList<AttributeReference> output, OperatorWatermark? watermark, RowBudget budget, CellBudget cells)
    : PlanExec(output, watermark), IStatefulExec
{
    private readonly OperatorWatermark? inputWatermark = OperatorWatermark.Min(leftChild.Watermark, rightChild.Watermark);
    private readonly bool keepsLeftUnmatched = type is JoinType.LeftOuter or JoinType.FullOuter;
    private readonly bool keepsRightUnmatched = type is JoinType.RightOuter or JoinType.FullOuter;
    private long removed;

    public StateOperatorProgress Progress => new(
        "symmetricHashJoin", left.State.Count + right.State.Count, left.Updated + right.Updated, removed, left.Dropped + right.Dropped);

    public bool ShouldRunAnotherBatch(long newWatermarkMs) =>
        (left.HasBound || right.HasBound) && inputWatermark is { } input && input.At(newWatermarkMs) > input.EvictionMs;

    public void CommitState()
    {
        left.State.Commit();
        right.State.Commit();
    }

    public override IEnumerable<Datum[]> Execute()
    {
        List<Datum[]> rows = [];
        foreach (Datum[] row in left.Rows())
        {
            JoinLeft(row, rows);
        }

        foreach (Datum[] row in right.Rows())
        {
            JoinRight(row, rows);
        }

        Evict(rows);
        return rows;
    }

    private void JoinLeft(Datum[] row, List<Datum[]> rows)
    {
        if (!left.CanMatch(row))
        {
            if (keepsLeftUnmatched)
            {
                Emit([.. row, .. new Datum[right.Width]], rows);
            }

            return;
        }

        Datum[] key = left.Key(row);
        bool isSemi = type is JoinType.LeftSemi, isMatched = false;
        foreach (Datum[] pair in Matches(left, key, right, other => [.. row, .. other], skipMatched: false))
        {
            isMatched = true;
            Emit(isSemi ? row : pair, rows);
            if (isSemi)
            {
                // It is output once, and nobody needs it any more.
                return;
            }
        }

        // Even where the watermark has passed it: rows of the right, in this batch, may still meet it.
        left.Keep(key, new JoinRow(row, isMatched));
    }

    private void JoinRight(Datum[] row, List<Datum[]> rows)
    {
        if (!right.CanMatch(row))
        {
            if (keepsRightUnmatched)
            {
                Emit([.. new Datum[left.Width], .. row], rows);
            }

            return;
        }

        Datum[] key = right.Key(row);
        bool isSemi = type is JoinType.LeftSemi, isMatched = false;
        foreach (Datum[] pair in Matches(right, key, left, other => [.. other, .. row], skipMatched: isSemi))
        {
            isMatched = true;
            Emit(isSemi ? pair[..left.Width] : pair, rows);
        }

        // All rows of the left were there, so what is passed is kept only to come out with nulls when it is forgotten.
        if (!right.IsPassed(key, row) || (keepsRightUnmatched && !isMatched))
        {
            right.Keep(key, new JoinRow(row, isMatched));
        }
    }

    /// <summary>The pairs with rows that the other side keeps; those rows are marked as matched.</summary>
    /// <param name="skipMatched">Leaves out rows that matched before.</param>
    private IEnumerable<Datum[]> Matches(JoinSide side, Datum[] key, JoinSide other, Func<Datum[], Datum[]> pairWith, bool skipMatched)
    {
        if (side.HasNullKey(key))
        {
            yield break;
        }

        long count = other.State.CountOf(key);
        for (long index = 0; index < count; index++)
        {
            JoinRow candidate = other.State.Get(key, index);
            if (candidate.IsMatched && skipMatched)
            {
                continue;
            }

            Datum[] pair = pairWith(candidate.Row);
            if (test is null || test(pair) is { IsNull: false, Boolean: true })
            {
                if (!candidate.IsMatched)
                {
                    other.State.MarkMatched(key, index, candidate);
                }

                yield return pair;
            }
        }
    }

    /// <summary>Spark counts as removed only the rows whose removal gives no output of its own: those of the sides that are not outer.</summary>
    private void Evict(List<Datum[]> rows)
    {
        List<JoinRow> fromLeft = left.Evict(), fromRight = right.Evict();
        removed += (keepsLeftUnmatched ? 0 : fromLeft.Count) + (keepsRightUnmatched ? 0 : fromRight.Count);
        if (keepsLeftUnmatched)
        {
            foreach (JoinRow row in fromLeft.Where(row => !row.IsMatched))
            {
                Emit([.. row.Row, .. new Datum[right.Width]], rows);
            }
        }

        if (keepsRightUnmatched)
        {
            foreach (JoinRow row in fromRight.Where(row => !row.IsMatched))
            {
                Emit([.. new Datum[left.Width], .. row.Row], rows);
            }
        }
    }

    private void Emit(Datum[] row, List<Datum[]> rows)
    {
        budget.Take();
        cells.Keep(row);
        rows.Add(row);
    }
}
