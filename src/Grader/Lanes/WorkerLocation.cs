using System.Runtime.InteropServices;

namespace Grader.Lanes;

/// <summary>What it takes to start a worker: the host program of the running .NET, and the worker's folder.</summary>
/// <param name="DotnetPath">The <c>dotnet</c> executable.</param>
/// <param name="Folder">Holds Grader.Worker.dll and what it needs, and nothing else.</param>
public sealed record WorkerLocation(string DotnetPath, string Folder)
{
    /// <summary>The <c>dotnet</c> executable of the .NET that runs this process: three folders above …/shared/Microsoft.NETCore.App/10.0.1/.</summary>
    public static string RunningDotnet { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public string AssemblyPath => Path.Combine(Folder, "Grader.Worker.dll");

    public string DotnetRoot => Path.GetDirectoryName(DotnetPath)!;

    /// <summary>The base library, of the very version that this process runs on.</summary>
    public string RuntimeFolder { get; } = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());

    /// <summary>The folder <c>worker</c> beside the grader's own program.</summary>
    /// <exception cref="GraderFaultException">The installation is incomplete.</exception>
    public static WorkerLocation BesideProgram()
    {
        var location = new WorkerLocation(RunningDotnet, Path.Combine(AppContext.BaseDirectory, "worker"));
        return File.Exists(location.DotnetPath) && File.Exists(location.AssemblyPath)
            ? location
            : throw new GraderFaultException($"The worker cannot be started: '{location.DotnetPath}' or '{location.AssemblyPath}' does not exist.");
    }
}
