using System.Diagnostics;
using Grader.Sandbox;

namespace Grader.Hostile.Tests;

public sealed class AttackTests(AttackRun run) : IClassFixture<AttackRun>
{
    // Quick ones, which reach for what belongs to the user that an ordinary user's worker shares.
    private static readonly string[] AsOrdinaryUser =
    [
        "03-read-environment", "08-engine-streams-outside", "13-engine-writes-outside", "27-listen-socket", "32-process-start-shell", "37-kill-parent",
        "42-run-grader-recursively", "62-crash-signal", "77-forged-result-files", "87-embedded-assembly",
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
            foreach (string name in AsOrdinaryUser)
            {
                string copy = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
                foreach (string file in Directory.EnumerateFiles(Path.Combine(Programs.Folder, name)))
                {
                    File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
                }
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
            Assert.Equal($"{AsOrdinaryUser.Length} passed, 0 failed", (await output).Trim() + await error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
