using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>seccomp(2): a filter over the system calls of all threads of this process.</summary>
internal static unsafe partial class Libc
{
    private const int SetModeFilter = 1;
    private const int GetActionAvailable = 2;
    private const int OnAllThreads = 1;
    private const uint ActionErrno = 0x0005_0000;

    /// <summary>One instruction of classic BPF.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct FilterInstruction(ushort code, byte ifTrue, byte ifFalse, uint operand)
    {
        public readonly ushort Code = code;
        public readonly byte IfTrue = ifTrue;
        public readonly byte IfFalse = ifFalse;
        public readonly uint Operand = operand;
    }

    /// <summary>Whether the kernel takes filters that answer with an error number.</summary>
    public static bool SeccompIsAvailable()
    {
        uint action = ActionErrno;
        return SystemCall(SystemCallNumbers.Seccomp, GetActionAvailable, 0, (nint)(&action), 0, 0) == 0;
    }

    /// <summary>Installs a filter on every thread of the process, for ever. The process must have no_new_privs.</summary>
    /// <exception cref="SystemCallException">The filter was not installed, or a thread could not be brought under it.</exception>
    public static void SeccompSetFilter(FilterInstruction[] program)
    {
        fixed (FilterInstruction* instructions = program)
        {
            var filter = new FilterProgram { Length = (ushort)program.Length, Instructions = instructions };
            nint result = CheckedCall(SystemCall(SystemCallNumbers.Seccomp, SetModeFilter, OnAllThreads, (nint)(&filter), 0, 0), "seccomp");
            if (result != 0)
            {
                // A positive result is the thread that could not be synchronised; then no thread has the filter.
                throw new SystemCallException("seccomp (a thread could not be synchronised)", 0);
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public FilterInstruction* Instructions;
    }
}
