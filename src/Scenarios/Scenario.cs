using System.Collections.Immutable;

namespace Grader.Scenarios;

/// <summary>Arrivals on a timeline, as an author wrote them or a generator made them. Times are offsets from <see cref="Start"/>.</summary>
/// <param name="Name">File name without extension; unique within its assignment.</param>
/// <param name="File">Where it was read from, for messages.</param>
/// <param name="Points">Points for a right answer in this scenario: a whole number, all or nothing.</param>
/// <param name="Covers">What kinds of arrival it has, from the closed list of <see cref="CoverageKind"/>.</param>
/// <param name="Start">The clock when the program starts, UTC.</param>
/// <param name="End">The timeline goes on at least this long; null ends it as soon as all is quiet after the last arrival.</param>
/// <param name="Events">In time order.</param>
public sealed record Scenario(
    string Name, string File, LocalizedText Title, int Points, ImmutableArray<CoverageKind> Covers, DateTimeOffset Start, TimeSpan? End,
    ImmutableArray<TimelineEvent> Events);

/// <summary>English and Russian text.</summary>
public sealed record LocalizedText(string En, string? Ru);

/// <summary>What a scenario shows; an assignment's scenarios together should cover what applies to it.</summary>
public enum CoverageKind
{
    OnTime, Late, TooLate, OnWatermark, WindowEdge, SeveralFiles, WaitingFiles, Quiet, Restart, Null, Malformed, Seminar,
    EmptyLine, DoubleSpace, Unicode, Boundary, TemporaryName, IdleThenData, OldButAccepted, Duplicate,
}

/// <summary>Something that happens at an instant of the timeline. The set is closed.</summary>
/// <param name="At">Offset from the scenario's start.</param>
/// <param name="Line">Line in the scenario's file, from 1, for messages.</param>
public abstract record TimelineEvent(TimeSpan At, int Line);

/// <summary>A file appears in the input folder, complete.</summary>
/// <param name="Name">Name inside the assignment's input folder; may start with <c>_</c> or <c>.</c>, which makes it no data.</param>
public sealed record FileArrival(TimeSpan At, int Line, string Name, ImmutableArray<ArrivingLine> Lines) : TimelineEvent(At, Line);

/// <summary>A file of the input folder gets its final name; content and modification time stay.</summary>
public sealed record FileRename(TimeSpan At, int Line, string From, string To) : TimelineEvent(At, Line);

/// <summary>Lines sent over the socket.</summary>
public sealed record SocketArrival(TimeSpan At, int Line, ImmutableArray<ArrivingLine> Lines) : TimelineEvent(At, Line);

/// <summary>The program dies as in a crash and starts again after <paramref name="Down"/>.</summary>
public sealed record Restart(TimeSpan At, int Line, TimeSpan Down, CrashPoint Point) : TimelineEvent(At, Line);

/// <summary>Where a crash hits: between two batches, or after the last batch's sink had its rows and before its commit.</summary>
public enum CrashPoint { BetweenBatches, AfterSink }

/// <summary>One line of input, exactly as it stands in the file or goes over the socket, without its line end.</summary>
/// <param name="Claim">What the author claims about its lateness; null claims nothing.</param>
/// <param name="Line">Line in the scenario's file, from 1.</param>
public sealed record ArrivingLine(string Text, LatenessClaim? Claim, int Line);

/// <summary>An author's claim: the reference accepts the late event, or drops it as too late.</summary>
public enum LatenessClaim { Accepted, Dropped }
