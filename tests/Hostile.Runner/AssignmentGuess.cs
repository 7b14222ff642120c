using System.Text.RegularExpressions;

namespace Grader.Hostile;

/// <summary>Finds the assignment that a program is for: the one whose reference solution shares most of its texts.</summary>
internal sealed partial class AssignmentGuess
{
    private static readonly EnumerationOptions NoLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly Dictionary<string, HashSet<string>> texts;

    /// <param name="assignments">The folder of assignments; each one's <c>assignment.yaml</c> names its reference's folder.</param>
    public AssignmentGuess(string assignments) => texts = Directory.EnumerateDirectories(assignments)
        .Where(folder => File.Exists(Path.Combine(folder, "assignment.yaml")))
        .ToDictionary(folder => Path.GetFileName(folder), TextsOfReference);

    public string For(string program)
    {
        HashSet<string> own = TextsIn(program);
        return texts.OrderByDescending(candidate => candidate.Value.Count(own.Contains) / (double)candidate.Value.Count).First().Key;
    }

    private static HashSet<string> TextsOfReference(string assignment)
    {
        string line = File.ReadLines(Path.Combine(assignment, "assignment.yaml")).First(line => line.StartsWith("reference:", StringComparison.Ordinal));
        return TextsIn(Path.Combine(assignment, line["reference:".Length..].Trim()));
    }

    private static HashSet<string> TextsIn(string folder) => Directory.EnumerateFiles(folder, "*.cs", NoLinks).Where(file => new FileInfo(file).Length > 0)
        .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("\"[^\"\n]{1,60}\"")]
    private static partial Regex Literal();
}
