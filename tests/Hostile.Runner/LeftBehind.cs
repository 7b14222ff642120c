namespace Grader.Hostile;

/// <summary>Looks on the machine, not into the grader's books, for what outlived its submission.</summary>
internal static class LeftBehind
{
    /// <summary>Processes of workers of this very build, or at home in its scratch folder.</summary>
    public static IEnumerable<string> Processes(string workerFolder, string scratchFolder) => All()
        .Where(process => process.Command.Contains(workerFolder, StringComparison.Ordinal) || process.IsOf(scratchFolder))
        .Select(process => $"process {process.Id} is still there: {process.Command.Replace('\0', ' ').Trim()}");

    /// <summary>All processes that may be looked at.</summary>
    public static IEnumerable<MachineProcess> All() => Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Select(folder => new MachineProcess(Path.GetFileName(folder), Text(folder + "/cmdline"), Text(folder + "/environ")));

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

/// <summary>A process as the system shows it.</summary>
/// <param name="Command">Its words, each with a zero at its end.</param>
internal sealed record MachineProcess(string Id, string Command, string Environment)
{
    /// <summary>At work in a folder for scratch files, or below it.</summary>
    public bool IsOf(string scratchFolder) => Command.Contains(scratchFolder, StringComparison.Ordinal) || Environment.Contains(scratchFolder, StringComparison.Ordinal);
}
