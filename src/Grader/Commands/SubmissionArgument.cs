using Grader.Lanes;

namespace Grader.Commands;

/// <summary>The submission that <c>check</c> and <c>watch</c> are given: a folder, or one file.</summary>
internal static class SubmissionArgument
{
    /// <exception cref="WrongUseException">Nothing is there.</exception>
    public static LaneJob Job(string path, string assignment, string? scenario, CommandContext context)
    {
        string fullPath = Path.TrimEndingDirectorySeparator(context.FullPath(path));
        string name = File.Exists(fullPath) ? Path.GetFileNameWithoutExtension(fullPath)
            : Directory.Exists(fullPath) ? Path.GetFileName(fullPath)
            : throw new WrongUseException($"There is no folder or file {path}.");
        return new LaneJob(fullPath, name, assignment, scenario);
    }
}
