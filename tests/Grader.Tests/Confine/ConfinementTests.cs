using Grader.Confine;
using Grader.Sandbox;

namespace Grader.Tests.Confine;

public sealed class ConfinementTests
{
    private static readonly SandboxSupport Available = new(null, 7, true, true);
    private static readonly SandboxSupport Missing = new("the kernel gives no seccomp filters", 7, false, true);

    [Fact]
    public void Where_it_is_required_and_missing_nothing_runs()
    {
        var confinement = new Confinement(SandboxMode.Require, Missing);
        Assert.Null(confinement.Applied);
        Assert.Equal(
            "The program was not run, because it must be confined and cannot be here: the kernel gives no seccomp filters. "
            + "'grader doctor' tells more; --sandbox off runs programs that you trust.",
            confinement.Refusal);
    }

    [Fact]
    public void Where_nothing_was_asked_for_and_it_is_missing_the_program_runs_and_that_is_said()
    {
        var confinement = new Confinement(SandboxMode.Auto, Missing);
        Assert.Null(confinement.Refusal);
        Assert.Equal("The program runs unconfined, with your own rights, because the sandbox is not available here: the kernel gives no seccomp filters.", confinement.Warning);
        Assert.Equal("none, because the kernel gives no seccomp filters: the program ran with the grader's own rights", confinement.Words(hasOwnUsers: false));
    }

    [Theory]
    [InlineData(SandboxMode.Auto)]
    [InlineData(SandboxMode.Require)]
    public void Where_it_is_available_it_is_used(SandboxMode mode)
    {
        var confinement = new Confinement(mode, Available);
        Assert.Equal((Available, null, null), (confinement.Applied, confinement.Refusal, confinement.Warning));
        Assert.Equal(
            "Landlock (version 7) and seccomp, a user of its own, no capabilities: no network, no other programs, no files but its own", confinement.Words(hasOwnUsers: true));
    }

    [Fact]
    public void Off_is_off() => Assert.Null(new Confinement(SandboxMode.Off, Available).Applied);

    [Theory]
    [InlineData("0::/user.slice/user-1000.slice\n", "/user.slice/user-1000.slice")]
    [InlineData("9:name=systemd:/\n0::/\n", "/")]
    [InlineData("9:name=systemd:/\n", null)]
    public void A_control_group_is_read_from_its_line(string lines, string? path) => Assert.Equal(path, DelegatedCgroup.PathOf(lines));
}
