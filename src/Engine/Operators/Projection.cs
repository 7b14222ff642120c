using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Operators;

/// <summary>Expressions over rows of given columns; those that are a column itself are copied without a call. For one thread.</summary>
internal sealed class Projection
{
    private readonly int[] columns;
    private readonly Evaluator[] evaluators;

    public Projection(Seq<ResolvedExpression> expressions, IReadOnlyList<AttributeReference> input, QueryContext context)
    {
        columns = [.. expressions.Select(expression => expression is AttributeReference attribute ? ExpressionCompiler.PositionOf(attribute, input) : -1)];
        evaluators = Evaluators.Compile(expressions, input, context);
    }

    public void Evaluate(Datum[] row, Span<Datum> result)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            int column = columns[i];
            result[i] = column >= 0 ? row[column] : evaluators[i](row);
        }
    }
}
