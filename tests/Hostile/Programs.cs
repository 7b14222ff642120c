namespace Grader.Hostile.Tests;

/// <summary>The hostile programs, where the repository has them.</summary>
internal static class Programs
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Repository.Samples)!, "tests", "Hostile", "programs");

    public static IReadOnlyList<Attack> All { get; } = Attack.ReadAll(Folder);
}
