using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Grader.Conformance.Runner;

/// <summary>Compiles programs against our Microsoft.Spark as the SDK compiles a console project.</summary>
public static class ProgramCompiler
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Append(typeof(Microsoft.Spark.Sql.Column).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <returns>Id and message of each error, each once.</returns>
    public static IEnumerable<string> Errors(IEnumerable<string> sources) => Errors(Compile(sources).GetDiagnostics());

    private static IEnumerable<string> Errors(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}")
        .Distinct();

    private static CSharpCompilation Compile(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Program",
        sources.Append(ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source)),
        References,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    private static bool IsManaged(string path)
    {
        string name = Path.GetFileName(path);
        return name is "netstandard.dll" or "mscorlib.dll" or "WindowsBase.dll"
            || (name.StartsWith("System.", StringComparison.Ordinal) && !name.Contains(".Native", StringComparison.Ordinal))
            || (name.StartsWith("Microsoft.", StringComparison.Ordinal) && !name.Contains("DiaSymReader", StringComparison.Ordinal));
    }
}
