using System.Diagnostics;
using System.Reflection;

namespace Grader.Sandbox.Tests;

public sealed class StartSequenceTests
{
    [Fact]
    public void What_runs_between_vfork_and_execve_is_optimised_in_debug_builds_too() =>
        Assert.False(typeof(ConfinedStart).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false);
}
