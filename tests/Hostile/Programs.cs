namespace Grader.Hostile.Tests;

/// <summary>The hostile programs, where the repository has them.</summary>
internal static class Programs
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Repository.Samples)!, "tests", "Hostile", "programs");

    /// <summary>Of ours, in the same form.</summary>
    public static string Variations { get; } = Path.Combine(Path.GetDirectoryName(Folder)!, "variations");

    /// <remarks>Of the variations those that end at once: the others wait for limits, and are for the runner.</remarks>
    public static IReadOnlyList<Attack> All { get; } = [.. Attack.ReadAll(Folder), .. Attack.ReadAll(Variations).Where(attack => attack.Kind is "filesystem-submission" or "read-files" or "process")];
}
