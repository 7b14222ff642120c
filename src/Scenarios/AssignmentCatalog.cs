using System.Collections.Immutable;

namespace Grader.Scenarios;

/// <summary>A folder of assignments, one subfolder each.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Ids">The assignments there, in order: subfolders that hold an <c>assignment.yaml</c>.</param>
public sealed record AssignmentCatalog(string Folder, ImmutableArray<string> Ids)
{
    /// <summary>
    /// The assignments to use: those of <paramref name="option"/> where it is given, otherwise <c>./assignments</c>, otherwise those beside
    /// the program. The first folder that has any wins; folders are never mixed.
    /// </summary>
    /// <param name="option">The value of <c>--assignments</c>; null where it is not given.</param>
    public static Reading<AssignmentCatalog> Find(string? option, string workingDirectory, string programDirectory)
    {
        string[] candidates = option is not null
            ? [Path.Combine(workingDirectory, option)]
            : [Path.Combine(workingDirectory, "assignments"), Path.Combine(programDirectory, "assignments")];
        foreach (string candidate in candidates)
        {
            ImmutableArray<string> ids = IdsIn(candidate);
            if (!ids.IsEmpty) return Reading<AssignmentCatalog>.Of(new AssignmentCatalog(candidate, ids));
        }

        return Reading<AssignmentCatalog>.Failed(candidates.Select(candidate =>
            new ReadProblem(candidate, 0, "no assignments here; expected a folder with an assignment.yaml for each of them")));
    }

    /// <summary>Reads one assignment; an id that is not there says which are.</summary>
    public Reading<Assignment> Open(string id) => Ids.Contains(id)
        ? AssignmentReader.Read(Path.Combine(Folder, id))
        : Reading<Assignment>.Failed([new ReadProblem(Folder, 0, $"no assignment '{Quotation.Shorten(id)}'; there are {string.Join(", ", Ids)}")]);

    private static ImmutableArray<string> IdsIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder)
            .Where(subfolder => File.Exists(Path.Combine(subfolder, "assignment.yaml")))
            .Select(subfolder => Path.GetFileName(subfolder))
            .Order(StringComparer.Ordinal)];
}
