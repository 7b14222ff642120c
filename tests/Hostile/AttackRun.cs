using Grader.Sandbox;

namespace Grader.Hostile.Tests;

/// <summary>One run of all attacks, for the tests that look at what came of each.</summary>
public sealed class AttackRun : IAsyncLifetime
{
    internal ILookup<string, string> Faults { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assert.True(SandboxSupport.Probe().Missing is null, "Hostile programs are run in the sandbox only, and it is not available here.");
        Faults = await new HostileBatch(AppContext.BaseDirectory, Repository.Samples).RunAsync(Programs.All, _ => { });
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
