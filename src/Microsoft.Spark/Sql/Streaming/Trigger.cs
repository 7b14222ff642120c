namespace Microsoft.Spark.Sql.Streaming;

public sealed class Trigger
{
    private Trigger(P.Trigger plan) => Plan = plan;

    internal P.Trigger Plan { get; }

    public static Trigger ProcessingTime(long intervalMs) => new(new P.ProcessingTimeTrigger(intervalMs, null));

    public static Trigger ProcessingTime(string interval) => new(new P.ProcessingTimeTrigger(null, interval));

    public static Trigger Once() => new(new P.OnceTrigger());

    public static Trigger Continuous(long intervalMs) => new(new P.ContinuousTrigger(intervalMs, null));

    public static Trigger Continuous(string interval) => new(new P.ContinuousTrigger(null, interval));
}
