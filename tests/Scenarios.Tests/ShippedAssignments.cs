using System.Collections.Immutable;

namespace Grader.Scenarios.Tests;

/// <summary>The assignments of this repository, read without their references (the end-to-end tests run those).</summary>
internal static class ShippedAssignments
{
    public static ImmutableArray<string> Ids { get; } = ["click-windows", "sensor-windows", "taxi", "temperature-alerts", "word-count"];

    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "assignments");

    public static AssignmentYaml.Header Header(string id) =>
        Value(AssignmentYaml.Parse(File.ReadAllText(Path.Combine(Folder, id, "assignment.yaml")), $"{id}/assignment.yaml", id));

    public static ImmutableArray<Scenario> Scenarios(string id) =>
        [.. Directory.GetFiles(Path.Combine(Folder, id, "scenarios")).Order(StringComparer.Ordinal).Select(file => Value(
            ScenarioReader.Parse(File.ReadAllText(file), $"{id}/{Path.GetFileName(file)}", Path.GetFileNameWithoutExtension(file), Header(id).Input)))];

    private static T Value<T>(Reading<T> reading)
        where T : class
    {
        Assert.Empty(reading.Problems.Select(problem => problem.ToString()));
        return reading.Value!;
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Grader.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("these tests run from inside the repository");
        return folder.FullName;
    }
}
