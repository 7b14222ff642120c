using Grader.Plans;

namespace Grader.Score;

/// <summary>The closed set of outcomes of a submission; kebab case in JSON.</summary>
public enum Outcome { Correct, Incorrect, CompileError, RuntimeError, Timeout, NoResult, Refused, GraderFault }

/// <summary>What grading one submission gave: everything that reports are made of.</summary>
/// <param name="Submission">Folder name.</param>
/// <param name="Causes">Why it is not correct, the first cause first; empty when correct.</param>
/// <param name="Advice">What costs no points: another checkpoint path, a missing truncate.</param>
public sealed record SubmissionResult(
    string Submission, string Assignment, Outcome Outcome, int Points, int MaxPoints, Seq<Cause> Causes, Seq<Cause> Advice,
    Seq<CheckResult> Checks, Seq<ScenarioResult> Scenarios, string Confinement);

/// <summary>One reason in words for the student.</summary>
/// <param name="Id">Stable, kebab case.</param>
/// <param name="File">The student's file; null where no place is to blame.</param>
/// <param name="Line">From 1; null like the file.</param>
public sealed record Cause(string Id, string Message, string? File, int? Line);

/// <summary>A prescribed fact or a scenario, all or nothing.</summary>
public sealed record CheckResult(string Id, string Title, int Points, int MaxPoints, string? Detail);

/// <summary>One scenario compared, batch by batch.</summary>
/// <param name="Completed">False where the program failed before its end: no points, and no comparison beyond that.</param>
/// <param name="Differences">The first of them, in time order; empty where the answer is right.</param>
/// <param name="DifferingTriggers">How many there are in all.</param>
public sealed record ScenarioResult(
    string Scenario, string Title, int Points, int MaxPoints, bool Completed, ComparisonLevel Level, Seq<BatchDifference> Differences,
    int DifferingTriggers, Seq<TimelineRow> Timeline);

/// <summary>How near a trace is to the reference's.</summary>
public enum ComparisonLevel { Identical, SameTableAfterEachTrigger, SameFinalTable, Different }

/// <summary>One trigger at which the two traces differ. Rows are printed cell texts in column order; lists hold the first rows, the counts all of them.</summary>
/// <param name="TriggerTimeMs">Milliseconds since the epoch.</param>
/// <param name="BatchId">The student's batch id; the reference's where the student had no batch.</param>
/// <param name="Columns">The reference's columns, in its order.</param>
/// <param name="SchemaProblem">What is wrong with the columns, in words; then no rows are compared.</param>
/// <param name="Remark">What differs though the rows may be the same, in words: their order, or into how many batches they were cut.</param>
/// <param name="Watermark">The reference's watermark around this trigger; null where its query has none.</param>
/// <param name="SubmissionWatermark">The student's; null where the query has none.</param>
/// <param name="Progress">The reference's numbers of this trigger; null where it ran no batch.</param>
/// <param name="SubmissionProgress">The student's, likewise.</param>
/// <param name="Fed">The source rows that the reference read in this trigger.</param>
public sealed record BatchDifference(
    long TriggerTimeMs, long? BatchId, Seq<string> Columns,
    Seq<Seq<string>> Missing, int MissingCount, Seq<Seq<string>> Unexpected, int UnexpectedCount, Seq<ChangedRow> Changed, int ChangedCount,
    string? SchemaProblem, string? Remark, WatermarkMove? Watermark, WatermarkMove? SubmissionWatermark,
    TriggerProgress? Progress, TriggerProgress? SubmissionProgress, Seq<TimelineRow> Fed, int FedCount);

/// <summary>A watermark before a trigger's batches and after them, milliseconds since the epoch.</summary>
public sealed record WatermarkMove(long BeforeMs, long AfterMs);

/// <summary>What the <c>StreamingQueryProgress</c> of a trigger's batches says, under Spark's names.</summary>
/// <param name="NumInputRows">Of all its batches.</param>
/// <param name="NumRowsTotal">Rows in state after the last batch, all stateful operators together.</param>
/// <param name="NumRowsDroppedByWatermark">By all its batches and stateful operators.</param>
public sealed record TriggerProgress(long NumInputRows, long NumRowsTotal, long NumRowsDroppedByWatermark);

/// <summary>The same key with other values.</summary>
public sealed record ChangedRow(Seq<string> Expected, Seq<string> Actual);

/// <summary>Where a source row stood against the watermark.</summary>
public enum Lateness
{
    /// <summary>At or after the largest event time seen before its batch.</summary>
    OnTime,

    /// <summary>Before the largest event time seen, and still counted.</summary>
    Late,

    /// <summary>Too late: all that it belongs to ended at or before the late watermark of its batch.</summary>
    Dropped,

    /// <summary>A record without an event time.</summary>
    Null,

    /// <summary>No record of the format at all.</summary>
    Malformed,

    /// <summary>The query does not look at event time.</summary>
    NotTimed,
}

/// <summary>One source row of the reference's run.</summary>
/// <param name="File">The file's name; null for a socket.</param>
/// <param name="Line">Line in the file, or of the socket since its start, from 1.</param>
/// <param name="EventTimeMs">Null where it has none.</param>
public sealed record TimelineRow(string? File, int Line, string Text, long TriggerTimeMs, long BatchId, long? EventTimeMs, Lateness Lateness);
