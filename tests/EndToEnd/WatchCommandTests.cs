using System.Diagnostics;

namespace Grader.EndToEnd;

public sealed class WatchCommandTests : IDisposable
{
    private static readonly string Right = File.ReadAllText(Path.Combine(GraderProgram.Samples, "taxi", "02-count-when", "Program.cs"));

    private readonly TemporaryFolder folder = new();

    private readonly List<Process> watches = [];

    // A watch ends by itself never: not where an assertion fails either.
    public void Dispose()
    {
        foreach (Process watch in watches)
        {
            watch.Kill(entireProcessTree: true);
            watch.Dispose();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task Every_save_is_checked_in_one_warm_lane_until_Ctrl_C()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // there is no signal to send to one process there
        }

        folder.Write("mine/Program.cs", Right.Replace("120 seconds", "2 seconds", StringComparison.Ordinal));
        Process watch = Watch();
        Assert.Contains("Watching mine", await GraderProgram.ReadUntilAsync(watch, "Watching"));
        Assert.Contains("incorrect, ", await GraderProgram.ReadUntilAsync(watch, "points"));

        folder.Write("mine/Program.cs", Right);
        Assert.Contains("Program.cs saved", await GraderProgram.ReadUntilAsync(watch, "saved"));
        Assert.Contains("correct, 100 of 100 points", await GraderProgram.ReadUntilAsync(watch, "points"));

        folder.Write("mine/Rides/Names.cs", "internal static class Names { int; }");
        Assert.Contains($"Rides{Path.DirectorySeparatorChar}Names.cs saved", await GraderProgram.ReadUntilAsync(watch, "saved"));
        Assert.Contains("compile-error, 0 of 100 points", await GraderProgram.ReadUntilAsync(watch, "points"));

        File.Delete(folder.In("mine/Rides/Names.cs"));
        Assert.Contains("correct, 100 of 100 points", await GraderProgram.ReadUntilAsync(watch, "points"));

        GraderProgram.Interrupt(watch);
        CommandResult result = await GraderProgram.EndAsync(watch, watch.StandardError);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task What_is_checked_in_the_end_is_what_is_there_in_the_end()
    {
        folder.Write("mine/Program.cs", "while (true) { }");
        Process watch = Watch("--scenario", "01-on-time");

        // Whether the check of the first program is over by then, given up, or never began.
        folder.Write("mine/Program.cs", Right);

        Assert.Contains("correct, 33 of 33 points", await ReadUntilCorrectAsync(watch));
    }

    [Fact]
    public async Task A_save_of_the_assignment_is_read_and_a_broken_one_ends_nothing()
    {
        folder.Write("mine/Program.cs", Right);
        folder.Copy(Path.Combine(GraderProgram.RepositoryRoot, "assignments", "taxi"), "assignments/taxi");
        folder.Copy(Path.Combine(GraderProgram.RepositoryRoot, "src", "ReferenceSolutions", "Taxi"), "src/ReferenceSolutions/Taxi");
        string assignment = await File.ReadAllTextAsync(folder.In("assignments/taxi/assignment.yaml"));
        string reference = await File.ReadAllTextAsync(folder.In("src/ReferenceSolutions/Taxi/Program.cs"));
        Process watch = Watch("--scenario", "01-on-time");
        Assert.Contains("correct, 33 of 33 points", await GraderProgram.ReadUntilAsync(watch, " points"));

        folder.Write("assignments/taxi/assignment.yaml", assignment.Replace("checkpoint: { points: 9", "checkpoint: { points: 10", StringComparison.Ordinal));
        Assert.Contains("assignment taxi changed (assignment.yaml) and is loaded again", await GraderProgram.ReadUntilAsync(watch, "changed"));
        Assert.Contains("correct, 34 of 34 points", await GraderProgram.ReadUntilAsync(watch, " points"));

        folder.Write("assignments/taxi/assignment.yaml", "id: taxi");
        Assert.Contains("assignment is broken", await GraderProgram.ReadUntilAsync(watch, "broken"));
        Assert.Contains("assignment.yaml:", await GraderProgram.ReadUntilAsync(watch, "assignment.yaml"));

        folder.Write("assignments/taxi/assignment.yaml", assignment);
        Assert.Contains("correct, 33 of 33 points", await GraderProgram.ReadUntilAsync(watch, " points"));

        folder.Write("src/ReferenceSolutions/Taxi/Program.cs", reference + "int;");
        Assert.Contains("assignment is broken", await GraderProgram.ReadUntilAsync(watch, "broken"));
        Assert.Contains("the reference solution does not compile", await GraderProgram.ReadUntilAsync(watch, "Program.cs"));

        // Another answer than the program's: the reference ran again.
        folder.Write("src/ReferenceSolutions/Taxi/Program.cs", reference.Replace("1 minute", "2 minutes", StringComparison.Ordinal));
        Assert.Contains("incorrect, ", await GraderProgram.ReadUntilAsync(watch, " points"));
    }

    [Fact]
    public async Task An_assignment_that_is_broken_at_the_start_ends_the_watch()
    {
        folder.Write("mine/Program.cs", Right);
        folder.Copy(Path.Combine(GraderProgram.RepositoryRoot, "assignments", "taxi"), "assignments/taxi");

        // Its reference solution is where the shipped one is: not beside this copy.
        Process watch = Watch();
        CommandResult result = await GraderProgram.EndAsync(watch, watch.StandardError);

        Assert.Equal(2, result.ExitCode);
        Assert.Matches(@"assignment\.yaml:4: no folder '\.\./\.\./src/ReferenceSolutions/Taxi' here", result.Error);
    }

    private Process Watch(params string[] options)
    {
        Process watch = GraderProgram.Start(folder.Path, ["watch", "taxi", "mine", .. options]);
        watches.Add(watch);
        return watch;
    }

    private static async Task<string> ReadUntilCorrectAsync(Process watch)
    {
        string headline;
        do
        {
            headline = await GraderProgram.ReadUntilAsync(watch, " points");
        }
        while (!headline.Contains("· taxi: correct", StringComparison.Ordinal));

        return headline;
    }
}
