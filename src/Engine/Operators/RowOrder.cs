using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>The order of a sort or a window specification, over the values of its keys.</summary>
internal sealed class RowOrder(Seq<SortKey> order)
{
    private readonly Comparison<Datum>[] comparisons = [.. order.Select(key => DatumComparer.Order(key.Type))];

    public int Compare(Datum[] left, Datum[] right)
    {
        for (int i = 0; i < comparisons.Length; i++)
        {
            if (Compare(i, left[i], right[i]) is not 0 and var compared)
            {
                return compared;
            }
        }

        return 0;
    }

    /// <summary>Of one key: before, equal or after in the key's direction, nulls where it puts them.</summary>
    public int Compare(int key, Datum left, Datum right)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull == right.IsNull ? 0 : left.IsNull == order[key].NullsLast ? 1 : -1;
        }

        int compared = comparisons[key](left, right);
        return order[key].Descending ? -compared : compared;
    }
}
