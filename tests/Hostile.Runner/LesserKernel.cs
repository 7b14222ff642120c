using System.Diagnostics;
using Grader.Sandbox.Interop;
using Grader.Sandbox.Seccomp;
using static Grader.Sandbox.Interop.Libc;

namespace Grader.Hostile;

/// <summary>Runs a program as on a kernel that lacks a means of confinement: its system call answers ENOSYS, to the program and all that it starts.</summary>
internal static class LesserKernel
{
    // BPF_LD|BPF_W|BPF_ABS of the number, BPF_JMP|BPF_JEQ|BPF_K, BPF_RET|BPF_K
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;

    /// <summary>The means by their names, and the call that gives each.</summary>
    public static IReadOnlyDictionary<string, int> Means { get; } = new Dictionary<string, int>
    {
        ["landlock"] = SystemCallNumbers.LandlockCreateRuleset,
        ["seccomp"] = SystemCallNumbers.Seccomp,
    };

    /// <returns>The program's exit code.</returns>
    public static int Run(string missing, string program, IEnumerable<string> arguments)
    {
        ForbidNewPrivileges();
        SeccompSetFilter(
        [
            new FilterInstruction(Load, 0, 0, 0),
            new FilterInstruction(JumpIfEqual, 0, 1, (uint)Means[missing]),
            new FilterInstruction(Return, 0, 0, FilterAssembler.NoSuchCall),
            new FilterInstruction(Return, 0, 0, FilterAssembler.Allow),
        ]);
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
