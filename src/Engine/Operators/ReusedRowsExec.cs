using Grader.Engine.Expressions;

namespace Grader.Engine.Operators;

/// <summary>Rows that two parents read: they are made once (Spark's ReusedExchange).</summary>
internal sealed class ReusedRowsExec(PlanExec child) : PlanExec(child.Output, child.Watermark)
{
    private List<Datum[]>? rows;

    public override IEnumerable<Datum[]> Execute() => rows ??= [.. child.Execute()];
}
