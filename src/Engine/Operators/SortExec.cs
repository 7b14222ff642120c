using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Sorts one execution's rows; rows of equal keys keep their order.</summary>
internal sealed class SortExec(PlanExec child, Seq<SortKey> order, QueryContext context) : PlanExec(child.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        Comparison<Datum>[] orders = [.. order.Select(key => DatumComparer.Order(key.Type))];
        Evaluator[] keys = [.. order.Select(key => ExpressionCompiler.Compile(key.Child, child.Output, context.Evaluation))];
        return child.Execute()
            .Select(row => (Row: row, Keys: Evaluators.Evaluate(keys, row)))
            .Order(Comparer<(Datum[] Row, Datum[] Keys)>.Create((left, right) => Compare(orders, left.Keys, right.Keys)))
            .Select(pair => pair.Row);
    }

    private int Compare(Comparison<Datum>[] orders, Datum[] left, Datum[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i].IsNull || right[i].IsNull)
            {
                if (left[i].IsNull != right[i].IsNull)
                {
                    return left[i].IsNull == order[i].NullsLast ? 1 : -1;
                }

                continue;
            }

            int compared = orders[i](left[i], right[i]);
            if (compared != 0)
            {
                return order[i].Descending ? -compared : compared;
            }
        }

        return 0;
    }
}
