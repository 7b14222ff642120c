using System.CommandLine;
using System.Runtime.InteropServices;
using Grader.Compile;
using Grader.Confine;
using Grader.Lanes;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Commands;

/// <summary><c>grader lane</c>, which only a supervisor starts: grades what its standard input names.</summary>
internal static class LaneCommand
{
    public const string SecondsOption = "--processor-seconds";

    public static Command Create(CommandContext context)
    {
        var assignments = new Option<string>("--assignments") { Required = true };
        var sandbox = new Option<string>(SandboxOption.Name) { Required = true };
        var scratch = new Option<string>("--scratch") { Required = true };
        var seconds = new Option<int?>(SecondsOption);
        var command = new Command("lane") { assignments, sandbox, scratch, seconds };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            // Ctrl-C reaches the whole process group; when to stop is the supervisor's decision.
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            AssignmentCatalog catalog = AssignmentsOption.Find(parsed.GetRequiredValue(assignments), context);
            Confinement confinement = SandboxOption.Confinement(parsed.GetRequiredValue(sandbox), SandboxMode.Require, context);
            var launcher = new WorkerLauncher(WorkerLocation.BesideProgram(), parsed.GetRequiredValue(scratch), confinement.Applied);
            await using var grader = new SubmissionGrader(catalog, ReferenceAssemblies.BesideProgram(), launcher, confinement, Limits(parsed.GetValue(seconds)));
            await LaneHost.ServeAsync(Console.In, Console.Out, grader, () => Environment.Exit(ExitCode.Interrupted));
            return ExitCode.FullMarks;
        });
        return command;
    }

    /// <summary>All limits of time scaled down, for tests of programs that only wait for them.</summary>
    private static ReplayLimits Limits(int? processorSeconds) => processorSeconds is { } seconds
        ? ReplayLimits.Default with
        {
            ProcessorTime = TimeSpan.FromSeconds(seconds),
            WallTime = TimeSpan.FromSeconds(3 * seconds),
            EngineTime = TimeSpan.FromSeconds(2 * seconds),
            Compile = CompileLimits.Default with { ProcessorTime = TimeSpan.FromSeconds(2 * seconds) },
        }
        : ReplayLimits.Default;
}
