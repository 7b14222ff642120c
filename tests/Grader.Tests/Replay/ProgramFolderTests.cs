using Grader.Replay;
using Grader.Scenarios;
using Grader.Testing;

namespace Grader.Tests.Replay;

/// <summary>The programs of <c>tests/EndToEnd/programs</c>, replayed: their input lies in <c>in</c> from the start, and their console shows what is expected.</summary>
public sealed class ProgramFolderTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "programs");

    public static TheoryData<string> Programs => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_prints_what_is_expected_of_it(string name)
    {
        string folder = Path.Combine(Folder, name);
        await using var replay = new ProgramReplay(
            () => TestWorkers.Start(), TestProgram.Compile(File.ReadAllText(Path.Combine(folder, "Program.cs"))), new FolderInput("in"), ReplayLimits.Default);
        string input = Path.Combine(folder, "in");
        TimelineEvent[] files = Directory.Exists(input)
            ? [.. Directory.GetFiles(input).Order(StringComparer.Ordinal).Select(path => Replayed.File(0, Path.GetFileName(path), File.ReadAllLines(path)))]
            : [];
        ScenarioTrace trace = await replay.ReplayAsync(Replayed.Scenario(files), CancellationToken.None);
        ProgramRun run = trace.Runs.Single();
        Assert.Equal(new ProgramReturned(0), run.End);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected.txt")), run.Output);
    }
}
