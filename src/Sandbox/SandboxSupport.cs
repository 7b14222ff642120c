using System.Runtime.InteropServices;
using Grader.Sandbox.Interop;

namespace Grader.Sandbox;

/// <summary>What this machine gives for confinement.</summary>
/// <param name="Missing">Why a process cannot be confined here, as the rest of a sentence; null where it can.</param>
/// <param name="LandlockAbi">The kernel's version of Landlock; 0 for none.</param>
/// <param name="IsRoot">The process that asks runs as root, so that a worker can get a user of its own.</param>
public sealed record SandboxSupport(string? Missing, int LandlockAbi, bool HasSeccomp, bool IsRoot)
{
    /// <summary>Asks the kernel.</summary>
    public static SandboxSupport Probe()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new SandboxSupport("it needs Linux", 0, false, false);
        }

        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            return new SandboxSupport("it is written for x86-64 and arm64 only", 0, false, false);
        }

        int abi = Libc.LandlockAbi();
        bool hasSeccomp = Libc.SeccompIsAvailable();
        string? missing = (abi, hasSeccomp) switch
        {
            (0, false) => "the kernel gives neither Landlock nor seccomp",
            (0, _) => "the kernel gives no Landlock (Linux 5.13 or later, switched on)",
            (_, false) => "the kernel gives no seccomp filters",
            _ => null,
        };
        return new SandboxSupport(missing, abi, hasSeccomp, Libc.EffectiveUser() == 0);
    }

    /// <summary>What this version of Landlock leaves to the other layers; empty for the newest that is known here.</summary>
    public IReadOnlyList<string> LeftOpenByLandlock => LandlockAbi == 0 ? [] :
    [
        .. LandlockAbi < 2 ? ["files cannot be moved between folders (refused, not open)"] : Array.Empty<string>(),
        .. LandlockAbi < 3 ? ["truncate by path (refused by seccomp)"] : Array.Empty<string>(),
        .. LandlockAbi < 4 ? ["TCP (refused by seccomp)"] : Array.Empty<string>(),
        .. LandlockAbi < 5 ? ["commands to devices (refused by seccomp)"] : Array.Empty<string>(),
        .. LandlockAbi < 6 ? ["abstract sockets and signals to other processes (refused by seccomp)"] : Array.Empty<string>(),
    ];
}
