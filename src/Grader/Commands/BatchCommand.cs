using System.CommandLine;
using System.Globalization;
using Grader.Confine;
using Grader.Lanes;
using Grader.Report;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Commands;

/// <summary><c>grader batch</c>: a class of submissions, all cores.</summary>
internal static class BatchCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Holds <assignment>/<student>/ folders; with --assignment, <student>/ folders.",
        };
        var assignment = new Option<string?>("--assignment") { Description = "The assignment of all submissions in the folder.", HelpName = "ID" };
        var json = new Option<string?>("--json") { Description = "Write the results to this file too, for machines (docs/json-report.md).", HelpName = "FILE" };
        var verbose = new Option<bool>("--verbose") { Description = "Print every submission's full report before the table." };
        var failOnLoss = new Option<bool>("--fail-on-loss") { Description = "Exit with 1 where any submission lost points." };
        Option<string?> assignments = AssignmentsOption.Create();
        Option<string?> sandbox = SandboxOption.Create("require");
        var command = new Command(
            "batch",
            """
            Grades every submission in a folder and prints a table.

            Exit codes: 0 every submission was graded, whatever its points; 1 with --fail-on-loss where one lost points; 2 wrong use, a broken
            assignment, or no sandbox where one is required; 3 where a submission could not be graded by a fault of the grader; 130 interrupted, with what was done.
            """)
        {
            folder, assignment, json, verbose, failOnLoss, assignments, sandbox,
        };
        command.SetAction((parsed, cancellation) => CommandErrors.HandleAsync(context, () => RunAsync(
            context, parsed.GetValue(assignments), parsed.GetValue(folder)!, parsed.GetValue(assignment), parsed.GetValue(json),
            parsed.GetValue(verbose), parsed.GetValue(failOnLoss),
            SandboxOption.Confinement(parsed.GetValue(sandbox), SandboxMode.Require, context), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, string? assignmentsFolder, string folder, string? assignmentId, string? json, bool verbose, bool failOnLoss,
        Confinement confinement, CancellationToken cancellation)
    {
        AssignmentCatalog catalog = AssignmentsOption.Find(assignmentsFolder, context);
        IReadOnlyList<LaneJob> jobs = BatchFolder.Find(context.FullPath(folder), assignmentId, catalog.Ids);
        Dictionary<string, int> maxPoints = jobs.Select(job => job.Assignment).Distinct().ToDictionary(id => id, id => catalog.OpenOrThrow(id).MaxPoints);

        ReportFile? report = ReportFile.At(json, context);
        var answers = new Dictionary<LaneJob, LaneAnswer>();
        bool isInterrupted = false;
        using var scratch = ScratchRoot.Create();
        try
        {
            var supervisor = new LaneSupervisor(() => LaneProcess.Start(catalog.Folder, scratch.Folder, confinement.Mode, LaneLimits.Default), context.Cores, job => maxPoints[job.Assignment]);
            await Progress.CountAsync(context, "Grading", jobs.Count, advance => supervisor.GradeAsync(
                jobs,
                (job, answer) =>
                {
                    answers.Add(job, answer);
                    advance(Words(job, answer));
                },
                cancellation));
        }
        catch (OperationCanceledException)
        {
            isInterrupted = true;
        }

        SubmissionResult[] results = [.. jobs.Select(job => answers.GetValueOrDefault(job)).OfType<Graded>().Select(graded => graded.Result)];
        if (verbose)
        {
            foreach (SubmissionResult result in results)
            {
                new TerminalReport(context.Output, verbose: true).Write(result);
            }
        }

        BatchTable.Write(context.Output, results);
        report?.Write(results);
        if (isInterrupted)
        {
            context.Error.Profile.Out.Writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Interrupted: {results.Length} of {jobs.Count} submissions are graded; the table shows those."));
            return ExitCode.Interrupted;
        }

        return results.Length < jobs.Count ? throw new BrokenAssignmentException(Problems(jobs, answers))
            : answers.Values.OfType<Graded>().Any(graded => graded.IsForLackOfSandbox) ? throw new WrongUseException(confinement.Refusal!)
            : results.Any(result => result.Outcome == Outcome.GraderFault) ? ExitCode.GraderFault
            : failOnLoss && results.Any(result => result.Outcome != Outcome.Correct) ? ExitCode.Losses
            : ExitCode.Graded;
    }

    private static string Words(LaneJob job, LaneAnswer answer) => $"{job.Assignment}/{PlainText.Of(job.Name)}: " + answer switch
    {
        Graded(var result) => string.Create(CultureInfo.InvariantCulture, $"{OutcomeWords.Of(result.Outcome)}, {result.Points} of {result.MaxPoints} points"),
        _ => "not graded, the assignment is broken",
    };

    private static IEnumerable<string> Problems(IReadOnlyList<LaneJob> jobs, Dictionary<LaneJob, LaneAnswer> answers) =>
    [
        .. answers.Values.OfType<AssignmentBroken>().SelectMany(broken => broken.Problems).Distinct(),
        string.Create(CultureInfo.InvariantCulture, $"{jobs.Count - answers.Values.OfType<Graded>().Count()} submissions could not be graded for that."),
    ];
}
