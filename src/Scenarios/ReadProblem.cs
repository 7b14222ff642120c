using System.Collections.Immutable;

namespace Grader.Scenarios;

/// <summary>What is wrong with an author's file, and where.</summary>
/// <param name="File">As the reader was given it.</param>
/// <param name="Line">From 1; 0 where the file as a whole is to blame.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record ReadProblem(string File, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}

/// <summary>A value, or everything that keeps it from being one: never both.</summary>
/// <param name="Problems">In file order; empty exactly where there is a value.</param>
public sealed record Reading<T>(T? Value, ImmutableArray<ReadProblem> Problems)
    where T : class
{
    public bool IsOk => Value is not null;

    public static Reading<T> Of(T value) => new(value, []);

    public static Reading<T> Failed(IEnumerable<ReadProblem> problems) => new(null, [.. problems]);
}
