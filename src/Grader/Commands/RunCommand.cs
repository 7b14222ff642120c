using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Grader.Compile;
using Grader.Lanes;
using Grader.Live;
using Grader.Report;

namespace Grader.Commands;

/// <summary><c>grader run</c>: a program live, on the machine's clock, files and sockets.</summary>
internal static class RunCommand
{
    private const string Name = "run";
    private const string AssemblyName = "Submission";

    public static Command Create(CommandContext context)
    {
        var program = new Argument<string>("program") { Description = "Folder with the program's .cs files, or one .cs file." };
        var arguments = new Argument<string[]>("arguments") { Description = "After --: what the program's Main is given.", Arity = ArgumentArity.ZeroOrMore };
        var progress = new Option<bool>("--progress") { Description = "After each micro-batch, a line on standard error: rows in and out, state, watermark, duration." };
        var progressJson = new Option<bool>("--progress-json") { Description = "The same as Spark's StreamingQueryProgress, a line of JSON each." };
        var command = new Command(
            Name,
            """
            Compiles a program and runs it live: real sockets, files and checkpoints, paths from the current folder. No JVM, no Spark, and no confinement: it runs with your rights.

            Ctrl-C ends it cleanly: queries finish their batch, and the next start goes on from their checkpoints. A second Ctrl-C ends it at once.
            Exit codes: the program's own; 1 where it does not compile or an error leaves it, 2 wrong use, 3 a fault of the grader, 130 after Ctrl-C.
            """)
        {
            program, arguments, progress, progressJson,
        };
        command.SetAction((parsed, _) => CommandErrors.HandleAsync(context, () => RunAsync(
            context, parsed.GetValue(program)!, parsed.GetValue(arguments) ?? [],
            parsed.GetValue(progressJson) ? "json" : parsed.GetValue(progress) ? "line" : null)));
        return command;
    }

    /// <summary>Whether signals are the program's to answer: the command then ends when the program does.</summary>
    public static bool IsIn(ParseResult parsed) => parsed.CommandResult.Command.Name == Name;

    private static async Task<int> RunAsync(CommandContext context, string path, string[] arguments, string? progress)
    {
        if (Compile(context, path) is not { } compiled)
        {
            return ExitCode.Losses;
        }

        using var scratch = ScratchRoot.Create();
        using LiveProgram program = LiveProgram.Start(compiled, AssemblyName, scratch.Folder, progress, arguments);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestEnd);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestEnd);
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, RequestEnd);
        return await program.WaitForExitAsync();

        void RequestEnd(PosixSignalContext signal)
        {
            signal.Cancel = true;
            program.RequestEnd(signal.Signal);
        }
    }

    /// <returns>Null where it does not compile, which has been told.</returns>
    private static Compiled? Compile(CommandContext context, string path)
    {
        Submission submission;
        try
        {
            submission = SubmissionLoader.Load(context.FullPath(path), SubmissionLimits.Default);
        }
        catch (Exception error) when (error is SubmissionNotFoundException or SubmissionRefusedException)
        {
            throw new WrongUseException(error.Message);
        }

        switch (new SubmissionCompiler(ReferenceAssemblies.BesideProgram()).CompileAsWritten(submission, CompileLimits.Trusted))
        {
            case Compiled compiled:
                return compiled;
            case CompileFailed failed:
                foreach (CompileError error in failed.Errors)
                {
                    string place = error.File is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(error.File)}:{error.Line}: ");
                    context.Error.Profile.Out.Writer.WriteLine($"{place}{error.Id}: {PlainText.Of(error.Message, 1000)}");
                }

                return null;
            case CompileTimedOut(var limit, _):
                throw new WrongUseException(string.Create(CultureInfo.InvariantCulture, $"The compiler was stopped after {limit.TotalSeconds:0} s."));
            case var other:
                throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }
}
