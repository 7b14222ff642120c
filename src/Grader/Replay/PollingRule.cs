using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// A program that looks again and again without waiting would keep the clock from moving. After 100 such calls in a row each one takes a millisecond
/// of the clock; after another thousand, a second.
/// </summary>
internal sealed class PollingRule
{
    public const int FreeCalls = 100;
    public const int CallsOfOneMillisecond = 1000;

    private int inARow;

    /// <summary>When a call is to be answered, apart from what it waits for itself.</summary>
    public long AnswerAt(SessionRequest request, long nowTicks)
    {
        inARow += IsLook(request) ? 1 : 0;
        return !IsLook(request) || inARow <= FreeCalls ? nowTicks
            : nowTicks + (inARow <= FreeCalls + CallsOfOneMillisecond ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond);
    }

    /// <summary>A waiting call is answered: where it moved the clock by itself, the row is over.</summary>
    public void Woke(Waiter waiter, long nowTicks)
    {
        if (nowTicks - waiter.NotBeforeTicks >= TimeSpan.TicksPerMillisecond)
        {
            inARow = 0;
        }
    }

    private static bool IsLook(SessionRequest request) => request
        is IsQueryActiveRequest or QueryErrorRequest or ActiveQueriesRequest or ClockRequest or CollectRequest or ShowStringRequest
        or AwaitTerminationRequest or ProcessAllAvailableRequest or SleepUntilRequest or NextEventRequest;
}
