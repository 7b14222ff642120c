using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text;
using Grader.Plans;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Grader.Compile;

/// <summary>Compiles a submission twice: once as it stands, for its diagnostics, and once rewritten to live on virtual time.</summary>
/// <remarks>Deterministic: the same text gives the same bytes. Warnings never matter; no analyzer or generator runs; unsafe code is an error.</remarks>
public sealed class SubmissionCompiler
{
    private const string AssemblyName = "Submission";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.ConsoleApplication,
        optimizationLevel: OptimizationLevel.Debug, // exact lines in stack traces; the program itself does no heavy work
        nullableContextOptions: NullableContextOptions.Enable,
        deterministic: true,
        concurrentBuild: false, // a lane owns one core
        reportSuppressedDiagnostics: false,
        warningLevel: 0,
        generalDiagnosticOption: ReportDiagnostic.Default);

    private static readonly SyntaxTree ImplicitUsings = CSharpSyntaxTree.ParseText(
        SourceText.From(
            """
            global using System;
            global using System.Collections.Generic;
            global using System.IO;
            global using System.Linq;
            global using System.Threading;
            global using System.Threading.Tasks;
            """,
            Encoding.UTF8),
        ParseOptions,
        path: "ImplicitUsings.g.cs");

    // Deeper than any program that was written by hand; every later step recurses over the tree, and an overflow of the stack cannot be caught.
    private const int DeepestNode = 2000;

    private const int ParserStackBytes = 16 * 1024 * 1024;
    private const int StackBytes = 64 * 1024 * 1024;

    // Each submission is added to one of these: what a compilation has found out about its references is then known to all that come from it.
    private readonly CSharpCompilation forStudents;
    private readonly CSharpCompilation forReplay;

    public SubmissionCompiler(ReferenceAssemblies references)
    {
        forStudents = CSharpCompilation.Create(AssemblyName, [ImplicitUsings], references.ForStudents, CompilationOptions);
        forReplay = CSharpCompilation.Create(AssemblyName, [ImplicitUsings], references.ForReplay, CompilationOptions);
    }

    /// <exception cref="GraderFaultException">The rewritten program does not compile though the original did.</exception>
    public CompileResult Compile(Submission submission, CompileLimits limits) => Compile(submission, limits, onVirtualTime: true);

    /// <summary>Compiles the program as it stands, to run by itself on the machine's clock. Diagnostics are those of <see cref="Compile(Submission, CompileLimits)"/>.</summary>
    public CompileResult CompileAsWritten(Submission submission, CompileLimits limits) => Compile(submission, limits, onVirtualTime: false);

    private CompileResult Compile(Submission submission, CompileLimits limits, bool onVirtualTime)
    {
        using var watch = new CompileWatch(limits, TimeProvider.System, () => Environment.CpuUsage.TotalTime);
        try
        {
            CompileFailed? tooDeep = OnThread(StackBytes, () => submission.Files.Select(NestedTooDeep).FirstOrDefault(failed => failed is not null), watch);
            if (tooDeep is not null)
            {
                return tooDeep;
            }

            // The parser's own guard leaves what it let through with room to spare on the larger stack.
            ImmutableArray<SyntaxTree> trees = OnThread(ParserStackBytes, () => Parse(submission, watch.Token), watch);
            return OnThread(StackBytes, () => Compile(trees, onVirtualTime, watch.Token), watch);
        }
        catch (OperationCanceledException) when (watch.Exceeded is { } exceeded)
        {
            return exceeded;
        }
        catch (InsufficientExecutionStackException)
        {
            return TooDeep(file: null, line: null, column: null);
        }
    }

    private static T OnThread<T>(int stackBytes, Func<T> work, CompileWatch watch)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(error);
                }
            },
            stackBytes);
        thread.IsBackground = true;
        thread.Start();

        watch.Join(thread);
        failure?.Throw();
        return result;
    }

    private static CompileFailed? NestedTooDeep(SourceFile file)
    {
        if (Nesting.TooDeepAt(file.Text, ParseOptions) is not { } offset)
        {
            return null;
        }

        LinePosition place = SourceText.From(file.Text).Lines.GetLinePosition(offset);
        return TooDeep(file.Path, place.Line + 1, place.Character + 1);
    }

    private static ImmutableArray<SyntaxTree> Parse(Submission submission, CancellationToken cancellation) =>
    [
        .. submission.Files.Select(file => CSharpSyntaxTree.ParseText(
            SourceText.From(file.Text, Encoding.UTF8), ParseOptions, file.Path, cancellation)),
    ];

    private CompileResult Compile(ImmutableArray<SyntaxTree> trees, bool onVirtualTime, CancellationToken cancellation)
    {
        if (trees.Select(tree => NodeTooDeep(tree, cancellation)).FirstOrDefault(node => node is not null) is { } deep)
        {
            FileLinePositionSpan place = deep.GetLocation().GetLineSpan();
            return TooDeep(place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
        }

        CSharpCompilation original = forStudents.AddSyntaxTrees(trees);
        ImmutableArray<Diagnostic> errors = [.. original.GetDiagnostics(cancellation).Where(IsError)];
        if (!errors.IsEmpty)
        {
            return Failed(errors);
        }

        // One for each tree: a model keeps what it has bound.
        SemanticModel[] models = [.. trees.Select(tree => original.GetSemanticModel(tree))];
        Seq<SparkCall> calls = trees.Zip(models, (tree, model) => SparkCalls.In(tree.GetRoot(cancellation), model, tree.FilePath)).SelectMany(found => found).ToSeq();

        if (!onVirtualTime)
        {
            EmitResult asWritten = EmitCompilation(original, cancellation);
            return asWritten.Success ? Compiled(asWritten) : Failed(asWritten.Errors);
        }

        // Where marking is too much for the compiler (an expression too complex with it), the program runs without marks rather than not at all.
        EmitResult marked = Emit(trees.Zip(models, (tree, model) => new OriginRewriter(model, tree.FilePath, cancellation)));
        EmitResult emitted = marked.Success
            ? marked
            : Emit(models.Select(model => new VirtualTimeRewriter(model, cancellation)));
        if (emitted.Success)
        {
            return Compiled(emitted);
        }

        // Some errors come up only when code is generated.
        ImmutableArray<Diagnostic> late = [.. original.Emit(Stream.Null, cancellationToken: cancellation).Diagnostics.Where(IsError)];
        return late.IsEmpty
            ? throw new GraderFaultException("Moving the program to virtual time broke it: " + string.Join("; ", emitted.Errors.Take(3)))
            : Failed(late);

        EmitResult Emit(IEnumerable<VirtualTimeRewriter> rewriters)
        {
            SyntaxTree[] rewritten =
            [
                .. trees.Zip(rewriters, (tree, rewriter) => CSharpSyntaxTree.Create(
                    (CSharpSyntaxNode)rewriter.Visit(tree.GetRoot(cancellation))!, ParseOptions, tree.FilePath, Encoding.UTF8)),
            ];
            return EmitCompilation(forReplay.AddSyntaxTrees(rewritten), cancellation);
        }

        Compiled Compiled(EmitResult program) => new(program.Assembly, program.Symbols, calls, ProgramTraits.Of(original, program.Assembly));
    }

    private static EmitResult EmitCompilation(CSharpCompilation compilation, CancellationToken cancellation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        ImmutableArray<Diagnostic> diagnostics = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellation).Diagnostics;
        return new EmitResult(assembly.ToArray(), symbols.ToArray(), [.. diagnostics.Where(IsError)]);
    }

    /// <summary>The first node that lies too deep in its tree, or null. Walks without recursion.</summary>
    private static SyntaxNode? NodeTooDeep(SyntaxTree tree, CancellationToken cancellation)
    {
        var left = new Stack<(SyntaxNode Node, int Depth)>([(tree.GetRoot(cancellation), 0)]);
        while (left.TryPop(out var next))
        {
            if (next.Depth > DeepestNode)
            {
                return next.Node;
            }

            foreach (SyntaxNode child in next.Node.ChildNodes())
            {
                left.Push((child, next.Depth + 1));
            }
        }

        return null;
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static CompileFailed Failed(IEnumerable<Diagnostic> errors) => new(
        errors.Select(ToError).Distinct().OrderBy(error => error.File is null).ThenBy(error => error.File, StringComparer.Ordinal)
            .ThenBy(error => error.Line).ThenBy(error => error.Column).ThenBy(error => error.Id, StringComparer.Ordinal).ToSeq());

    private static CompileFailed TooDeep(string? file, int? line, int? column) =>
        new([new CompileError("CS8078", "An expression is too long or complex to compile", file, line, column)]);

    private static CompileError ToError(Diagnostic diagnostic)
    {
        // Not the mapped span: a #line directive must not send the reader elsewhere.
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        return diagnostic.Location.IsInSource
            ? new CompileError(diagnostic.Id, diagnostic.GetMessage(), span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1)
            : new CompileError(diagnostic.Id, diagnostic.GetMessage(), null, null, null);
    }

    private sealed record EmitResult(byte[] Assembly, byte[] Symbols, ImmutableArray<Diagnostic> Errors)
    {
        public bool Success => Errors.IsEmpty;
    }
}
