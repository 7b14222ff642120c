using System.CommandLine;
using System.Globalization;
using Grader.Feed;
using Grader.Report;
using Grader.Scenarios;

namespace Grader.Commands;

/// <summary><c>grader feed</c>: a scenario, played to a program that runs live.</summary>
internal static class FeedCommand
{
    private const int LinesShown = 10;
    private const int LineCharacters = 160;

    // Beyond these a scenario of 24 hours would outlast any seminar, or its pace would mean nothing.
    private const double SlowestSpeed = 0.1;
    private const double FastestSpeed = 1000;

    public static Command Create(CommandContext context)
    {
        var assignment = new Argument<string>("assignment") { Description = "Id of the assignment, for example taxi; 'grader assignments' lists them." };
        var scenario = new Option<string?>("--scenario") { Description = "The scenario to play. Without it: the assignment's first.", HelpName = "NAME" };
        var speed = new Option<double>("--speed")
        {
            Description = "How much faster than written. The program's own triggers keep their pace, so its batches are other ones.",
            HelpName = "X",
            DefaultValueFactory = _ => 1,
        };
        var folder = new Option<string?>("--folder") { Description = "Put files here. Without it: the folder that the assignment reads, in the current one.", HelpName = "DIR" };
        var port = new Option<int?>("--port") { Description = "Serve lines on this port. Without it: the one that the assignment reads.", HelpName = "N" };
        var again = new Option<bool>("--again") { Description = "Delete the files that an earlier feed of the scenario left in the folder, then play it." };
        var type = new Option<bool>("--type") { Description = "Serve the lines that you type instead of a scenario, as nc does." };
        Option<string?> assignments = AssignmentsOption.Create();
        speed.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(result.GetValueOrDefault<double>() is >= SlowestSpeed and <= FastestSpeed))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--speed goes from {SlowestSpeed} to {FastestSpeed}."));
            }
        });
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int?>() is not (>= 0 and <= 65535))
            {
                result.AddError("--port goes from 0, which takes a free one, to 65535.");
            }
        });
        var command = new Command(
            "feed",
            """
            Plays a scenario live: files appear in the program's input folder, complete, each at its time; or lines go over a socket that
            this command serves, in the place of 'nc -lk'. Start it in the folder in which the program runs.

            Exit codes: 0 everything was fed, 2 wrong use, a broken assignment, a folder or port that cannot be used, 130 interrupted before the end.
            """)
        {
            assignment, scenario, speed, folder, port, again, type, assignments,
        };
        command.SetAction((parsed, cancellation) => CommandErrors.HandleAsync(context, () =>
        {
            Assignment found = AssignmentsOption.Find(parsed.GetValue(assignments), context).OpenOrThrow(parsed.GetValue(assignment)!);
            if (parsed.GetValue(type))
            {
                return parsed.GetValue(scenario) is null
                    ? TypeAsync(context, found, parsed.GetValue(port), parsed.GetValue(folder), cancellation)
                    : throw new WrongUseException("--type serves what you type, --scenario what is written: give one of them.");
            }

            return RunAsync(
                context, found, found.ScenarioOrThrow(parsed.GetValue(scenario)) ?? found.Scenarios[0], parsed.GetValue(speed),
                parsed.GetValue(folder), parsed.GetValue(port), parsed.GetValue(again), cancellation);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, Assignment assignment, Scenario scenario, double speed, string? folder, int? port, bool again, CancellationToken cancellation)
    {
        TextWriter output = context.Output.Profile.Out.Writer;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{assignment.Id} · {scenario.Name}: {PlainText.Of(scenario.Title.En)} ({scenario.Events.Length} events over {DurationText.Print(scenario.Events[^1].At / speed)})"));
        ScenarioFeed? feed = null;
        try
        {
            await using IFeedTarget target = Open(context, assignment, scenario, folder, port, again);
            feed = new ScenarioFeed(scenario, speed, target, context.Clock);
            await feed.PlayAsync(
                (next, wait) => Progress.WhileAsync(context, $"next, at {DurationText.Print(next.At)}: {Words(next)}", wait),
                happening => Show(output, happening),
                cancellation);
            output.WriteLine(target is SocketTarget ? "All lines are sent. The connection stays until the program ends; Ctrl-C ends it from here." : "All files are there.");
            await CloseAsync(target, cancellation);
            return ExitCode.Done;
        }
        catch (FeedException error)
        {
            throw new WrongUseException(error.Message);
        }
        catch (OperationCanceledException)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Interrupted: {feed?.Count ?? 0} of {scenario.Events.Length} events were fed."));
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Lines from the keyboard until it ends: what nc does, where there is none.</summary>
    private static async Task<int> TypeAsync(CommandContext context, Assignment assignment, int? port, string? folder, CancellationToken cancellation)
    {
        if (assignment.Input is not SocketInput socket)
        {
            throw new WrongUseException($"--type serves a socket, and {assignment.Id} reads a folder: put files into it, or let a scenario do it.");
        }

        if (folder is not null)
        {
            throw new WrongUseException($"{assignment.Id} reads a socket, not a folder: --port says which one.");
        }

        try
        {
            await using SocketTarget target = SocketTarget.Open(port ?? socket.Port, context.Output.Profile.Out.Writer.WriteLine);
            await target.ReadyAsync(cancellation);

            // Reading a terminal knows no cancellation: the read is left behind.
            while (await Task.Run(context.Input.ReadLine, cancellation).WaitAsync(cancellation) is { } line)
            {
                await target.DeliverAsync(new SocketArrival(TimeSpan.Zero, 0, [new ArrivingLine(line, null, 0)]), cancellation);
            }

            await target.CloseAsync(cancellation);
        }
        catch (FeedException error)
        {
            throw new WrongUseException(error.Message);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how typing ends.
        }

        return ExitCode.Done;
    }

    private static IFeedTarget Open(CommandContext context, Assignment assignment, Scenario scenario, string? folder, int? port, bool again)
    {
        TextWriter output = context.Output.Profile.Out.Writer;
        switch (assignment.Input)
        {
            case FolderInput(var path):
                if (port is not null)
                {
                    throw new WrongUseException($"{assignment.Id} reads the folder {path}, not a socket: --folder says where files go.");
                }

                var files = new FolderTarget(context.FullPath(folder ?? path), scenario);
                if (again && files.RemoveEarlier() > 0)
                {
                    output.WriteLine("The files of an earlier feed are deleted. A query goes on from its checkpoint and does not read a file of the same name twice: delete its checkpoint too.");
                }

                output.WriteLine($"Files go to {PlainText.Of(folder ?? path, 4000)}");
                return files;
            case SocketInput socket:
                if (folder is not null || again)
                {
                    throw new WrongUseException($"{assignment.Id} reads a socket, not a folder: --port says which one.");
                }

                return SocketTarget.Open(port ?? socket.Port, output.WriteLine);
            case var other:
                throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }

    /// <summary>Everything was fed: the user's Ctrl-C is then how a feed ends, and not an interruption.</summary>
    private static async Task CloseAsync(IFeedTarget target, CancellationToken cancellation)
    {
        try
        {
            await target.CloseAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // As it should.
        }
    }

    private static void Show(TextWriter output, TimelineEvent happening)
    {
        output.WriteLine($"{DurationText.Print(happening.At),8}  {Words(happening)}");
        IReadOnlyList<ArrivingLine> lines = happening switch
        {
            FileArrival arrival => arrival.Lines,
            SocketArrival arrival => arrival.Lines,
            _ => [],
        };
        foreach (ArrivingLine line in lines.Take(LinesShown))
        {
            output.WriteLine("          " + PlainText.Of(line.Text, LineCharacters));
        }

        if (lines.Count > LinesShown)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"          … and {lines.Count - LinesShown} more"));
        }
    }

    private static string Words(TimelineEvent happening) => happening switch
    {
        FileArrival arrival => $"{PlainText.Of(arrival.Name)}, {Count(arrival.Lines.Length)}",
        FileRename rename => $"{PlainText.Of(rename.From)} is now {PlainText.Of(rename.To)}",
        SocketArrival arrival => Count(arrival.Lines.Length),
        Restart restart => $"a crash is due: stop the program now, and start it again {DurationText.Print(restart.Down)} later",
        _ => throw new System.Diagnostics.UnreachableException(happening.GetType().Name),
    };

    private static string Count(int lines) => string.Create(CultureInfo.InvariantCulture, $"{lines} line{(lines == 1 ? "" : "s")}");
}
