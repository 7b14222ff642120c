using Grader.Lanes;
using Grader.Sandbox;

namespace Grader.Testing;

/// <summary>Workers as a lane starts them, confined where this machine can.</summary>
internal static class TestWorkers
{
    private static readonly ScratchRoot Scratch = CreateScratch();

    private static readonly WorkerLauncher Launcher = new(
        WorkerLocation.BesideProgram(), Scratch.Folder, SandboxSupport.Probe() is { Missing: null } support ? support : null);

    public static WorkerProcess Start() => Launcher.Start();

    private static ScratchRoot CreateScratch()
    {
        var scratch = ScratchRoot.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => scratch.Dispose();
        return scratch;
    }
}
