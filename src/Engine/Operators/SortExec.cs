using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Sorts one execution's rows; rows of equal keys keep their order.</summary>
internal sealed class SortExec(PlanExec child, Seq<SortKey> order, QueryContext context) : PlanExec(child.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        var rowOrder = new RowOrder(order);
        Evaluator[] keys = [.. order.Select(key => ExpressionCompiler.Compile(key.Child, child.Output, context.Evaluation))];
        return child.Execute()
            .Select(row => (Row: row, Keys: Evaluators.Evaluate(keys, row)))
            .Order(Comparer<(Datum[] Row, Datum[] Keys)>.Create((left, right) => rowOrder.Compare(left.Keys, right.Keys)))
            .Select(pair => pair.Row);
    }
}
