using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans.Logical;

namespace Grader.Engine.Operators;

/// <summary>Each row with the rows that a query over it gives; rows with the same outer values share one run.</summary>
internal sealed class LateralJoinExec(PlanExec child, LateralJoinPlan plan, QueryContext context) : PlanExec(plan.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        Evaluator[] outer = Evaluators.Compile(plan.Right.Outer, child.Output, context);
        Evaluator? test = plan.Condition is null ? null : ExpressionCompiler.Compile(plan.Condition, [.. child.Output, .. plan.RightOutput], context.Evaluation);
        Func<ResolvedPlan, IEnumerable<Datum[]>> run = context.Evaluation.RunSubquery!;
        CorrelatedPlan? query = null;
        var answers = new Dictionary<Datum[], List<Datum[]>>(RowComparer.Instance);
        var nulls = new Datum[plan.RightOutput.Count];
        foreach (Datum[] row in child.Execute())
        {
            Datum[] parameters = Evaluators.Evaluate(outer, row);
            if (!answers.TryGetValue(parameters, out List<Datum[]>? rows))
            {
                context.Evaluation.Cells.Keep(parameters);
                query ??= CorrelatedPlan.Create(Optimizer.Optimize(plan.Right.Plan), plan.Right.Parameters, run, context.Evaluation);
                answers.Add(parameters, rows = [.. run(query.Bind(parameters))]);
            }

            bool any = false;
            foreach (Datum[] right in rows)
            {
                Datum[] pair = [.. row, .. right];
                if (test is null || test(pair) is { IsNull: false, Boolean: true })
                {
                    any = true;
                    context.Budget.Take();
                    yield return pair;
                }
            }

            if (!any && plan.JoinType == JoinType.LeftOuter)
            {
                yield return [.. row, .. nulls];
            }
        }
    }
}
