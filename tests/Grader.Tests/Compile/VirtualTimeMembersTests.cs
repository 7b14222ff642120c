using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Grader.Compile;

/// <summary>The table of stand-ins against the base library and the worker's runtime as they are.</summary>
public class VirtualTimeMembersTests
{
    private const string Runtime = "Grader.Worker.Runtime.";

    private static readonly CSharpCompilation Library = CSharpCompilation.Create("library", references: CompilerFixture.References.ForReplay);

    private static readonly INamedTypeSymbol[] BaseTypes =
    [
        .. Library.References.Where(reference => reference.Properties.Aliases.IsEmpty)
            .Select(reference => (IAssemblySymbol)Library.GetAssemblyOrModuleSymbol(reference)!)
            .Where(assembly => assembly.Name != "Microsoft.Spark")
            .SelectMany(assembly => PublicTypes(assembly.GlobalNamespace)),
    ];

    [Fact]
    public void Every_member_that_touches_the_clock_has_a_stand_in_with_the_same_parameters_and_result()
    {
        List<string> missing = [];
        int found = 0;
        foreach (ISymbol member in BaseTypes.SelectMany(type => type.GetMembers()).Where(IsCallable))
        {
            (string? standIn, string owner) = member switch
            {
                IMethodSymbol { IsStatic: false } method => (VirtualTimeMembers.InstanceStandInFor(method), "VirtualWaits"),
                _ => (VirtualTimeMembers.StandInFor(member), "VirtualTime"),
            };
            if (standIn is not null)
            {
                found++;
                Check(Stands(owner, standIn), member is IPropertySymbol property ? $"() : {Name(property.Type)}" : Shape((IMethodSymbol)member), member, missing);
            }
        }

        Assert.Empty(missing);
        Assert.InRange(found, 60, 200);
    }

    [Fact]
    public void Every_token_source_that_cancels_after_a_time_has_a_stand_in()
    {
        List<string> missing = [];
        IMethodSymbol[] constructors =
            [.. BaseTypes.SelectMany(type => type.InstanceConstructors).Where(IsCallable).Where(VirtualTimeMembers.CancelsAfterATime)];
        foreach (IMethodSymbol constructor in constructors)
        {
            string parameters = Parameters(constructor.Parameters);
            Check(Stands("VirtualTime", "NewCancellationTokenSource"), $"({parameters}) : {Name(constructor.ContainingType)}", constructor, missing);
        }

        Assert.Empty(missing);
        Assert.Equal(3, constructors.Length);
    }

    [Fact]
    public void Every_type_on_the_clock_has_a_stand_in_with_all_its_public_members()
    {
        List<string> missing = [];
        INamedTypeSymbol[] originals = [.. BaseTypes.Where(type => VirtualTimeMembers.TypeStandInFor(type) is not null)];
        Assert.Equal(4, originals.Length);
        foreach (INamedTypeSymbol original in originals)
        {
            INamedTypeSymbol standIn = RuntimeType(VirtualTimeMembers.TypeStandInFor(original)!);
            HashSet<string> offered = [.. standIn.GetMembers().Where(IsCallable).Select(member => MemberShape(member, standIn, original))];
            missing.AddRange(original.GetMembers().Where(IsCallable).Where(member => member is not IMethodSymbol { MethodKind: MethodKind.Destructor })
                .Select(member => MemberShape(member, original, original))
                .Where(shape => !offered.Contains(shape)).Select(shape => $"{standIn.Name}: {shape}"));
            Assert.Equal(original.IsSealed, standIn.IsSealed);
        }

        Assert.Empty(missing);
    }

    private static void Check(IEnumerable<string> shapes, string wanted, ISymbol member, List<string> missing)
    {
        if (!shapes.Contains(wanted))
        {
            missing.Add($"{member.ToDisplayString()} wants {wanted}");
        }
    }

    private static IEnumerable<string> Stands(string owner, string name) =>
        RuntimeType(owner).GetMembers(name).OfType<IMethodSymbol>().Where(IsCallable)
            .Select(method => method.IsExtensionMethod ? Shape(method.ReduceExtensionMethod(method.Parameters[0].Type)!) : Shape(method));

    private static INamedTypeSymbol RuntimeType(string name) => Library.References.Where(reference => !reference.Properties.Aliases.IsEmpty)
        .Select(reference => ((IAssemblySymbol)Library.GetAssemblyOrModuleSymbol(reference)!).GetTypeByMetadataName(Runtime + name)).First(type => type is not null)!;

    private static string MemberShape(ISymbol member, INamedTypeSymbol owner, INamedTypeSymbol original) => (member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => $"new({Parameters(constructor.Parameters)})",
        IMethodSymbol method => method.Name + Shape(method),
        IPropertySymbol property => $"{property.Name} : {Name(property.Type)} {property.SetMethod?.DeclaredAccessibility}",
        IFieldSymbol field => $"{field.Name} : {Name(field.Type)}",
        _ => member.Name,
    }).Replace(Name(owner), Name(original), StringComparison.Ordinal);

    private static string Shape(IMethodSymbol method) => $"({Parameters(method.Parameters)}) : {Name(method.ReturnType)}";

    private static string Parameters(IEnumerable<IParameterSymbol> parameters) =>
        string.Join(", ", parameters.Select(parameter => $"{parameter.RefKind} {Name(parameter.Type)} {parameter.Name}"));

    // The containing type's own parameters stand where a generic stand-in has its method's.
    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("TResult", "T", StringComparison.Ordinal);

    private static bool IsCallable(ISymbol symbol) => symbol.DeclaredAccessibility == Accessibility.Public
        && symbol is IPropertySymbol or IFieldSymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor };

    private static IEnumerable<INamedTypeSymbol> PublicTypes(INamespaceSymbol space) => space.GetNamespaceMembers().SelectMany(PublicTypes)
        .Concat(space.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public));
}
