using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Streaming;

/// <summary>One executed micro-batch: what went in, what came out, and where event time stands.</summary>
/// <param name="TriggerTimeMs">Milliseconds since the epoch at which its trigger fired; for a batch run again, of this run's trigger.</param>
/// <param name="BatchTimestampMs">Logged batch time: what <c>current_timestamp()</c> answered; kept when the batch is run again.</param>
/// <param name="Rows">Output rows in the engine's order.</param>
/// <param name="WatermarkMs">The watermark in force (wm(N), evicts and emits); null where the query has none.</param>
/// <param name="LateWatermarkMs">The watermark that the late filter used (wm(N-1)); null where the query has none.</param>
/// <param name="NextWatermarkMs">The watermark after this batch; null where the query has none.</param>
/// <param name="Inputs">What each source gave; files are listed only where the query traces its input.</param>
/// <param name="IsRerun">Ran already before a crash, with the same id, offsets and rows.</param>
public sealed record MicroBatch(
    long BatchId, long TriggerTimeMs, long BatchTimestampMs, StructType Schema, Seq<Datum[]> Rows, long InputRowCount,
    long? WatermarkMs, long? LateWatermarkMs, long? NextWatermarkMs, EventTimeStatistics? EventTime,
    Seq<StateOperatorProgress> StateOperators, Seq<SourceInput> Inputs, bool IsRerun);

/// <summary>Event times seen in one batch, milliseconds since the epoch (spark-semantics 2.2).</summary>
public sealed record EventTimeStatistics(long MaxMs, long MinMs, long AverageMs, long Count);

/// <summary>Spark's StateOperatorProgress, the fields that do not depend on the machine.</summary>
public sealed record StateOperatorProgress(
    string OperatorName, long RowsTotal, long RowsUpdated, long RowsRemoved, long RowsDroppedByWatermark);

/// <summary>What one source gave to a batch.</summary>
/// <param name="SourceId">As in the plan's <see cref="Analysis.StreamingRelation.SourceId"/>.</param>
/// <param name="Records">Each record in reading order where input is traced; empty otherwise.</param>
public sealed record SourceInput(long SourceId, long RowCount, Seq<SourceRecord> Records);

/// <summary>One record as read: where it stood and what it became.</summary>
/// <param name="File">Path of the file; null for a socket.</param>
/// <param name="Line">Line in the file, or of the socket since its start, from 1.</param>
/// <param name="Text">The line as it stood.</param>
/// <param name="Row">The row in the source's schema.</param>
/// <param name="IsMalformed">The text was no record of the format at all, so every column is null.</param>
public sealed record SourceRecord(string? File, int Line, string Text, Datum[] Row, bool IsMalformed);
