using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Grader.Compile;

/// <summary>What a submission compiles against: the base library as shipped with the grader, and Microsoft.Spark. Loaded once, used by every compilation.</summary>
public sealed class ReferenceAssemblies
{
    private ReferenceAssemblies(ImmutableArray<MetadataReference> forStudents, ImmutableArray<MetadataReference> forReplay)
    {
        ForStudents = forStudents;
        ForReplay = forReplay;
    }

    /// <summary>What the student may use.</summary>
    public ImmutableArray<MetadataReference> ForStudents { get; }

    /// <summary>The same, and the runtime of virtual time, which only rewritten code calls.</summary>
    public ImmutableArray<MetadataReference> ForReplay { get; }

    /// <summary>The folders <c>ref</c> and <c>worker</c> beside the grader's own program.</summary>
    /// <exception cref="GraderFaultException">The installation is incomplete.</exception>
    public static ReferenceAssemblies BesideProgram() => Load(
        Path.Combine(AppContext.BaseDirectory, "ref"), Path.Combine(AppContext.BaseDirectory, "worker"));

    /// <param name="baseLibraryFolder">Folder of the reference assemblies of .NET.</param>
    /// <param name="workerFolder">The worker's folder, with Microsoft.Spark.dll and Grader.Worker.dll.</param>
    /// <exception cref="GraderFaultException">A folder or one of its files is missing.</exception>
    public static ReferenceAssemblies Load(string baseLibraryFolder, string workerFolder)
    {
        ImmutableArray<MetadataReference> students =
        [
            .. BaseLibrary(baseLibraryFolder).Select(Reference),
            Reference(Path.Combine(workerFolder, "Microsoft.Spark.dll")),
        ];
        return new ReferenceAssemblies(
            students,
            [.. students, .. new[] { "Grader.Plans.dll", "Grader.Worker.dll" }.Select(name =>
                Reference(Path.Combine(workerFolder, name)).WithAliases([VirtualTimeRewriter.RuntimeAlias]))]);
    }

    private static IEnumerable<string> BaseLibrary(string folder) => File.Exists(Path.Combine(folder, "System.Runtime.dll"))
        ? Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal)
        : throw new GraderFaultException($"Programs cannot be compiled: the folder '{folder}' does not hold the reference assemblies of .NET.");

    private static PortableExecutableReference Reference(string path) => File.Exists(path)
        ? MetadataReference.CreateFromFile(path)
        : throw new GraderFaultException($"Programs cannot be compiled: '{path}' does not exist.");
}
