using System.Diagnostics;

namespace Grader.Engine.Expressions;

/// <summary>Turns resolved expressions into evaluators over rows of given columns.</summary>
public static class ExpressionCompiler
{
    /// <summary>Binds the expression's attributes, by id, to positions in <paramref name="input"/>.</summary>
    /// <exception cref="InvalidOperationException">An attribute is not in the input: the plan above is wrong, which is our fault.</exception>
    public static Evaluator Compile(ResolvedExpression expression, IReadOnlyList<AttributeReference> input, EvaluationContext context)
    {
        switch (expression)
        {
            case AttributeReference attribute:
                return Column(PositionOf(attribute, input));
            case Constant constant:
                Datum value = constant.Value;
                return _ => value;
            case NamedExpression named:
                return Compile(named.Child, input, context);
            case SortKey key:
                return Compile(key.Child, input, context);
            case CastExpression cast:
                return Cast(Compile(cast.Child, input, context), cast.IsTry ? TryCasts.Create(cast.Child.Type, cast.DataType, context) : Casts.Create(cast.Child.Type, cast.DataType, context));
            case SubqueryCall subquery:
                return SubqueryEvaluation.Compile(
                    subquery, [.. subquery.Values.Select(value => Compile(value, input, context))], [.. subquery.Outer.Select(outer => Compile(outer, input, context))], context);
            case FunctionCall call when call.Arguments.Any(argument => argument is Lambda):
                return Counted(CompileHigherOrder(call, input, context), call, context);
            case FunctionCall call:
                return Counted(call.Function.Evaluation(call, [.. call.Arguments.Select(argument => Compile(argument, input, context))], context), call, context);
            default:
                throw new UnreachableException($"{expression.GetType().Name} is not evaluated row by row");
        }
    }

    // A lambda's parameters are columns behind the row's own; the function appends their values before it calls the body.
    private static Evaluator CompileHigherOrder(FunctionCall call, IReadOnlyList<AttributeReference> input, EvaluationContext context)
    {
        int width = input.Count;
        Evaluator evaluator = call.Function.Evaluation(
            call,
            [.. call.Arguments.Select(argument => argument is Lambda lambda
                ? Compile(lambda.Body, [.. input, .. lambda.Parameters], context)
                : Compile(argument, input, context))],
            context);
        return row => evaluator(row.Length == width ? row : row[..width]);
    }

    private static Evaluator Counted(Evaluator evaluator, FunctionCall call, EvaluationContext context)
    {
        CellBudget cells = context.Cells;
        return CellBudget.Counts(call.Type) && !ReferenceEquals(cells, CellBudget.Unlimited) ? row => cells.Take(evaluator(row)) : evaluator;
    }

    private static Evaluator Column(int position) => row => row[position];

    private static Evaluator Cast(Evaluator child, Func<Datum, Datum> cast) => row => child(row) is { IsNull: false } value ? cast(value) : Datum.Null;

    internal static int PositionOf(AttributeReference attribute, IReadOnlyList<AttributeReference> input)
    {
        // The last one wins: a lambda's parameter hides nothing, as ids are unique.
        for (int i = input.Count - 1; i >= 0; i--)
        {
            if (input[i].Id == attribute.Id)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"Column {attribute.Name}#{attribute.Id} is not among {string.Join(", ", input.Select(a => $"{a.Name}#{a.Id}"))}");
    }
}
