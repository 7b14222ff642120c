namespace Microsoft.Spark.Sql.Streaming;

/// <summary>When the batches of a query are run.</summary>
public sealed class Trigger
{
    private Trigger(P.Trigger plan) => Plan = plan;

    internal P.Trigger Plan { get; }

    /// <summary>Batches at a fixed distance: in milliseconds, or as a text like <c>10 seconds</c>. A batch that takes longer is followed at once by the next.</summary>
    public static Trigger ProcessingTime(long intervalMs) => new(new P.ProcessingTimeTrigger(intervalMs, null));

    /// <inheritdoc cref="ProcessingTime(long)"/>
    public static Trigger ProcessingTime(string interval) => new(new P.ProcessingTimeTrigger(null, interval));

    /// <summary>One batch of all that is there, then the query ends.</summary>
    public static Trigger Once() => new(new P.OnceTrigger());

    /// <summary>Without batches. Refused: only micro-batches are run.</summary>
    public static Trigger Continuous(long intervalMs) => new(new P.ContinuousTrigger(intervalMs, null));

    /// <inheritdoc cref="Continuous(long)"/>
    public static Trigger Continuous(string interval) => new(new P.ContinuousTrigger(null, interval));
}
