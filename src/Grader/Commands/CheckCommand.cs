using System.CommandLine;
using Grader.Confine;
using Grader.Lanes;
using Grader.Report;
using Grader.Scenarios;
using Grader.Score;

namespace Grader.Commands;

/// <summary><c>grader check</c>: one submission, explained.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var assignment = new Argument<string>("assignment") { Description = "Id of the assignment, for example taxi; 'grader assignments' lists them." };
        var submission = new Argument<string>("submission") { Description = "Folder with the program's .cs files, or one .cs file." };
        var scenario = new Option<string?>("--scenario") { Description = "Replay this scenario only; points are counted for it alone.", HelpName = "NAME" };
        var json = new Option<string?>("--json") { Description = "Write the result to this file too, for machines (docs/json-report.md).", HelpName = "FILE" };
        var verbose = new Option<bool>("--verbose") { Description = "Show every batch that differs in full, and what arrived in each scenario." };
        Option<string?> assignments = AssignmentsOption.Create();
        Option<string?> sandbox = SandboxOption.Create("auto at a desk, require under CI");
        var command = new Command(
            "check",
            """
            Grades one submission and shows why it is not correct.

            Exit codes: 0 full marks, 1 graded with losses, 2 wrong use, a broken assignment, or no sandbox where one is required, 3 a fault of the grader, 130 interrupted.
            """)
        {
            assignment, submission, scenario, json, verbose, assignments, sandbox,
        };
        command.SetAction((parsed, cancellation) => CommandErrors.HandleAsync(context, () => RunAsync(
            context, parsed.GetValue(assignments), parsed.GetValue(assignment)!, parsed.GetValue(submission)!, parsed.GetValue(scenario),
            parsed.GetValue(json), parsed.GetValue(verbose),
            SandboxOption.Confinement(parsed.GetValue(sandbox), SandboxMode.Auto, context), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, string? assignmentsFolder, string assignmentId, string path, string? scenario, string? json, bool verbose,
        Confinement confinement, CancellationToken cancellation)
    {
        AssignmentCatalog catalog = AssignmentsOption.Find(assignmentsFolder, context);
        Assignment assignment = catalog.OpenOrThrow(assignmentId);
        assignment.ScenarioOrThrow(scenario);
        LaneJob job = SubmissionArgument.Job(path, assignmentId, scenario, context);
        ReportFile? report = ReportFile.At(json, context);
        LaneAnswer? answer = null;
        using var scratch = ScratchRoot.Create();
        var supervisor = new LaneSupervisor(() => LaneProcess.Start(catalog.Folder, scratch.Folder, confinement.Mode, LaneLimits.Default), 1, _ => assignment.MaxPoints);
        await Progress.WhileAsync(
            context, $"Grading {PlainText.Of(job.Name)} on {assignment.Scenarios.Length} scenarios",
            () => supervisor.GradeAsync([job], (_, given) => answer = given, cancellation));
        switch (answer)
        {
            case Graded(var result) graded:
                new TerminalReport(context.Output, verbose).Write(result);
                report?.Write([result]);
                Say(context, graded.IsForLackOfSandbox ? confinement.Refusal : confinement.Warning);
                return graded.IsForLackOfSandbox ? ExitCode.WrongUse : result.Outcome switch
                {
                    Outcome.GraderFault => ExitCode.GraderFault,
                    Outcome.Correct => ExitCode.FullMarks,
                    _ => ExitCode.Losses,
                };
            case AssignmentBroken(var problems):
                throw new BrokenAssignmentException(problems);
            default:
                throw new GraderFaultException("The lane ended without an answer.");
        }
    }

    private static void Say(CommandContext context, string? sentence)
    {
        if (sentence is not null)
        {
            context.Error.Profile.Out.Writer.WriteLine(sentence);
        }
    }
}
