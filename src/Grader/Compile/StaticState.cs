using Microsoft.CodeAnalysis;

namespace Grader.Compile;

/// <summary>Whether a program can remember anything in static members from one run to the next.</summary>
internal static class StaticState
{
    /// <summary>
    /// True where the program's own text declares a static field that is no constant, a static property with a field behind it, a static event, a static
    /// constructor, or a module initializer. What the compiler adds itself (lambdas that are made once) remembers nothing of a run.
    /// </summary>
    public static bool In(Compilation compilation) => AllTypes(compilation.Assembly.GlobalNamespace).Any(type => type.GetMembers().Any(IsState));

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceOrTypeSymbol container)
    {
        var left = new Stack<INamespaceOrTypeSymbol>([container]);
        while (left.TryPop(out INamespaceOrTypeSymbol? next))
        {
            if (next is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (INamespaceOrTypeSymbol inner in next.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                left.Push(inner);
            }
        }
    }

    private static bool IsState(ISymbol member) => member.IsStatic && member switch
    {
        IFieldSymbol field => !field.IsConst,
        IEventSymbol => true,
        IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => true,
        IMethodSymbol method => method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ModuleInitializerAttribute"),
        _ => false,
    };
}
