using System.Diagnostics;

namespace Grader.Hostile.Tests;

/// <summary>A grader that is killed in the middle of a hostile program: nothing of it goes on, and the next one clears up.</summary>
[Collection(nameof(HostileBatch))]
public sealed class KilledGraderTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly string program = Directory.CreateTempSubdirectory("killed-").FullName;

    public KilledGraderTests() => File.WriteAllText(Path.Combine(program, "Program.cs"), "while (true) { System.IO.File.WriteAllText(\"mine\", \"x\"); }");

    public void Dispose() => Directory.Delete(program, recursive: true);

    [Fact]
    public async Task Its_lane_and_worker_end_with_it_and_the_next_one_removes_what_they_had()
    {
        using Process grader = Start("check", "word-count", program, "--sandbox", "require");
        string scratch = await WaitForAsync(() => ScratchOf(grader.Id));
        await WaitForAsync(() => Directory.EnumerateFiles(scratch, "mine", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).FirstOrDefault());

        grader.Kill();
        await grader.WaitForExitAsync();
        await WaitForAsync(() => LeftBehind.All().Any(process => process.IsOf(scratch)) ? null : "gone");
        using Process next = Start("doctor");
        await next.StandardOutput.ReadToEndAsync();
        await next.WaitForExitAsync();

        Assert.False(Directory.Exists(scratch));
    }

    /// <summary>As its lane's command line names it.</summary>
    private static string? ScratchOf(int grader)
    {
        const string Option = "--scratch\0";
        return LeftBehind.All().Where(process => ParentOf(process.Id) == grader && process.Command.Contains(Option, StringComparison.Ordinal))
            .Select(lane => lane.Command[(lane.Command.IndexOf(Option, StringComparison.Ordinal) + Option.Length)..].Split('\0')[0])
            .Select(Path.GetDirectoryName).FirstOrDefault();
    }

    private static int ParentOf(string process)
    {
        try
        {
            string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal));
            return int.Parse(line["PPid:".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // ended meanwhile
        }
    }

    private static async Task<string> WaitForAsync(Func<string?> look)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        string? found;
        while ((found = look()) is null)
        {
            await Task.Delay(Look, deadline.Token);
        }

        return found;
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "grader.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
