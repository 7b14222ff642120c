using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Rows that are already there: of the plan itself, of a file scan, of a stream's batch.</summary>
internal sealed class RowsExec(IReadOnlyList<AttributeReference> output, IReadOnlyList<Datum[]> rows) : PlanExec(output, null)
{
    public override IEnumerable<Datum[]> Execute() => rows;
}

internal sealed class ProjectExec(PlanExec child, Seq<ResolvedExpression> expressions, IReadOnlyList<AttributeReference> output, QueryContext context)
    : PlanExec(output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute() => Project(child.Execute(), keepsRows: true);

    public override IReadOnlyList<IEnumerable<Datum[]>> ExecutePartitions() => expressions.All(e => e.IsDeterministic())
        ? [.. child.ExecutePartitions().Select(rows => Project(rows, keepsRows: false))]
        : [Execute()];

    private IEnumerable<Datum[]> Project(IEnumerable<Datum[]> rows, bool keepsRows)
    {
        var projection = new Projection(expressions, child.Output, context);
        var reused = new Datum[expressions.Count];
        foreach (Datum[] row in rows)
        {
            Datum[] result = keepsRows ? new Datum[reused.Length] : reused;
            projection.Evaluate(row, result);
            yield return result;
        }
    }
}

internal sealed class FilterExec(PlanExec child, ResolvedExpression condition, QueryContext context) : PlanExec(child.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute() => Filter(child.Execute());

    public override IReadOnlyList<IEnumerable<Datum[]>> ExecutePartitions() => condition.IsDeterministic()
        ? [.. child.ExecutePartitions().Select(Filter)]
        : [Execute()];

    private IEnumerable<Datum[]> Filter(IEnumerable<Datum[]> rows)
    {
        Evaluator keep = ExpressionCompiler.Compile(condition, child.Output, context.Evaluation);
        foreach (Datum[] row in rows)
        {
            if (keep(row) is { IsNull: false, Boolean: true })
            {
                yield return row;
            }
        }
    }
}

/// <summary>Every row once per projection.</summary>
internal sealed class ExpandExec(PlanExec child, Seq<Seq<ResolvedExpression>> projections, IReadOnlyList<AttributeReference> output, QueryContext context)
    : PlanExec(output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        Evaluator[][] evaluators = [.. projections.Select(projection => Evaluators.Compile(projection, child.Output, context))];
        foreach (Datum[] row in child.Execute())
        {
            foreach (Evaluator[] projection in evaluators)
            {
                context.Budget.Take();
                yield return Evaluators.Evaluate(projection, row);
            }
        }
    }
}

/// <summary>Every row with each of its generator's rows after it.</summary>
internal sealed class GenerateExec(PlanExec child, GeneratorCall generator, IReadOnlyList<AttributeReference> output, QueryContext context)
    : PlanExec(output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        Evaluator[] arguments = Evaluators.Compile(generator.Arguments, child.Output, context);
        var nulls = new Datum[Output.Count - child.Output.Count];
        foreach (Datum[] row in child.Execute())
        {
            bool any = false;
            foreach (Datum[] generated in generator.Function.Rows(generator, Evaluators.Evaluate(arguments, row)))
            {
                any = true;
                context.Budget.Take();
                yield return [.. row, .. generated];
            }

            if (!any && generator.Outer)
            {
                context.Budget.Take();
                yield return [.. row, .. nulls];
            }
        }
    }
}

internal sealed class UnionExec(PlanExec left, PlanExec right, IReadOnlyList<AttributeReference> output)
    : PlanExec(output, OperatorWatermark.Min(left.Watermark, right.Watermark))
{
    public override IEnumerable<Datum[]> Execute() => left.Execute().Concat(right.Execute());

    public override IReadOnlyList<IEnumerable<Datum[]>> ExecutePartitions() => [.. left.ExecutePartitions(), .. right.ExecutePartitions()];
}

/// <summary>The first rows; a batch's, without state.</summary>
internal sealed class LimitExec(PlanExec child, int skip, int count) : PlanExec(child.Output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute() => child.Execute().Skip(skip).Take(count);
}

/// <summary>The same rows under other names.</summary>
internal sealed class RenameExec(PlanExec child, IReadOnlyList<AttributeReference> output) : PlanExec(output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute() => child.Execute();

    public override IReadOnlyList<IEnumerable<Datum[]>> ExecutePartitions() => child.ExecutePartitions();
}

internal static class Evaluators
{
    public static Evaluator[] Compile(Seq<ResolvedExpression> expressions, IReadOnlyList<AttributeReference> input, QueryContext context) =>
        [.. expressions.Select(expression => ExpressionCompiler.Compile(expression, input, context.Evaluation))];

    public static Datum[] Evaluate(Evaluator[] evaluators, Datum[] row)
    {
        var result = new Datum[evaluators.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = evaluators[i](row);
        }

        return result;
    }
}
