using System.Runtime.InteropServices;
using Grader.Sandbox.Interop;
using Grader.Sandbox.Seccomp;

namespace Grader.Sandbox;

/// <summary>What a worker does to itself before it loads anything of a submission. Its starter has already taken its files, user and capabilities, and bound its life to its own.</summary>
public static class WorkerConfinement
{
    private static readonly TimeSpan ProcessorGrace = TimeSpan.FromSeconds(2);

    /// <summary>Limits the process and filters the system calls of all its threads, for ever.</summary>
    /// <exception cref="SystemCallException">A layer could not be put in place: the process must not go on.</exception>
    public static void Install(WorkerLimits limits)
    {
        // Sampling from outside is what stops a program and says why; these hold where it is too slow. Hence a little more than that.
        Libc.LimitResource(Libc.Resource.ProcessorSeconds, (ulong)(limits.ProcessorTime + ProcessorGrace).TotalSeconds, grace: 1);
        Libc.LimitResource(Libc.Resource.FileBytes, (ulong)limits.ScratchBytes);
        Libc.LimitResource(Libc.Resource.DataBytes, (ulong)limits.DataBytes);
        Libc.LimitResource(Libc.Resource.OpenFiles, (ulong)limits.OpenFiles);
        Libc.LimitResource(Libc.Resource.CoreBytes, 0);
        Libc.ForbidNewPrivileges();
        Libc.SeccompSetFilter(FilterAssembler.Assemble(RuntimeInformation.ProcessArchitecture, Libc.ProcessId()));
    }
}
