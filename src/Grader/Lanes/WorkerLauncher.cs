using Grader.Sandbox;

namespace Grader.Lanes;

/// <summary>Starts workers: says what program they are, what they see of the disk, and what they may use.</summary>
public sealed class WorkerLauncher
{
    private readonly WorkerLocation location;
    private readonly string scratchFolder;
    private readonly bool givesUsers;

    /// <param name="location">Copied into the scratch folder where workers could not read it under a user of their own.</param>
    /// <param name="scratchFolder">Holds the folders of all workers; whoever made it removes it.</param>
    /// <param name="support">What confines workers; null leaves them unconfined.</param>
    /// <exception cref="IOException">The worker's folder cannot be copied.</exception>
    public WorkerLauncher(WorkerLocation location, string scratchFolder, SandboxSupport? support)
    {
        this.location = location;
        this.scratchFolder = scratchFolder;
        Support = support;
        if (support is not null && ConfinedStart.CanGiveUsers([location.DotnetPath, location.RuntimeFolder]))
        {
            givesUsers = true;
            this.location = ConfinedStart.CanGiveUsers([location.AssemblyPath]) ? location : Staged(location, Path.Combine(scratchFolder, "worker"));
        }
    }

    /// <summary>What confines the workers; null where nothing does.</summary>
    public SandboxSupport? Support { get; }

    /// <summary>Whether each worker has a user of its own.</summary>
    public bool GivesUsers => givesUsers;

    /// <summary>Starts a worker. Its first message is <see cref="Plans.Session.WorkerReady"/>.</summary>
    /// <exception cref="GraderFaultException">The process cannot be started.</exception>
    public WorkerProcess Start()
    {
        WorkerScratch? scratch = null;
        try
        {
            uint? user = givesUsers ? ConfinedStart.NextUser() : null;
            scratch = new WorkerScratch(scratchFolder, user);
            return new WorkerProcess(Start(scratch, user), scratch);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            scratch?.Dispose();
            throw new GraderFaultException("The worker cannot be started: " + e.Message, e);
        }
    }

    private WorkerChild Start(WorkerScratch scratch, uint? user)
    {
        string[] arguments = Support is null ? [location.AssemblyPath] : [location.AssemblyPath, "confined"];
        var info = new WorkerStartInfo(location.DotnetPath, arguments, Environment(scratch), scratch.WorkingDirectory);
        return Support is { } support
            ? ConfinedStart.Start(
                info,
                new WorkerAccess(
                    [location.DotnetPath, Path.Combine(location.DotnetRoot, "host"), Path.Combine(location.DotnetRoot, "shared"), location.Folder, scratch.Program],
                    [scratch.WorkingDirectory, scratch.Home, scratch.Temporary]),
                user, support)
            : PlainChild.Start(info);
    }

    private Dictionary<string, string> Environment(WorkerScratch scratch)
    {
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_ROOT"] = location.DotnetRoot,
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_LTTng"] = "0", // a library for tracing, which would look for others
            ["DOTNET_EnableWriteXorExecute"] = "0", // maps a file in memory, which Landlock refuses
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_TieredCompilation"] = "0", // its thread comes and goes, and a confined process cannot name it: it would look like the program's
            ["DOTNET_gcConcurrent"] = "0",
            ["DOTNET_GCHeapHardLimit"] = "0x" + WorkerLimits.Default.HeapBytes.ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            ["TZ"] = "UTC",
            ["LANG"] = "C.UTF-8",
            ["HOME"] = scratch.Home,
            ["TMPDIR"] = scratch.Temporary,
        };
        if (OperatingSystem.IsWindows() && System.Environment.GetEnvironmentVariable("SystemRoot") is { } systemRoot)
        {
            variables["SystemRoot"] = systemRoot; // without it no process of .NET starts there
        }

        return variables;
    }

    private static WorkerLocation Staged(WorkerLocation location, string target)
    {
        foreach (string file in Directory.EnumerateFiles(location.Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(location.Folder, file));
            FolderMode.Create(Path.GetDirectoryName(copy)!, FolderMode.Readable);
            File.Copy(file, copy, overwrite: true);
            FolderMode.SetReadable(copy);
        }

        return location with { Folder = target };
    }
}
