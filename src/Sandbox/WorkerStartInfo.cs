namespace Grader.Sandbox;

/// <summary>A process to start.</summary>
/// <param name="Program">Full path.</param>
/// <param name="Arguments">Without the program's own name.</param>
/// <param name="Environment">All of it: nothing is inherited.</param>
public sealed record WorkerStartInfo(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory);
