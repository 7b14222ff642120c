using System.Collections.Immutable;

namespace Grader.Scenarios.Yaml;

/// <summary>Collects what is wrong with one file, so that its author sees everything at once.</summary>
internal sealed class ProblemLog(string file)
{
    private readonly List<ReadProblem> problems = [];

    public string File => file;

    public bool IsEmpty => problems.Count == 0;

    public void Add(int line, string message) => problems.Add(new ReadProblem(file, line, message));

    public void AddRange(IEnumerable<ReadProblem> more) => problems.AddRange(more);

    /// <summary>In line order; a stable sort, so that problems of one line keep the order they were found in.</summary>
    public ImmutableArray<ReadProblem> ToImmutable() => [.. problems.OrderBy(problem => problem.Line)];
}
