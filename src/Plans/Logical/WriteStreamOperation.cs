namespace Grader.Plans.Logical;

/// <summary>When a query's micro-batches start. The set is closed.</summary>
public abstract record Trigger
{
    private protected Trigger() { }
}

/// <summary>As soon as possible: what Spark does where no trigger is set.</summary>
public sealed record DefaultTrigger : Trigger;

/// <summary>Every interval, on a grid aligned to the epoch; given as milliseconds or as text that the engine parses.</summary>
public sealed record ProcessingTimeTrigger(long? IntervalMs, string? IntervalText) : Trigger;

/// <summary>One micro-batch of all there is, then the end.</summary>
public sealed record OnceTrigger : Trigger;

/// <summary>Continuous processing, which the engine refuses as Spark refuses it for plans it does not support.</summary>
public sealed record ContinuousTrigger(long? IntervalMs, string? IntervalText) : Trigger;

/// <summary>What <c>writeStream…start()</c> asks for. Mirrors Spark Connect's <c>WriteStreamOperationStart</c>.</summary>
/// <param name="Format">Sink as given; null where none was set.</param>
/// <param name="OutputMode">Output mode as given (any case); null where none was set.</param>
/// <param name="Options">Option names as given, compared without case; later ones win.</param>
/// <param name="Path">The argument of <c>start(path)</c>; null where there was none.</param>
/// <param name="ForeachBatchId">Identifies the program's function for the foreachBatch sink; null otherwise.</param>
/// <param name="ForeachWriterId">Identifies the program's writer for the foreach sink; null otherwise.</param>
public sealed record WriteStreamOperation(
    LogicalPlan Input, string? Format, string? OutputMode, Trigger Trigger, string? QueryName,
    Seq<Setting> Options, Seq<string> PartitioningColumns, string? Path, int? ForeachBatchId = null,
    int? ForeachWriterId = null)
{
    /// <summary>The argument of <c>toTable</c>; null where the query writes to no table.</summary>
    public string? TableName { get; init; }

    /// <summary>The student's call of <c>Start</c>.</summary>
    public Origin Origin { get; init; }
}
