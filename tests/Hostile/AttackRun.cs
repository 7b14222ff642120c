using Grader.Sandbox;

namespace Grader.Hostile.Tests;

/// <summary>One run of all attacks, for the tests that look at what came of each.</summary>
public sealed class AttackRun : IAsyncLifetime
{
    private readonly string made = Directory.CreateTempSubdirectory("made-").FullName;

    internal ILookup<string, string> Faults { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assert.True(SandboxSupport.Probe().Missing is null, "Hostile programs are run in the sandbox only, and it is not available here.");
        Faults = await new HostileBatch(AppContext.BaseDirectory, Repository.Samples).RunAsync([.. Programs.All, .. MadePrograms.MakeAll(made)], _ => { });
    }

    public Task DisposeAsync()
    {
        Directory.Delete(made, recursive: true);
        return Task.CompletedTask;
    }
}
