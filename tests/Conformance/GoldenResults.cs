using Grader.Conformance.Runner;

namespace Grader.Conformance;

/// <summary>The golden cases of the project, each run once on demand.</summary>
public sealed class GoldenResults : IDisposable
{
    private readonly CaseRunner runner = new();
    private readonly Dictionary<string, GoldenCase> cases = AllCases().ToDictionary(Key);

    /// <summary>Lines <c>file:id</c>; empty lines and comments after # are skipped.</summary>
    public IReadOnlySet<string> ExpectedFailures { get; } = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "expected-failures.txt"))
        .Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')).ToHashSet();

    public static IEnumerable<GoldenCase> AllCases() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "golden"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(GoldenCase.ReadFile);

    public static string Key(GoldenCase golden) => $"{golden.FileName}:{golden.Id}";

    public string? DifferenceOf(string key) => runner.FirstDifference(cases[key]);

    public void Dispose() => runner.Dispose();
}
