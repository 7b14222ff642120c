using System.Collections.Immutable;

namespace Grader.Scenarios;

/// <summary>An assignment: what is prescribed, what is checked, and what it is worth. Read from <c>assignment.yaml</c>.</summary>
/// <param name="Id">Folder name: lower-case letters, digits and hyphens.</param>
/// <param name="Folder">The assignment's folder.</param>
/// <param name="ReferenceFolder">Source folder of the reference solution, as a full path.</param>
/// <param name="Facts">What the task prescribes about the query itself; each is worth points.</param>
public sealed record Assignment(
    string Id, string Folder, LocalizedText Title, AssignmentInput Input, string ReferenceFolder,
    ImmutableArray<PrescribedFact> Facts, ImmutableArray<Scenario> Scenarios)
{
    public int MaxPoints => Facts.Sum(fact => fact.Points) + Scenarios.Sum(scenario => scenario.Points);
}

/// <summary>Where arrivals go. The set is closed.</summary>
public abstract record AssignmentInput;

/// <summary>A folder, relative to the program's working directory.</summary>
public sealed record FolderInput(string Path) : AssignmentInput;

public sealed record SocketInput(string Host, int Port) : AssignmentInput;

/// <summary>One prescribed fact of the query. The set is closed.</summary>
/// <param name="Id">Stable id of the check, used as a cause's id in reports.</param>
public abstract record PrescribedFact(string Id, int Points);

/// <param name="Mode"><c>append</c>, <c>update</c> or <c>complete</c>.</param>
public sealed record PrescribedOutputMode(int Points, string Mode) : PrescribedFact("output-mode", Points);

/// <param name="Interval">A processing-time trigger of this interval.</param>
public sealed record PrescribedTrigger(int Points, TimeSpan Interval) : PrescribedFact("trigger", Points);

/// <param name="Location">The path in the task's text; another one is a warning only.</param>
public sealed record PrescribedCheckpoint(int Points, string Location) : PrescribedFact("checkpoint", Points);

public sealed record PrescribedMaxFilesPerTrigger(int Points, int Count) : PrescribedFact("max-files-per-trigger", Points);

/// <summary>Exactly one query, writing to this sink.</summary>
/// <param name="TruncateFalse">The task asks for <c>truncate=false</c>; a missing one is advice only.</param>
public sealed record PrescribedSink(int Points, string Format, bool TruncateFalse) : PrescribedFact("sink", Points);
