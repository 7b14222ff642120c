using Grader.Compile;

namespace Grader.Watch;

/// <summary>A folder, or one file, that is looked at for saves.</summary>
/// <param name="Path">As a full path.</param>
/// <param name="NamedFrom">The folder that names of files are relative to.</param>
/// <param name="Extensions">Files that end otherwise are passed over.</param>
/// <param name="FolderDepth">Levels of folders below it that are looked into.</param>
/// <param name="MostFiles">So many are looked at; more change nothing.</param>
/// <param name="IsAssignment">Whether its files are the assignment's and not the program's.</param>
internal sealed record WatchedPlace(string Path, string NamedFrom, IReadOnlyList<string> Extensions, int FolderDepth, int MostFiles, bool IsAssignment)
{
    private static readonly string[] Sources = [".cs"];

    // One that ends in .yml is an error that the reader tells of.
    private static readonly string[] Yaml = [".yaml", ".yml"];

    /// <summary>The program: a folder or one <c>.cs</c> file.</summary>
    /// <remarks>One file more than a submission may have: that there are too many shows too.</remarks>
    public static WatchedPlace Program(string path, SubmissionLimits limits) => new(path, path, Sources, limits.FolderDepth, limits.Files + 1, IsAssignment: false);

    /// <summary>What an assignment is made of: its own file, its scenarios and the source of its reference solution.</summary>
    public static IEnumerable<WatchedPlace> Assignment(string folder, string referenceFolder, SubmissionLimits limits) =>
    [
        new(folder, folder, Yaml, FolderDepth: 1, MostFiles: 1000, IsAssignment: true),
        new(referenceFolder, folder, Sources, limits.FolderDepth, limits.Files + 1, IsAssignment: true),
    ];

    /// <summary>Whether a file of this name is one of those that are looked at.</summary>
    public bool Includes(ReadOnlySpan<char> fileName)
    {
        foreach (string extension in Extensions)
        {
            if (fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
