using System.Runtime.InteropServices;
using static Grader.Sandbox.Interop.Libc;

namespace Grader.Sandbox.Seccomp;

/// <summary>Turns the table of system calls into a filter: classic BPF over struct seccomp_data.</summary>
/// <remarks>
/// The kernel remembers calls that are allowed whatever their arguments are, so their place in the program costs nothing.
/// An argument has 64 bits and the filter's words 32: both halves are compared where both count.
/// Every worker runs this as it starts: no LINQ, no spans and no collections over values, which would have to be compiled there.
/// </remarks>
internal sealed class FilterAssembler
{
    public const uint Allow = 0x7FFF_0000;
    public const uint Errno = 0x0005_0000;
    public const uint NotPermitted = Errno | 1;
    public const uint AccessDenied = Errno | 13;
    public const uint NoSuchCall = Errno | 38;

    public const uint ArchitectureX64 = 0xC000_003E;
    public const uint ArchitectureArm64 = 0xC000_00B7;

    // The kernel takes no longer program.
    private const int MostInstructions = 4096;

    // BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_JMP|BPF_JGE|BPF_K, BPF_JMP|BPF_JSET|BPF_K, BPF_RET|BPF_K
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    // struct seccomp_data { int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6]; }, little-endian on both processors.
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;

    private const uint FirstX32Number = 0x4000_0000;
    private const uint CloneThread = 0x0001_0000;

    // F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, the same locks of open files, F_DUPFD_CLOEXEC, F_GETPIPE_SZ
    private static readonly uint[] DescriptorCommands = [0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032];

    // TCGETS, TIOCGWINSZ, FIONREAD, FIOCLEX, FICLONE
    private static readonly uint[] DeviceCommands = [0x5401, 0x5413, 0x541B, 0x5451, 0x4004_9409];

    // PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS, PR_SET_VMA
    private static readonly uint[] ProcessOptions = [3, 15, 16, 23, 39, 0x5356_4D41];

    private readonly FilterInstruction[] program = new FilterInstruction[MostInstructions];
    private readonly uint processId;
    private int length;

    private FilterAssembler(int processId) => this.processId = (uint)processId;

    /// <param name="architecture">x86-64 or arm64.</param>
    /// <param name="processId">The process that is meant by "itself".</param>
    public static FilterInstruction[] Assemble(Architecture architecture, int processId)
    {
        var assembler = new FilterAssembler(processId);
        assembler.Assemble(architecture == Architecture.Arm64);
        var filter = new FilterInstruction[assembler.length];
        Array.Copy(assembler.program, filter, filter.Length);
        return filter;
    }

    private void Assemble(bool isArm)
    {
        Add(Load, ArchitectureOffset);
        Add(JumpIfEqual, isArm ? ArchitectureArm64 : ArchitectureX64, ifTrue: 1);
        Add(Return, NoSuchCall); // a call by the rules of another processor, such as int 0x80
        Add(Load, NumberOffset);
        if (!isArm)
        {
            Add(JumpIfAtLeast, FirstX32Number, ifFalse: 1);
            Add(Return, NoSuchCall);
        }

        foreach (SystemCall call in SystemCallTable.All)
        {
            int number = isArm ? call.Arm64 : call.X64;
            if (number != SystemCallTable.None)
            {
                int jump = length;
                Add(JumpIfEqual, (uint)number);
                Decide(call.Rule);
                program[jump] = new FilterInstruction(JumpIfEqual, 0, checked((byte)(length - jump - 1)), (uint)number);
            }
        }

        Add(Return, NoSuchCall);
    }

    /// <summary>Instructions that end in a return on every way.</summary>
    private void Decide(Rule rule)
    {
        switch (rule)
        {
            case Rule.Allow:
                Add(Return, Allow);
                break;
            case Rule.Deny:
                Add(Return, NotPermitted);
                break;
            case Rule.NoAccess:
                Add(Return, AccessDenied);
                break;
            case Rule.NoSuchCall:
                Add(Return, NoSuchCall);
                break;
            case Rule.OwnThread:
                Add(Load, Low(0));
                Add(JumpIfAnyBit, CloneThread, ifFalse: 1);
                Add(Return, Allow);
                Add(Return, NotPermitted);
                break;
            case Rule.SecondIsNull:
                Add(Load, Low(1));
                Add(JumpIfEqual, 0, ifFalse: 3);
                Add(Load, High(1));
                Add(JumpIfEqual, 0, ifFalse: 1);
                Add(Return, Allow);
                Add(Return, NotPermitted);
                break;

            // Numbers of processes, commands and options are ints: the kernel itself does not look at the upper half.
            case Rule.FirstIsSelf:
                OneOf(0, [processId]);
                break;
            case Rule.FirstIsZeroOrSelf:
                OneOf(0, [0, processId]);
                break;
            case Rule.DescriptorCommand:
                OneOf(1, DescriptorCommands);
                break;
            case Rule.DeviceCommand:
                OneOf(1, DeviceCommands);
                break;
            case Rule.ProcessOption:
                OneOf(0, ProcessOptions);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(rule.ToString());
        }
    }

    private void OneOf(int argument, uint[] values)
    {
        Add(Load, Low(argument));
        for (int i = 0; i < values.Length; i++)
        {
            Add(JumpIfEqual, values[i], ifTrue: checked((byte)(values.Length - i)));
        }

        Add(Return, NotPermitted);
        Add(Return, Allow);
    }

    private void Add(ushort code, uint operand, byte ifTrue = 0, byte ifFalse = 0) => program[length++] = new FilterInstruction(code, ifTrue, ifFalse, operand);

    private static uint Low(int argument) => 16 + (8 * (uint)argument);

    private static uint High(int argument) => Low(argument) + 4;
}
