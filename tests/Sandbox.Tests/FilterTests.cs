using System.Runtime.InteropServices;
using Grader.Sandbox.Seccomp;
using static Grader.Sandbox.Seccomp.FilterAssembler;

namespace Grader.Sandbox.Tests;

/// <summary>The filter's decisions for both processors, by a machine of our own; the real kernel is asked by the hostile programs.</summary>
public sealed class FilterTests
{
    private const int Self = 4242;

    private static readonly string[] MustNotPass =
    [
        "socket", "connect", "bind", "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_open", "pidfd_getfd", "execve", "execveat", "fork", "vfork", "chmod", "fchmod",
        "fchmodat", "chown", "fchownat", "utime", "setxattr", "mknodat", "mount", "init_module", "bpf", "perf_event_open", "keyctl", "userfaultfd", "io_uring_setup",
        "clock_settime", "settimeofday", "setns", "unshare", "memfd_create", "shmget", "tkill", "rt_sigqueueinfo", "setresuid", "capset", "seccomp", "open_by_handle_at",
    ];

    [Theory]
    [InlineData(Architecture.X64)]
    [InlineData(Architecture.Arm64)]
    public void What_must_not_pass_answers_an_error_whatever_its_arguments(Architecture architecture)
    {
        foreach (SystemCall call in SystemCallTable.All.Where(call => MustNotPass.Contains(call.Name) && Number(call, architecture) != SystemCallTable.None))
        {
            foreach (ulong argument in (ulong[])[0, 1, Self, ulong.MaxValue, 0x10000])
            {
                Assert.Contains(Decide(architecture, Number(call, architecture), argument, argument), (uint[])[NotPermitted, AccessDenied, NoSuchCall]);
            }
        }

        Assert.Empty(MustNotPass.Except(SystemCallTable.All.Select(call => call.Name)));
    }

    [Theory]
    [InlineData(Architecture.X64)]
    [InlineData(Architecture.Arm64)]
    public void Conditions_look_at_arguments(Architecture architecture)
    {
        Assert.Equal(Allow, Decide(architecture, "clone", 0x3d0f00));
        Assert.Equal(NotPermitted, Decide(architecture, "clone", 17));
        Assert.Equal(NoSuchCall, Decide(architecture, "clone3", 1));
        Assert.Equal(Allow, Decide(architecture, "kill", Self));
        Assert.Equal(NotPermitted, Decide(architecture, "kill", 1));
        Assert.Equal(NotPermitted, Decide(architecture, "kill", 0));
        Assert.Equal(NotPermitted, Decide(architecture, "kill", unchecked((ulong)-1)));
        Assert.Equal(Allow, Decide(architecture, "tgkill", Self, 7));
        Assert.Equal(NotPermitted, Decide(architecture, "tgkill", 7, Self));
        Assert.Equal(Allow, Decide(architecture, "prlimit64", 0));
        Assert.Equal(NotPermitted, Decide(architecture, "prlimit64", 1));
        Assert.Equal(Allow, Decide(architecture, "utimensat", 5, 0));
        Assert.Equal(NotPermitted, Decide(architecture, "utimensat", 5, 0x1_0000_0000));
        Assert.Equal(Allow, Decide(architecture, "fcntl", 3, 1));
        Assert.Equal(NotPermitted, Decide(architecture, "fcntl", 3, 8)); // F_SETOWN
        Assert.Equal(Allow, Decide(architecture, "ioctl", 0, 0x5401));
        Assert.Equal(NotPermitted, Decide(architecture, "ioctl", 0, 0x5412)); // TIOCSTI
        Assert.Equal(Allow, Decide(architecture, "prctl", 15));
        Assert.Equal(NotPermitted, Decide(architecture, "prctl", 1)); // PR_SET_PDEATHSIG
    }

    [Fact]
    public void Calls_of_another_processor_and_unknown_ones_do_not_exist()
    {
        Assert.Equal(NoSuchCall, FilterMachine.Run(Assemble(Architecture.X64, Self), 0x4000_0003, 1)); // i386
        Assert.Equal(NoSuchCall, FilterMachine.Run(Assemble(Architecture.X64, Self), ArchitectureX64, 0x4000_0000 + 1)); // x32
        Assert.Equal(NoSuchCall, FilterMachine.Run(Assemble(Architecture.Arm64, Self), ArchitectureX64, 1));
        Assert.Equal(NoSuchCall, Decide(Architecture.X64, 999));
        Assert.Equal(NoSuchCall, Decide(Architecture.Arm64, 999));
    }

    [Fact]
    public void No_call_and_no_number_stands_twice_in_the_table()
    {
        Assert.Equal(SystemCallTable.All.Length, SystemCallTable.All.Select(call => call.Name).Distinct().Count());
        foreach (Architecture architecture in (Architecture[])[Architecture.X64, Architecture.Arm64])
        {
            int[] numbers = [.. SystemCallTable.All.Select(call => Number(call, architecture)).Where(number => number != SystemCallTable.None)];
            Assert.Equal(numbers.Length, numbers.Distinct().Count());
        }
    }

    private static uint Decide(Architecture architecture, string name, params ulong[] arguments) =>
        Decide(architecture, Number(SystemCallTable.All.Single(call => call.Name == name), architecture), arguments);

    private static uint Decide(Architecture architecture, int number, params ulong[] arguments) => FilterMachine.Run(
        Assemble(architecture, Self), architecture == Architecture.Arm64 ? ArchitectureArm64 : ArchitectureX64, (uint)number, arguments);

    private static int Number(SystemCall call, Architecture architecture) => architecture == Architecture.Arm64 ? call.Arm64 : call.X64;
}
