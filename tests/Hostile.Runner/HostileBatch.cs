using System.Globalization;
using Grader.Confine;
using Grader.Lanes;
using Grader.Report;
using Grader.Score;

namespace Grader.Hostile;

/// <summary>Grades attacks as one class, by the very lanes that <c>grader batch</c> uses, with honest neighbours among them.</summary>
internal sealed class HostileBatch(string programDirectory, string samples)
{
    private const int Lanes = 2;

    // Attacks that only wait for a limit need not wait long.
    private static readonly LaneLimits Limits = LaneLimits.Default with { ProcessorSeconds = 3, Submission = TimeSpan.FromMinutes(1) };

    /// <param name="onVerdict">Told what each attack got.</param>
    /// <returns>Faults by the attack's name; those that no attack can be told for stand under an empty name.</returns>
    public async Task<ILookup<string, string>> RunAsync(IReadOnlyList<Attack> attacks, Action<SubmissionResult> onVerdict)
    {
        List<(string Attack, string Fault)> faults = [];
        string scratchFolder;
        using var ground = new Ground(programDirectory, attacks);
        using (var scratch = ScratchRoot.Create())
        using (var listeners = new Listeners())
        {
            scratchFolder = scratch.Folder;
            var guess = new AssignmentGuess(ground.Assignments);
            LaneJob[] honest = [.. HonestPrograms().Select((sample, i) => new LaneJob(
                ground.Plant(sample, string.Create(CultureInfo.InvariantCulture, $"honest-{i}")), string.Create(CultureInfo.InvariantCulture, $"honest-{i}"),
                AssignmentOf(sample), null))];
            Dictionary<LaneJob, SubmissionResult> alone = await GradeAsync(honest, ground, scratch, Limits);

            Dictionary<string, Attack> byName = attacks.ToDictionary(attack => attack.Name);
            LaneJob[] hostile = [.. attacks.Select(attack => new LaneJob(ground.ProgramOf(attack), attack.Name, guess.For(ground.ProgramOf(attack)), null))];
            Dictionary<LaneJob, SubmissionResult> among = await GradeAsync(Mixed(hostile, honest), ground, scratch, Limits);
            foreach (LaneJob job in honest.Where(job => ReportJson.Write([among[job]]) != ReportJson.Write([alone[job]])))
            {
                faults.Add(("", $"the honest submission {job.Name} ({job.Assignment}) got another report among attacks than alone"));
            }

            foreach (LaneJob job in hostile)
            {
                SubmissionResult result = among[job];
                onVerdict(result);
                faults.AddRange(Judgement.Faults(byName[job.Name], result).Select(fault => (job.Name, fault)));
                faults.AddRange(Leaks(ground, result).Select(leak => (job.Name, leak)));
            }

            faults.AddRange(listeners.Heard.Distinct().Select(heard => ("", heard)));
            faults.AddRange(LeftBehind.Processes(Path.Combine(programDirectory, "worker"), scratch.Folder).Select(process => ("", process)));
            faults.AddRange(Directory.EnumerateFileSystemEntries(scratch.Folder).Where(entry => Path.GetFileName(entry) != "lock").Select(entry => ("", $"{entry} was left in the scratch folder")));
        }

        faults.AddRange(ground.Changes(attacks).Select(change => (attacks.FirstOrDefault(attack => change.StartsWith(attack.Name, StringComparison.Ordinal))?.Name ?? "", change)));
        if (Directory.Exists(scratchFolder))
        {
            faults.Add(("", $"{scratchFolder} was left behind"));
        }

        return faults.ToLookup(fault => fault.Attack, fault => fault.Fault);
    }

    /// <summary>A class of honest submissions with attacks among them, within the limits that everybody gets.</summary>
    /// <returns>Each honest submission whose report is another one than when all are graded without attacks.</returns>
    public async Task<IReadOnlyList<string>> RunClassAsync(IReadOnlyList<Attack> attacks, int honestCount, int hostileCount)
    {
        using var ground = new Ground(programDirectory, attacks);
        using var scratch = ScratchRoot.Create();
        var guess = new AssignmentGuess(ground.Assignments);
        string[] programs = [.. Directory.EnumerateDirectories(samples).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal)];
        LaneJob[] alone = [.. programs.Select(sample => new LaneJob(sample, "student", AssignmentOf(sample), null))];
        Dictionary<LaneJob, SubmissionResult> expected = await GradeAsync(alone, ground, scratch, LaneLimits.Default);
        LaneJob[] honest = [.. Enumerable.Range(0, honestCount).Select(i => alone[i % alone.Length] with { Name = string.Create(CultureInfo.InvariantCulture, $"student-{i}") })];
        LaneJob[] hostile =
        [
            .. Enumerable.Range(0, hostileCount).Select(i => (i, Folder: ground.ProgramOf(attacks[i % attacks.Count])))
                .Select(one => new LaneJob(one.Folder, string.Create(CultureInfo.InvariantCulture, $"attack-{one.i}"), guess.For(one.Folder), null)),
        ];
        Dictionary<LaneJob, SubmissionResult> among = await GradeAsync(Mixed(hostile, honest), ground, scratch, LaneLimits.Default);
        return
        [
            .. honest.Where((job, i) => ReportJson.Write([among[job] with { Submission = "student" }]) != ReportJson.Write([expected[alone[i % alone.Length]]]))
                .Select(job => $"{job.Name} ({job.Path}) got another report among attacks than without them"),
        ];
    }

    private static string AssignmentOf(string sample) => Path.GetFileName(Path.GetDirectoryName(sample))!;

    /// <summary>One for every assignment.</summary>
    private IEnumerable<string> HonestPrograms() => Directory.EnumerateDirectories(samples).Order(StringComparer.Ordinal)
        .SelectMany(assignment => Directory.EnumerateDirectories(assignment).Order(StringComparer.Ordinal).Take(1));

    /// <summary>Honest ones spread among the others.</summary>
    private static LaneJob[] Mixed(LaneJob[] hostile, LaneJob[] honest) =>
        [.. hostile.Select((job, i) => (job, At: (i + 0.5) / hostile.Length)).Concat(honest.Select((job, i) => (job, At: (double)i / honest.Length))).OrderBy(one => one.At).Select(one => one.job)];

    private static async Task<Dictionary<LaneJob, SubmissionResult>> GradeAsync(LaneJob[] jobs, Ground ground, ScratchRoot scratch, LaneLimits limits)
    {
        var supervisor = new LaneSupervisor(() => LaneProcess.Start(ground.Assignments, scratch.Folder, SandboxMode.Require, limits), Lanes, _ => 100);
        var results = new Dictionary<LaneJob, SubmissionResult>();
        await supervisor.GradeAsync(
            jobs, (job, answer) => results.Add(job, answer is Graded(var result) ? result : throw new InvalidOperationException(string.Join('\n', ((AssignmentBroken)answer).Problems))), CancellationToken.None);
        return results;
    }

    private static IEnumerable<string> Leaks(Ground ground, SubmissionResult result)
    {
        string report = ReportJson.Write([result]);
        foreach ((string canary, string what) in new[] { (ground.Secret, "the grader's environment"), (ground.Reference, "a reference or scenario"), (ground.Neighbour, "another submission") })
        {
            if (report.Contains(canary, StringComparison.Ordinal))
            {
                yield return $"its report holds the canary of {what}";
            }
        }
    }
}
