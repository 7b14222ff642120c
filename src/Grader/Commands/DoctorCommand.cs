using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Grader.Confine;
using Grader.Lanes;
using Grader.Plans.Session;
using Grader.Sandbox;

namespace Grader.Commands;

/// <summary><c>grader doctor</c>: what this machine gives for confining programs, and whether a worker really starts under it.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "doctor",
            """
            Says what this machine gives for confining programs, and starts a confined worker to see that it holds.

            Exit codes: 0 programs can be confined here, 2 they cannot.
            """);
        command.SetAction((_, cancellation) => CommandErrors.HandleAsync(context, () => RunAsync(context, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        TextWriter output = context.Output.Profile.Out.Writer;
        SandboxSupport support = SandboxSupport.Probe();
        WorkerLimits limits = WorkerLimits.Default;
        Line("system", $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}, .NET {Environment.Version}");
        Line("Landlock", support.LandlockAbi == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"version {support.LandlockAbi}; leaves open: {LeftOpen(support)}"));
        Line("seccomp", support.HasSeccomp ? "filters, on all threads" : "none");
        Line("user", support.IsRoot ? "root" : "an ordinary user: workers keep it, without capabilities");
        Line("cgroup v2", DelegatedCgroup.Find() is { } folder ? $"delegated: {folder} (not needed: memory, threads and processor time are limited without it)" : "not delegated (not needed)");
        Line("limits", string.Create(CultureInfo.InvariantCulture,
            $"{limits.ProcessorTime.TotalSeconds:0} s of processor time, {limits.WallTime.TotalSeconds:0} s of wall time, {limits.HeapBytes >> 20} MiB heap, {limits.ResidentBytes >> 20} MiB resident, {limits.Threads} threads, {limits.ScratchBytes >> 20} MiB in {limits.ScratchFiles} files, {limits.OutputCharacters >> 10} KiB of output"));
        if (support.Missing is { } missing)
        {
            Line("sandbox", $"not available: {missing}");
            return ExitCode.WrongUse;
        }

        using var scratch = ScratchRoot.Create();
        var launcher = new WorkerLauncher(WorkerLocation.BesideProgram(), scratch.Folder, support);
        Line("scratch", scratch.Folder);
        Line("own users", launcher.GivesUsers ? "each worker runs as a user of its own" : support.IsRoot
            ? "no: this root may not change users, or .NET lies where only root can read; workers run as root without capabilities"
            : "no: only root can give them");
        await using WorkerProcess worker = launcher.Start();
        using CancellationTokenRegistration registration = cancellation.Register(worker.Kill);
        if (!IsReady(worker))
        {
            Line("sandbox", $"does not hold: the confined worker did not start: {Report.PlainText.Of(worker.ErrorTail, 1000)}");
            return ExitCode.WrongUse;
        }

        Line("sandbox", "holds: a confined worker started. " + new Confinement(SandboxMode.Require, support).Words(launcher.GivesUsers));
        return ExitCode.FullMarks;

        void Line(string what, string words) => output.WriteLine($"{what,-10} {words}");
    }

    private static bool IsReady(WorkerProcess worker)
    {
        try
        {
            return worker.Receive(Patience) is WorkerReady;
        }
        catch (EndOfStreamException)
        {
            return false;
        }
    }

    private static string LeftOpen(SandboxSupport support) => support.LeftOpenByLandlock is { Count: > 0 } open ? string.Join("; ", open) : "nothing that is known";
}
