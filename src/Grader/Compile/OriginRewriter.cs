using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Grader.Compile;

/// <summary>Moves a file to virtual time and marks every value that the Spark API returns with the place of the call that returned it.</summary>
internal sealed class OriginRewriter(SemanticModel model, string file, CancellationToken cancellation) : VirtualTimeRewriter(model, cancellation)
{
    private readonly CancellationToken cancellation = cancellation;

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node) =>
        Mark(node, node.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.GetLocation(),
            MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
            _ => node.GetLocation(),
        }, base.VisitInvocationExpression(node)!);

    public override SyntaxNode? VisitElementAccessExpression(ElementAccessExpressionSyntax node) =>
        Mark(node, node.ArgumentList.GetLocation(), base.VisitElementAccessExpression(node)!);

    public override SyntaxNode? VisitElementBindingExpression(ElementBindingExpressionSyntax node) =>
        Mark(node, node.ArgumentList.GetLocation(), base.VisitElementBindingExpression(node)!);

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node) =>
        Mark(node, node.OperatorToken.GetLocation(), base.VisitBinaryExpression(node)!);

    public override SyntaxNode? VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node) =>
        Mark(node, node.OperatorToken.GetLocation(), base.VisitPrefixUnaryExpression(node)!);

    /// <param name="place">Where the reader would point: at the method's name, not at the start of the chain it ends.</param>
    private SyntaxNode Mark(ExpressionSyntax node, Location place, SyntaxNode rewritten)
    {
        if (!ReturnsSparkValue(Model.GetSymbolInfo(node, cancellation).Symbol) || IsWritten(node))
        {
            return rewritten;
        }

        var value = (ExpressionSyntax)rewritten;
        if (node is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax)
        {
            value = ParenthesizedExpression(value.WithoutTrivia()).WithTriviaFrom(value);
        }

        LinePosition start = place.GetLineSpan().StartLinePosition;
        return CallExtension(value, "MarkOrigin", Text(file), Number(start.Line + 1), Number(start.Character + 1));
    }

    private static bool ReturnsSparkValue(ISymbol? symbol) => symbol switch
    {
        // A user-defined function is a delegate that the API made.
        IMethodSymbol { ReturnType: { IsReferenceType: true } type } method => (SparkApi.Owns(method) || method.MethodKind == MethodKind.DelegateInvoke) && SparkApi.Owns(type),
        IPropertySymbol { Type: { IsReferenceType: true } type } property => SparkApi.Owns(property) && SparkApi.Owns(type),
        _ => false,
    };

    private static bool IsWritten(ExpressionSyntax node) =>
        (node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node) || node.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 };

    private static LiteralExpressionSyntax Text(string text) => LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(text));

    private static LiteralExpressionSyntax Number(int number) => LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(number));
}
