using System.Diagnostics;
using Grader.Sandbox;

namespace Grader.Hostile.Tests;

[Collection(nameof(HostileBatch))]
public sealed class AttackTests(AttackRun run) : IClassFixture<AttackRun>
{
    // What reaches out of its own process: there it matters whom the grader runs as. The runner takes any folder, and all of them, by hand.
    private static readonly string[] ReachingOut =
    [
        "03-read-environment", "08-engine-streams-outside", "13-engine-writes-outside", "18-deep-folders", "22-tamper-inputs", "27-listen-socket", "32-process-start-shell", "37-kill-parent",
        "42-run-grader-recursively", "62-crash-signal", "77-forged-result-files", "139-csproj-exec", "143-dll-planting",
    ];

    public static TheoryData<string> Names { get; } = [.. Programs.All.Select(attack => attack.Name), .. MadePrograms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_attack_is_contained_and_gets_its_verdict(string name) => Assert.Empty(run.Faults[name]);

    [Fact]
    public void Nothing_is_heard_outside_left_behind_or_changed_and_honest_neighbours_get_what_they_get_alone() => Assert.Empty(run.Faults[""]);

    [Fact]
    public async Task They_are_contained_for_an_ordinary_user_too()
    {
        // Otherwise all the other tests here run as one.
        if (!OperatingSystem.IsLinux() || !SandboxSupport.Probe().IsRoot || !File.Exists("/usr/bin/setpriv") || !ConfinedStart.IsReadableByAll(AppContext.BaseDirectory))
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("ordinary-").FullName;
        try
        {
            // The runner makes its own copies; these only have to be readable.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
            foreach (string file in ReachingOut.SelectMany(name => Directory.EnumerateFiles(Path.Combine(Programs.Folder, name), "*", SearchOption.AllDirectories)))
            {
                string copy = Path.Combine(folder, Path.GetRelativePath(Programs.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            var start = new ProcessStartInfo(
                "/usr/bin/setpriv",
                ["--reuid", "48123", "--regid", "48123", "--clear-groups", "dotnet", Path.Combine(AppContext.BaseDirectory, "Hostile.Runner.dll"), folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["HOME"] = "/tmp";
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal($"{ReachingOut.Length} passed, 0 failed", (await output).Trim() + await error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
