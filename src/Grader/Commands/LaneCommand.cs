using System.CommandLine;
using System.Runtime.InteropServices;
using Grader.Compile;
using Grader.Confine;
using Grader.Lanes;
using Grader.Scenarios;

namespace Grader.Commands;

/// <summary><c>grader lane</c>, which only a supervisor starts: grades what its standard input names.</summary>
internal static class LaneCommand
{
    public static Command Create(CommandContext context)
    {
        var assignments = new Option<string>("--assignments") { Required = true };
        var sandbox = new Option<string>(SandboxOption.Name) { Required = true };
        var scratch = new Option<string>("--scratch") { Required = true };
        var command = new Command("lane") { assignments, sandbox, scratch };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            // Ctrl-C reaches the whole process group; when to stop is the supervisor's decision.
            using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
            AssignmentCatalog catalog = AssignmentsOption.Find(parsed.GetRequiredValue(assignments), context);
            Confinement confinement = SandboxOption.Confinement(parsed.GetRequiredValue(sandbox), SandboxMode.Require, context);
            await using var grader = new SubmissionGrader(catalog, ReferenceAssemblies.BesideProgram(), new WorkerLauncher(WorkerLocation.BesideProgram(), parsed.GetRequiredValue(scratch), confinement.Applied), confinement);
            await LaneHost.ServeAsync(Console.In, Console.Out, grader, CancellationToken.None);
            return ExitCode.FullMarks;
        });
        return command;
    }
}
