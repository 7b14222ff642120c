using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>Processes: getpid(2), kill(2), waitid(2), prctl(2).</summary>
internal static unsafe partial class Libc
{
    public const int SignalKill = 9;
    public const int NoSuchChild = 10;

    private const int Interrupted = 4;
    private const int NoSuchProcess = 3;
    private const int ByProcess = 1;
    private const int WaitForEndAndTake = 4;
    private const int WaitForEndAndLeave = 4 | 0x0100_0000;
    private const int EndedByExit = 1;
    private const int NoNewPrivileges = 38;

    [LibraryImport("libc", EntryPoint = "getpid")]
    public static partial int ProcessId();

    /// <summary>Sends a signal; a process that has ended takes none, which is no failure.</summary>
    public static void Signal(int process, int signal)
    {
        if (Kill(process, signal) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
        {
            throw new SystemCallException("kill", Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Waits for a child's end, and leaves it on the system's list: its number stays its own.</summary>
    public static void WaitForEnd(int child)
    {
        byte* info = stackalloc byte[128];
        while (WaitId(ByProcess, child, info, WaitForEndAndLeave) != 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
            // A signal to this process is no end of the child.
        }
    }

    /// <summary>Waits for a child's end and takes it off the system's list: its number may then name another process.</summary>
    /// <returns>Its exit code, 128 + n for signal n; null where the system ignores the ends of children and so kept none.</returns>
    public static int? WaitForChild(int child)
    {
        byte* info = stackalloc byte[128];
        while (WaitId(ByProcess, child, info, WaitForEndAndTake) != 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case NoSuchChild:
                    return null;
                case var errno:
                    throw new SystemCallException("waitid", errno);
            }
        }

        // siginfo_t: si_code at byte 8, si_status at byte 24.
        int status = *(int*)(info + 24);
        return *(int*)(info + 8) == EndedByExit ? status : 128 + status;
    }

    /// <summary>No program that this process runs can gain rights, whatever its file says.</summary>
    public static void ForbidNewPrivileges() => _ = Checked(ProcessControl(NoNewPrivileges, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)");

    // Variadic too, see syscall.
    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static partial int WaitId(int kind, int id, byte* info, int options);
}
