using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Grader.Compile;

/// <summary>A type of another assembly that a program names, or a member of it.</summary>
/// <param name="Assembly">Simple name; empty where the type is found in no other assembly.</param>
/// <param name="Namespace">Of the outermost type.</param>
/// <param name="Type">The type's own name, without arity: types within types have no name but that.</param>
/// <param name="Member">Null where the type itself is named. Members of a generic type's instance are not told apart: their type is named.</param>
internal readonly record struct ApiReference(string Assembly, string Namespace, string Type, string? Member)
{
    /// <summary>Namespace and type.</summary>
    public string FullName => $"{Namespace}.{Type}";

    /// <param name="assembly">A program's image as the compiler wrote it.</param>
    /// <returns>All that it names; null where it calls code that is not managed.</returns>
    public static ImmutableArray<ApiReference>? In(ReadOnlyMemory<byte> assembly)
    {
        using var image = new PEReader(ImmutableArray.Create(assembly.Span));
        MetadataReader metadata = image.GetMetadataReader();
        return metadata.GetTableRowCount(TableIndex.ModuleRef) > 0 ? null :
        [
            .. metadata.TypeReferences.Select(type => Of(metadata, type, member: null)),
            .. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => Of(metadata, (TypeReferenceHandle)member.Parent, metadata.GetString(member.Name))),
        ];
    }

    /// <summary>Full names of types from lines <c>namespace: type type …</c>.</summary>
    public static FrozenSet<string> Named(string lines) => lines.Split('\n')
        .Select(line => line.Split(": ", 2))
        .SelectMany(line => line[1].Split(' ').Select(type => $"{line[0]}.{type}"))
        .ToFrozenSet();

    private static ApiReference Of(MetadataReader metadata, TypeReferenceHandle handle, string? member)
    {
        TypeReference type = metadata.GetTypeReference(handle), outermost = type;
        while (outermost.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            outermost = metadata.GetTypeReference((TypeReferenceHandle)outermost.ResolutionScope);
        }

        string name = metadata.GetString(type.Name);
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        string assembly = outermost.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)outermost.ResolutionScope).Name)
            : "";
        return new ApiReference(assembly, metadata.GetString(outermost.Namespace), arity > 0 ? name[..arity] : name, member);
    }
}
