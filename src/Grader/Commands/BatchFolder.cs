using System.Collections.Immutable;
using Grader.Lanes;

namespace Grader.Commands;

/// <summary>Finds the submissions of a class: <c>assignment/student/</c>, or <c>student/</c> where the assignment is given.</summary>
internal static class BatchFolder
{
    /// <param name="assignment">The assignment of all of them; null takes it from the folder above each student's.</param>
    /// <returns>In name order. Files and hidden folders beside submissions are passed over.</returns>
    /// <exception cref="WrongUseException">There is no such folder, a subfolder is no assignment, or there is nothing to grade.</exception>
    public static IReadOnlyList<LaneJob> Find(string folder, string? assignment, ImmutableArray<string> known)
    {
        if (!Directory.Exists(folder))
        {
            throw new WrongUseException($"There is no folder {folder}.");
        }

        if (assignment is not null && !known.Contains(assignment))
        {
            throw UnknownAssignment(assignment, known);
        }

        LaneJob[] jobs = assignment is not null
            ? [.. Students(folder, assignment)]
            : [.. Subfolders(folder).SelectMany(subfolder => known.Contains(Path.GetFileName(subfolder))
                ? Students(subfolder, Path.GetFileName(subfolder))
                : throw new WrongUseException(
                    $"{subfolder} is named for no assignment; there are {string.Join(", ", known)}. For a folder of students give --assignment."))];
        return jobs.Length > 0 ? jobs : throw new WrongUseException($"{folder} holds no submission: each one is a subfolder with .cs files.");
    }

    public static WrongUseException UnknownAssignment(string assignment, ImmutableArray<string> known) =>
        new($"There is no assignment '{assignment}'; there are {string.Join(", ", known)}.");

    private static IEnumerable<LaneJob> Students(string folder, string assignment) =>
        Subfolders(folder).Select(student => new LaneJob(Path.GetFullPath(student), Path.GetFileName(student), assignment, null));

    private static IEnumerable<string> Subfolders(string folder) => Directory.EnumerateDirectories(folder)
        .Where(subfolder => !Path.GetFileName(subfolder).StartsWith('.'))
        .Order(StringComparer.Ordinal);
}

/// <summary>The caller asked for what cannot be; the message says what to do.</summary>
internal sealed class WrongUseException(string message) : Exception(message);
