namespace Grader.Engine.Expressions;

/// <summary>Values of expressions that depend on no row.</summary>
internal static class ConstantFolding
{
    /// <returns>Null where the expression needs a row, or gives another value each time.</returns>
    public static Constant? TryFold(ResolvedExpression expression) => expression switch
    {
        Constant constant => constant,
        _ when IsFoldable(expression) => new Constant(ExpressionCompiler.Compile(expression, [], EvaluationContext.Utc(0))([]), expression.Type),
        _ => null,
    };

    private static bool IsFoldable(ResolvedExpression expression) => expression switch
    {
        Constant => true,
        CastExpression or NamedExpression => IsFoldable(expression.Children[0]),
        FunctionCall call => call.Function.IsDeterministic && !call.Arguments.Any(a => a is Lambda) && call.Arguments.All(IsFoldable),
        _ => false,
    };
}
