using Grader.Plans;

namespace Grader.Compile;

/// <summary>The compiler as the grader ships it; its references are loaded once.</summary>
internal static class CompilerFixture
{
    public static ReferenceAssemblies References { get; } = ReferenceAssemblies.BesideProgram();

    public static CompileResult Compile(params (string Path, string Text)[] files) => new SubmissionCompiler(References).Compile(
        new Submission("anna", files.Select(file => new SourceFile(file.Path, file.Text)).ToSeq()), CompileLimits.Trusted);

    public static CompileResult Compile(string program) => Compile(("Program.cs", program));

    public static Compiled Compiles(params (string Path, string Text)[] files) => Compile(files) switch
    {
        Compiled compiled => compiled,
        var failed => throw new InvalidOperationException(failed.ToString()),
    };

    public static Compiled Compiles(string program) => Compiles(("Program.cs", program));

    public static IReadOnlyList<CompileError> Fails(params (string Path, string Text)[] files) =>
        Assert.IsType<CompileFailed>(Compile(files)).Errors;
}
