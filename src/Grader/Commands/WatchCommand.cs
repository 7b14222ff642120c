using System.CommandLine;
using System.Globalization;
using Grader.Compile;
using Grader.Confine;
using Grader.Lanes;
using Grader.Report;
using Grader.Scenarios;
using Grader.Score;
using Grader.Watch;

namespace Grader.Commands;

/// <summary><c>grader watch</c>: checks a program again whenever it, or its assignment, is saved.</summary>
internal static class WatchCommand
{
    private const int NamesShown = 3;

    // A check takes a part of a second: one that takes longer than this after a newer save is about a program that is gone.
    private static readonly TimeSpan PatienceAfterSave = TimeSpan.FromSeconds(2);

    public static Command Create(CommandContext context)
    {
        var assignment = new Argument<string>("assignment") { Description = "Id of the assignment, for example taxi; 'grader assignments' lists them." };
        var submission = new Argument<string>("submission") { Description = "Folder with the program's .cs files, or one .cs file." };
        var scenario = new Option<string?>("--scenario") { Description = "Replay this scenario only; points are counted for it alone.", HelpName = "NAME" };
        var verbose = new Option<bool>("--verbose") { Description = "Show every batch that differs in full, and what arrived in each scenario." };
        Option<string?> assignments = AssignmentsOption.Create();
        Option<string?> sandbox = SandboxOption.Create("auto at a desk, require under CI");
        var command = new Command(
            "watch",
            """
            Checks a program, and again on every save, as 'grader check' does. Ctrl-C ends it.
            Saves of the assignment count too: it is read, and its reference solution run, again.

            Exit codes: 0 ended by Ctrl-C, 2 wrong use, an assignment that cannot be read at the start, or no sandbox where one is required.
            """)
        {
            assignment, submission, scenario, verbose, assignments, sandbox,
        };
        command.SetAction((parsed, cancellation) => CommandErrors.HandleAsync(context, () => RunAsync(
            context, parsed.GetValue(assignments), parsed.GetValue(assignment)!, parsed.GetValue(submission)!, parsed.GetValue(scenario), parsed.GetValue(verbose),
            SandboxOption.Confinement(parsed.GetValue(sandbox), SandboxMode.Auto, context), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, string? assignmentsFolder, string assignmentId, string path, string? scenario, bool verbose,
        Confinement confinement, CancellationToken cancellation)
    {
        AssignmentCatalog catalog = AssignmentsOption.Find(assignmentsFolder, context);
        Assignment assignment = Read(catalog, assignmentId, scenario);
        LaneJob job = SubmissionArgument.Job(path, assignmentId, scenario, context);

        using var scratch = ScratchRoot.Create();
        await using var lane = new WarmLane(
            () => LaneProcess.Start(catalog.Folder, scratch.Folder, confinement.Mode, LaneLimits.Default),
            (failed, first, second) => LaneSupervisor.Failed(failed, assignment.MaxPoints, first, second));
        SaveWatch watch = Watch(job, assignment, context);
        try
        {
            SourceSnapshot seen = watch.Take();
            string heading = $"Watching {PlainText.Of(path, 4000)} · Ctrl-C ends";
            string? broken = null;
            while (true)
            {
                Task<SourceSnapshot> saved = watch.NextAsync(seen, cancellation);
                if (broken is null)
                {
                    await CheckAsync(context, lane, job, heading, verbose, confinement, saved, cancellation);
                }
                else
                {
                    ShowBroken(context, heading, broken);
                }

                SourceSnapshot next = await saved;
                heading = Heading(context.Clock.GetLocalNow(), assignmentId, next.ChangedSince(seen), next.AssignmentChangedSince(seen));
                if (next.AssignmentChangedSince(seen).Any())
                {
                    await lane.ForgetAsync();
                    watch.Dispose();
                    (assignment, broken) = ReadAgain(catalog, assignment, scenario);
                    watch = Watch(job, assignment, context); // its reference solution may be elsewhere
                    next = watch.Take();
                }

                seen = next;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        finally
        {
            watch.Dispose();
        }
    }

    private static SaveWatch Watch(LaneJob job, Assignment assignment, CommandContext context) => new(
        [WatchedPlace.Program(job.Path, SubmissionLimits.Default), .. WatchedPlace.Assignment(assignment.Folder, assignment.ReferenceFolder, SubmissionLimits.Default)],
        context.Clock);

    private static Assignment Read(AssignmentCatalog catalog, string id, string? scenario)
    {
        Assignment assignment = catalog.OpenOrThrow(id);
        assignment.ScenarioOrThrow(scenario);
        return assignment;
    }

    /// <returns>The assignment as it is now; where it does not hold, as it was, and what is wrong with it.</returns>
    private static (Assignment Assignment, string? Broken) ReadAgain(AssignmentCatalog catalog, Assignment before, string? scenario)
    {
        try
        {
            return (Read(catalog, before.Id, scenario), null);
        }
        catch (Exception error) when (error is BrokenAssignmentException or WrongUseException)
        {
            return (before, error.Message);
        }
    }

    /// <summary>One check and its report. A newer save gives it a little time to end.</summary>
    private static async Task CheckAsync(
        CommandContext context, WarmLane lane, LaneJob job, string heading, bool verbose, Confinement confinement, Task saved, CancellationToken cancellation)
    {
        using var outdated = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        LaneAnswer? answer = null;
        try
        {
            await Progress.WhileAsync(context, heading, async () =>
            {
                Task<LaneAnswer> grading = lane.GradeAsync(job, outdated.Token);
                if (await Task.WhenAny(grading, saved) == saved)
                {
                    outdated.CancelAfter(PatienceAfterSave);
                }

                answer = await grading;
            });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return;
        }

        switch (answer)
        {
            case Graded(var result) graded:
                Show(context, heading, result, verbose, confinement);
                if (graded.IsForLackOfSandbox)
                {
                    throw new WrongUseException(confinement.Refusal!);
                }

                break;
            case AssignmentBroken(var problems):
                ShowBroken(context, heading, string.Join('\n', problems));
                break;
        }
    }

    private static void Show(CommandContext context, string heading, SubmissionResult result, bool verbose, Confinement confinement)
    {
        Begin(context, heading);
        new TerminalReport(context.Output, verbose).Write(result);
        if (confinement.Warning is { } warning)
        {
            context.Output.Profile.Out.Writer.WriteLine(warning);
        }

        context.Output.Profile.Out.Writer.WriteLine();
    }

    /// <summary>What an instructor is to mend; the watch goes on, as the next save may do it.</summary>
    private static void ShowBroken(CommandContext context, string heading, string problems)
    {
        Begin(context, heading);
        TextWriter output = context.Output.Profile.Out.Writer;
        output.WriteLine("The assignment is broken, which is for its instructor to mend; the program was not checked:");
        foreach (string problem in problems.Split('\n'))
        {
            output.WriteLine(PlainText.Of(problem, 4000));
        }

        output.WriteLine();
    }

    private static void Begin(CommandContext context, string heading)
    {
        if (context.Output.Profile.Capabilities.Interactive)
        {
            context.Output.Clear(home: true);
        }

        context.Output.Profile.Out.Writer.WriteLine(heading);
    }

    private static string Heading(DateTimeOffset now, string assignment, IEnumerable<string> program, IEnumerable<string> ofAssignment)
    {
        string[] parts =
        [
            .. program.Any() ? [$" · {Names(program)} saved"] : Array.Empty<string>(),
            .. ofAssignment.Any() ? [$" · assignment {assignment} changed ({Names(ofAssignment)}) and is loaded again"] : Array.Empty<string>(),
        ];
        return string.Create(CultureInfo.InvariantCulture, $"{now:HH:mm:ss}{string.Concat(parts)}");
    }

    private static string Names(IEnumerable<string> changed)
    {
        string[] names = [.. changed.Select(name => PlainText.Of(name))];
        string more = names.Length > NamesShown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - NamesShown} more") : "";
        return string.Join(", ", names.Take(NamesShown)) + more;
    }
}
