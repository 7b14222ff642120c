using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Grader.Compile;

/// <summary>Finds the calls into Microsoft.Spark in a file.</summary>
internal static class SparkCalls
{
    public static IEnumerable<SparkCall> In(SyntaxNode root, SemanticModel model, string file) =>
        from invocation in root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let method = model.GetSymbolInfo(invocation).Symbol as IMethodSymbol
        where SparkApi.Owns(method)
        let position = NameOf(invocation).GetLocation().GetLineSpan().StartLinePosition
        orderby position
        select new SparkCall(method.Name, file, position.Line + 1, position.Character + 1);

    private static SyntaxNode NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        ExpressionSyntax other => other,
    };
}
