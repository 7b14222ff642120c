using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Grader.Compile;

/// <summary>
/// Rewrites one file of a program that compiles: whatever sleeps, waits for a time or reads a clock does so on virtual time. Symbols decide, not names;
/// line numbers stay.
/// </summary>
/// <remarks>
/// Only the tree changes and is never parsed again, so that what stands in needs no escaping. The runtime is reached through an extern alias: nothing
/// of it can be seen from, or clash with, the student's own names.
/// </remarks>
internal class VirtualTimeRewriter(SemanticModel model, CancellationToken cancellation) : CSharpSyntaxRewriter
{
    /// <summary>The alias under which the runtime of virtual time is referenced.</summary>
    public const string RuntimeAlias = "grader_runtime";

    private const string Runtime = RuntimeAlias + "::Grader.Worker.Runtime.";

    // Classes of extension methods that rewritten calls reach by name alone.
    private static readonly string[] Extensions = ["VirtualWaits", "Origin"];

    private bool needsRuntime;

    protected SemanticModel Model => model;

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        cancellation.ThrowIfCancellationRequested();
        return base.Visit(node);
    }

    public override SyntaxNode? VisitCompilationUnit(CompilationUnitSyntax node)
    {
        var rewritten = (CompilationUnitSyntax)base.VisitCompilationUnit(node)!;
        return WithoutLineDirectives(needsRuntime ? WithRuntime(rewritten) : rewritten);
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node) =>
        IsNameof(node) ? node : base.VisitInvocationExpression(node);

    public override SyntaxNode? VisitObjectCreationExpression(ObjectCreationExpressionSyntax node) =>
        node is { Initializer: null, ArgumentList: { Arguments.Count: > 0 } arguments } && CancelsAfterATime(node)
            ? NewTokenSource(node, arguments)
            : base.VisitObjectCreationExpression(node);

    public override SyntaxNode? VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node) =>
        node is { Initializer: null, ArgumentList.Arguments.Count: > 0 } && CancelsAfterATime(node)
            ? NewTokenSource(node, node.ArgumentList)
            : base.VisitImplicitObjectCreationExpression(node);

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) =>
        (MayTouchTime(node.Name) ? StandIn(node) : null) ?? base.VisitMemberAccessExpression(node);

    public override SyntaxNode? VisitQualifiedName(QualifiedNameSyntax node) =>
        (MayTouchTime(node.Right) ? TypeStandIn(node) : null) ?? base.VisitQualifiedName(node);

    // The name before an alias's = stays: only what it stands for is replaced.
    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        node.Parent is NameColonSyntax or NameEqualsSyntax || !MayTouchTime(node) ? node : InstanceStandIn(node) ?? StandIn(node) ?? base.VisitIdentifierName(node);

    // A clock's property becomes a call, which has no name for a member to take over.
    public override SyntaxNode? VisitAnonymousObjectMemberDeclarator(AnonymousObjectMemberDeclaratorSyntax node)
    {
        var rewritten = (AnonymousObjectMemberDeclaratorSyntax)base.VisitAnonymousObjectMemberDeclarator(node)!;
        return node.NameEquals is null && LosesItsName(node.Expression, rewritten.Expression) is { } name
            ? rewritten.WithoutLeadingTrivia().WithNameEquals(NameEquals(IdentifierName(name))).WithLeadingTrivia(rewritten.GetLeadingTrivia())
            : rewritten;
    }

    public override SyntaxNode? VisitTupleExpression(TupleExpressionSyntax node)
    {
        var rewritten = (TupleExpressionSyntax)base.VisitTupleExpression(node)!;
        var arguments = node.Arguments.Zip(rewritten.Arguments, (before, after) =>
            before.NameColon is null && LosesItsName(before.Expression, after.Expression) is { } name
            && node.Arguments.Count(other => (other.NameColon?.Name.Identifier.ValueText ?? InferredName(other.Expression)) == name) == 1
                ? after.WithoutLeadingTrivia().WithNameColon(NameColon(IdentifierName(name))).WithLeadingTrivia(after.GetLeadingTrivia())
                : after);
        return rewritten.WithArguments(SeparatedList(arguments, rewritten.Arguments.GetSeparators()));
    }

    protected ExpressionSyntax CallExtension(ExpressionSyntax receiver, string method, params ExpressionSyntax[] arguments)
    {
        needsRuntime = true;
        return InvocationExpression(
                MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver.WithoutTrailingTrivia(), IdentifierName(method)),
                ArgumentList(SeparatedList(arguments.Select(Argument))))
            .WithTrailingTrivia(receiver.GetTrailingTrivia());
    }

    private static bool MayTouchTime(SimpleNameSyntax name) => VirtualTimeMembers.MayTouchTime(name.Identifier.ValueText);

    // A #line directive would put another place into stack traces than the one the student's text has.
    private static CompilationUnitSyntax WithoutLineDirectives(CompilationUnitSyntax unit) => unit.ContainsDirectives
        ? unit.ReplaceTrivia(
            unit.DescendantTrivia().Where(trivia => trivia.Kind() is SyntaxKind.LineDirectiveTrivia or SyntaxKind.LineSpanDirectiveTrivia),
            (_, _) => EndOfLine("\n"))
        : unit;

    private static CompilationUnitSyntax WithRuntime(CompilationUnitSyntax unit)
    {
        // Everything goes onto lines that are there; the file's own first lines may be directives, which must stay first.
        SyntaxTriviaList leading = unit.GetLeadingTrivia();
        UsingDirectiveSyntax[] extensions =
        [
            .. Extensions.Select(type => UsingDirective(ParseName(Runtime + type))
                .WithUsingKeyword(Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(Space))
                .WithStaticKeyword(Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(Space))),
        ];
        ExternAliasDirectiveSyntax runtime = ExternAliasDirective(RuntimeAlias)
            .WithExternKeyword(Token(SyntaxKind.ExternKeyword).WithTrailingTrivia(Space))
            .WithAliasKeyword(Token(SyntaxKind.AliasKeyword).WithTrailingTrivia(Space))
            .WithLeadingTrivia(leading);
        unit = unit.WithoutLeadingTrivia();
        return unit.WithExterns(unit.Externs.Insert(0, runtime)).WithUsings(unit.Usings.AddRange(extensions));
    }

    /// <summary>The name a member would take over from <paramref name="before"/> and can no longer from <paramref name="after"/>.</summary>
    private static string? LosesItsName(ExpressionSyntax before, ExpressionSyntax after) => InferredName(after) is null ? InferredName(before) : null;

    private static string? InferredName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax { WhenNotNull: var inner } => InferredName(inner),
        _ => null,
    };

    private ExpressionSyntax? StandIn(ExpressionSyntax node)
    {
        ISymbol? symbol = model.GetSymbolInfo(node, cancellation).Symbol;
        if (VirtualTimeMembers.StandInFor(symbol) is { } member)
        {
            ExpressionSyntax standIn = RuntimeMember("VirtualTime." + member, node);
            return symbol is IPropertySymbol ? InvocationExpression(standIn.WithoutTrailingTrivia()).WithTriviaFrom(node) : standIn;
        }

        return TypeStandIn(node);
    }

    // The method's name alone is replaced, so that a call behind ?. and a method group work as they are; base.Wait(…) cannot be an extension's call.
    private IdentifierNameSyntax? InstanceStandIn(IdentifierNameSyntax node)
    {
        bool isMemberName = node.Parent is MemberBindingExpressionSyntax
            || (node.Parent is MemberAccessExpressionSyntax access && access.Name == node && access.Expression is not BaseExpressionSyntax);
        if (!isMemberName || VirtualTimeMembers.InstanceStandInFor(model.GetSymbolInfo(node, cancellation).Symbol as IMethodSymbol) is not { } name)
        {
            return null;
        }

        needsRuntime = true;
        return IdentifierName(name).WithTriviaFrom(node);
    }

    private NameSyntax? TypeStandIn(ExpressionSyntax node)
    {
        // The name of an alias resolves to its target, which the using directive has replaced already.
        if (model.GetSymbolInfo(node, cancellation).Symbol is not ITypeSymbol type
            || VirtualTimeMembers.TypeStandInFor(type) is not { } standIn
            || (node is IdentifierNameSyntax name && model.GetAliasInfo(name, cancellation) is not null))
        {
            return null;
        }

        needsRuntime = true;
        return ParseName(Runtime + standIn).WithTriviaFrom(node);
    }

    private bool CancelsAfterATime(ExpressionSyntax creation) =>
        VirtualTimeMembers.CancelsAfterATime(model.GetSymbolInfo(creation, cancellation).Symbol as IMethodSymbol);

    private InvocationExpressionSyntax NewTokenSource(ExpressionSyntax node, ArgumentListSyntax arguments) =>
        InvocationExpression(RuntimeMember("VirtualTime.NewCancellationTokenSource", node), (ArgumentListSyntax)Visit(arguments)!)
            .WithTriviaFrom(node);

    private bool IsNameof(InvocationExpressionSyntax node) =>
        node.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" } && model.GetSymbolInfo(node, cancellation).Symbol is null;

    private ExpressionSyntax RuntimeMember(string member, SyntaxNode trivia)
    {
        needsRuntime = true;
        return ParseExpression(Runtime + member).WithTriviaFrom(trivia);
    }
}
