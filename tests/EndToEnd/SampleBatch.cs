namespace Grader.EndToEnd;

/// <summary>One <c>grader batch samples</c>, the README's first command, for all tests that look at what it gave.</summary>
public sealed class SampleBatch : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal CommandResult Result { get; private set; } = null!;

    internal JsonReport Report { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string json = folder.In("report.json");
        Result = await GraderProgram.RunAsync("batch", "samples", "--json", json);
        Assert.True(File.Exists(json), Result.Error);
        Report = JsonReport.Read(json);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}
