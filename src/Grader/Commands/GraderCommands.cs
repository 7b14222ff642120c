using System.CommandLine;
using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Scenarios;

namespace Grader.Commands;

/// <summary>The command line: what a user can ask of this program, and nothing that is not there yet.</summary>
public static class GraderCommands
{
    // How long a cancelled command may take to say what is done.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context)
    {
        ParseResult parsed = Create(context).Parse(arguments);
        int exitCode = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = context.Output.Profile.Out.Writer,
            Error = context.Error.Profile.Out.Writer,
            ProcessTerminationTimeout = RunCommand.IsIn(parsed) ? null : TerminationTimeout,
        });
        return parsed.Errors.Count > 0 ? ExitCode.WrongUse : exitCode;
    }

    private static RootCommand Create(CommandContext context) => new("Grader checks Apache Spark Structured Streaming assignments written in C#.")
    {
        NewCommand.Create(context), CheckCommand.Create(context), WatchCommand.Create(context), BatchCommand.Create(context), FeedCommand.Create(context),
        RunCommand.Create(context), CreateAssignments(context), CreateFunctions(context), DoctorCommand.Create(context), LaneCommand.Create(context),
    };

    private static Command CreateAssignments(CommandContext context)
    {
        Option<string?> folder = AssignmentsOption.Create();
        var command = new Command("assignments", "Reads every assignment and lists its scenarios and points; problems are named with file and line.") { folder };
        command.SetAction((parsed, _) => CommandErrors.HandleAsync(context, () => Task.FromResult(ListAssignments(context, parsed.GetValue(folder)))));
        return command;
    }

    private static int ListAssignments(CommandContext context, string? folder)
    {
        AssignmentCatalog catalog = AssignmentsOption.Find(folder, context);
        TextWriter output = context.Output.Profile.Out.Writer;
        List<string> problems = [];
        foreach (Reading<Assignment> reading in catalog.Ids.Select(catalog.Open))
        {
            problems.AddRange(reading.Problems.Select(problem => problem.ToString()));
            if (reading.Value is { } assignment)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{assignment.Id}: {assignment.Title.En} ({assignment.MaxPoints} points)"));
                foreach (Scenario scenario in assignment.Scenarios)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {scenario.Name,-32} {scenario.Points,3}  {scenario.Title.En}"));
                }
            }
        }

        return problems.Count == 0 ? ExitCode.FullMarks : throw new BrokenAssignmentException(problems);
    }

    private static Command CreateFunctions(CommandContext context)
    {
        var command = new Command("functions", "Lists the SQL functions that the engine knows, one a line.");
        command.SetAction(_ =>
        {
            foreach ((string name, string documentation) in FunctionRegistry.BuiltIn.Documentation)
            {
                context.Output.Profile.Out.Writer.WriteLine($"{name,-24} {documentation}");
            }

            return ExitCode.FullMarks;
        });
        return command;
    }
}
