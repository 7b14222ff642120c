using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>The order that the reference's query gives its rows; rows that tie in it may come either way.</summary>
internal static class RequiredOrder
{
    /// <summary>Positions of the columns that the reference sorts by; all columns where it sorts by something that is not in its output; null where it does not sort.</summary>
    public static Seq<int>? Of(ResolvedPlan plan)
    {
        if (TopSort(plan) is not { } sort)
        {
            return null;
        }

        List<long> output = [.. plan.Output.Select(attribute => attribute.Id)];
        int[] positions = [.. sort.Order.Select(key => key.Child is AttributeReference attribute ? output.IndexOf(attribute.Id) : -1)];
        return positions.Contains(-1) ? Enumerable.Range(0, output.Count).ToSeq() : positions.ToSeq();
    }

    /// <summary>The first row at which two equal multisets stand in another order; null where they do not.</summary>
    public static int? FirstBreach(IReadOnlyList<Datum[]> expected, IReadOnlyList<Datum[]> actual, IReadOnlyList<DataType> types, Seq<int> order)
    {
        DataType[] sorted = [.. order.Select(column => types[column])];
        for (int i = 0; i < expected.Count; i++)
        {
            ComparableRow left = ComparableRow.Of(expected[i], sorted, order), right = ComparableRow.Of(actual[i], sorted, order);
            if (left.Exact != right.Exact || !left.IsNear(right))
            {
                return i;
            }
        }

        return null;
    }

    private static SortPlan? TopSort(ResolvedPlan plan) => plan switch
    {
        SortPlan { IsGlobal: true } sort => sort,
        ProjectPlan or FilterPlan or LimitPlan or OffsetPlan or SubqueryAliasPlan => TopSort(plan.Children[0]),
        _ => null,
    };
}
