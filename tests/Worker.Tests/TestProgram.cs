using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Grader.Worker.Tests;

/// <summary>Compiles small programs as a lane's compiler would leave them: they call the runtime of virtual time themselves.</summary>
internal static class TestProgram
{
    private const string Prelude = """
        global using System; global using System.IO; global using System.Threading; global using System.Threading.Tasks; global using System.Linq;
        global using Grader.Worker.Runtime; global using Grader.Plans; global using Grader.Plans.Session;
        static class Session
        {
            public static ISparkSessionClient Client { get; } = (ISparkSessionClient)Type.GetType("Microsoft.Spark.Hosting.SessionClientHost, Microsoft.Spark")!
                .GetProperty("Client", (System.Reflection.BindingFlags)(-1))!.GetValue(null)!;
        }
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll"))
            .Append(Path.Combine(AppContext.BaseDirectory, "worker", "Grader.Worker.dll"))
            .Append(Path.Combine(AppContext.BaseDirectory, "worker", "Grader.Plans.dll"))
            .Append(Path.Combine(AppContext.BaseDirectory, "worker", "Microsoft.Spark.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Top-level statements in a file <c>Program.cs</c> whose first line is line 1.</summary>
    public static (byte[] Assembly, byte[] Symbols) Compile(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Submission",
            [Parse(source, "Program.cs"), Parse(Prelude, "Prelude.cs")],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, deterministic: true));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return (assembly.ToArray(), symbols.ToArray());
    }

    private static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), path: path);
}
