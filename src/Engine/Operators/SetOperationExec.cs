using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans.Logical;

namespace Grader.Engine.Operators;

/// <summary>INTERSECT and EXCEPT; without ALL each row at most once.</summary>
internal sealed class SetOperationExec(PlanExec left, PlanExec right, SetOperationType type, bool isAll, IReadOnlyList<AttributeReference> output, CellBudget cells)
    : PlanExec(output, OperatorWatermark.Min(left.Watermark, right.Watermark))
{
    public override IEnumerable<Datum[]> Execute()
    {
        var others = new Dictionary<Datum[], int>(RowComparer.Instance);
        foreach (Datum[] row in right.Execute())
        {
            if (!others.TryAdd(row, 1))
            {
                others[row]++;
                continue;
            }

            cells.Keep(row);
        }

        var emitted = new HashSet<Datum[]>(RowComparer.Instance);
        foreach (Datum[] row in left.Execute())
        {
            int count = others.GetValueOrDefault(row);
            bool isIn = count > 0;
            if (isAll && isIn)
            {
                others[row] = count - 1;
            }

            if (isIn != (type is SetOperationType.Intersect))
            {
                continue;
            }

            if (isAll)
            {
                yield return row;
            }
            else if (emitted.Add(row))
            {
                cells.Keep(row);
                yield return row;
            }
        }
    }
}
