using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace Grader.Compile;

/// <summary>Tells symbols of the Spark API from the student's own and the base library's.</summary>
internal static class SparkApi
{
    private const string AssemblyName = "Microsoft.Spark";

    public static bool Owns([NotNullWhen(true)] ISymbol? symbol) => symbol?.ContainingAssembly?.Name == AssemblyName;
}
