using System.CommandLine;
using Grader.Scenarios;

namespace Grader.Commands;

/// <summary><c>--assignments DIR</c>, which most commands take.</summary>
internal static class AssignmentsOption
{
    public static Option<string?> Create() => new("--assignments")
    {
        Description = "Folder of assignments. Without it: ./assignments, then those shipped with the grader.",
        HelpName = "DIR",
    };

    /// <exception cref="BrokenAssignmentException">There are no assignments.</exception>
    public static AssignmentCatalog Find(string? option, CommandContext context)
    {
        Reading<AssignmentCatalog> found = AssignmentCatalog.Find(option, context.WorkingDirectory, context.ProgramDirectory);
        return found.Value is { } catalog
            ? catalog with { Folder = Path.GetFullPath(catalog.Folder) }
            : throw new BrokenAssignmentException(found.Problems.Select(problem => problem.ToString()));
    }

    /// <exception cref="WrongUseException">There is no such assignment.</exception>
    /// <exception cref="BrokenAssignmentException">It has problems.</exception>
    public static Assignment OpenOrThrow(this AssignmentCatalog catalog, string id)
    {
        if (!catalog.Ids.Contains(id))
        {
            throw BatchFolder.UnknownAssignment(id, catalog.Ids);
        }

        Reading<Assignment> reading = catalog.Open(id);
        return reading.Value ?? throw new BrokenAssignmentException(reading.Problems.Select(problem => problem.ToString()));
    }

    /// <returns>The scenario of that name; null where none is named.</returns>
    /// <exception cref="WrongUseException">There is no such scenario.</exception>
    public static Scenario? ScenarioOrThrow(this Assignment assignment, string? name) => name is null
        ? null
        : assignment.Scenarios.FirstOrDefault(scenario => scenario.Name == name)
            ?? throw new WrongUseException(
                $"{assignment.Id} has no scenario '{name}'; there are {string.Join(", ", assignment.Scenarios.Select(known => known.Name))}.");
}

/// <summary>The instructor's files do not hold; each problem names its file and line.</summary>
internal sealed class BrokenAssignmentException(IEnumerable<string> problems) : Exception(string.Join('\n', problems));
