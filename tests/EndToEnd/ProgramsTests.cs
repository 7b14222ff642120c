namespace Grader.EndToEnd;

/// <summary>The programs of <c>programs</c>, run live: what they print is what they print when replayed.</summary>
public sealed class ProgramsTests
{
    private static readonly string Folder = Path.Combine(GraderProgram.RepositoryRoot, "tests", "EndToEnd", "programs");

    public static TheoryData<string> Programs => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_prints_live_what_is_expected_of_it(string name)
    {
        using var scratch = new TemporaryFolder();
        string folder = Path.Combine(Folder, name), input = Path.Combine(folder, "in");
        if (Directory.Exists(input))
        {
            // One at a time, a second apart: a source takes its files in the order of their times.
            DateTime time = new(2024, 3, 1, 12, 0, 0, DateTimeKind.Utc);
            foreach (string file in Directory.GetFiles(input).Order(StringComparer.Ordinal))
            {
                string copy = scratch.Write(Path.Combine("in", Path.GetFileName(file)), await File.ReadAllTextAsync(file));
                File.SetLastWriteTimeUtc(copy, time);
                time = time.AddSeconds(1);
            }
        }

        CommandResult result = await GraderProgram.RunInAsync(scratch.Path, "run", Path.Combine(folder, "Program.cs"));
        Assert.Equal((0, await File.ReadAllTextAsync(Path.Combine(folder, "expected.txt"))), (result.ExitCode, result.Output));
    }
}
