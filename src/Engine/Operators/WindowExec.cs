using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Rows with the values of window calls behind them: partition by partition, each in its order.</summary>
internal sealed class WindowExec(PlanExec child, WindowPlan plan, QueryContext context) : PlanExec(plan.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        List<WindowCall> calls = [.. plan.Windows.Select(w => (WindowCall)w.Child)];
        Seq<SortKey> order = calls[0].Order;
        Evaluator[] partitionKeys = [.. calls[0].Partition.Select(p => KeyNormalization.Wrap(ExpressionCompiler.Compile(p, child.Output, context.Evaluation), p.Type))];
        Evaluator[] orderKeys = [.. order.Select(k => ExpressionCompiler.Compile(k.Child, child.Output, context.Evaluation))];
        var rowOrder = new RowOrder(order);
        List<WindowCallExec> execs = [.. calls.Select(call => new WindowCallExec(call, child.Output, rowOrder, context))];
        var partitions = new Dictionary<Datum[], List<Datum[]>>(RowComparer.Instance);
        foreach (Datum[] row in child.Execute())
        {
            context.Budget.Take();
            Datum[] key = Evaluators.Evaluate(partitionKeys, row);
            if (!partitions.TryGetValue(key, out List<Datum[]>? rows))
            {
                partitions.Add(key, rows = []);
            }

            rows.Add(row);
        }

        foreach (List<Datum[]> rows in partitions.Values)
        {
            SortedRows sorted = SortedRows.Of(rows, orderKeys, rowOrder);
            Datum[][] columns = [.. execs.Select(exec => exec.Values(sorted).ToArray())];
            for (int i = 0; i < rows.Count; i++)
            {
                int place = i;
                yield return [.. sorted.Rows[i], .. columns.Select(column => column[place])];
            }
        }
    }
}

/// <summary>A partition's rows in order, with their order values and the runs of equal rows.</summary>
internal sealed record SortedRows(Datum[][] Rows, Datum[][] Keys, (int Start, int End)[] Peers)
{
    public static SortedRows Of(List<Datum[]> rows, Evaluator[] keys, RowOrder order)
    {
        (Datum[] Row, Datum[] Keys)[] sorted = [.. rows.Select(row => (Row: row, Keys: Evaluators.Evaluate(keys, row)))
            .Order(Comparer<(Datum[] Row, Datum[] Keys)>.Create((left, right) => order.Compare(left.Keys, right.Keys)))];
        var peers = new (int, int)[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && order.Compare(sorted[start].Keys, sorted[end].Keys) == 0)
            {
                end++;
            }

            Array.Fill(peers, (start, end), start, end - start);
        }

        return new SortedRows(Array.ConvertAll(sorted, pair => pair.Row), Array.ConvertAll(sorted, pair => pair.Keys), peers);
    }
}
