using Grader.Engine.Expressions;

namespace Grader.Engine.Operators;

/// <summary>Rows for an operator that keeps them in memory: they count against what the execution may keep.</summary>
internal sealed class KeptRowsExec(PlanExec child, CellBudget cells) : PlanExec(child.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        foreach (Datum[] row in child.Execute())
        {
            cells.Keep(row);
            yield return row;
        }
    }
}
