namespace Grader.Hostile;

/// <summary>Looks on the machine, not into the grader's books, for what outlived its submission.</summary>
internal static class LeftBehind
{
    /// <summary>Processes of workers of this very build, or at home in its scratch folder.</summary>
    public static IEnumerable<string> Processes(string workerFolder, string scratchFolder)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            string command = Text(folder + "/cmdline").Replace('\0', ' '), environment = Text(folder + "/environ");
            if (command.Contains(workerFolder, StringComparison.Ordinal) || command.Contains(scratchFolder, StringComparison.Ordinal)
                || environment.Contains(scratchFolder, StringComparison.Ordinal))
            {
                yield return $"process {Path.GetFileName(folder)} is still there: {command.Trim()}";
            }
        }
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // ended meanwhile, or nobody's business
        }
    }
}
