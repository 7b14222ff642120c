using Grader.Compile;

namespace Grader.Tests.Replay;

/// <summary>Compiles programs as a lane does.</summary>
internal static class TestProgram
{
    private static readonly Lazy<SubmissionCompiler> Compiler = new(() => new SubmissionCompiler(ReferenceAssemblies.BesideProgram()));

    public static Compiled Compile(string source) => Compile(new Submission("test", [new SourceFile("Program.cs", source)]));

    public static Compiled Compile(Submission submission) => Compiler.Value.Compile(submission, CompileLimits.Trusted) switch
    {
        Compiled compiled => compiled,
        CompileFailed failed => throw new InvalidOperationException(string.Join('\n', failed.Errors)),
        var other => throw new InvalidOperationException(other.GetType().Name),
    };
}
