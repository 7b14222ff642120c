using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>A call of the program that is not answered yet.</summary>
/// <param name="SinceTicks">When it began to wait.</param>
/// <param name="NotBeforeTicks">Answered at this instant at the earliest: later than its beginning where the program polls without waiting.</param>
/// <param name="SinceHappening">What had happened on the timeline when it began: <see cref="NextEventRequest"/> waits for more.</param>
/// <param name="SinceEmptyTriggers">How many triggers of its query had constructed nothing: <see cref="ProcessAllAvailableRequest"/> waits for more.</param>
internal sealed record Waiter(Call Call, long SinceTicks, long NotBeforeTicks, long SinceHappening, int SinceEmptyTriggers)
{
    /// <summary>When its time is over; null for never.</summary>
    public long? DeadlineTicks => Call.Request switch
    {
        SleepUntilRequest(var ticks) => Finite(ticks),
        NextEventRequest(var ticks) => Finite(ticks),
        AwaitTerminationRequest(_, { } ms) => Finite(ms < (DateTime.MaxValue.Ticks - SinceTicks) / TimeSpan.TicksPerMillisecond
            ? SinceTicks + (ms * TimeSpan.TicksPerMillisecond)
            : DateTime.MaxValue.Ticks),
        _ => null,
    };

    private static long? Finite(long ticks) => ticks < DateTime.MaxValue.Ticks ? ticks : null;
}
