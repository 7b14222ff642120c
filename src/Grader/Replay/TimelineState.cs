using System.Collections.Immutable;

namespace Grader.Replay;

/// <summary>A run's timeline at an instant at which no thread of the program is at work. All times are UTC ticks.</summary>
/// <param name="NextEvent">The scenario's next event; null after the last.</param>
/// <param name="IsRestart">Whether that event is a restart.</param>
/// <param name="Queries">In start order.</param>
/// <param name="Waiters">When each waiting call is answered at the latest, null for never; in the order in which the waits began.</param>
/// <param name="EarliestEnd">The scenario's own end: its start where it names none.</param>
/// <param name="LatestEnd">The scenario ends here at the latest.</param>
internal readonly record struct TimelineState(
    long Now, long? NextEvent, bool IsRestart, ImmutableArray<QueryOnTimeline> Queries, ImmutableArray<long?> Waiters, long EarliestEnd, long LatestEnd)
{
    /// <summary>
    /// At one instant: arrivals, then triggers (queries in start order), then a crash, then the earliest due waiter. Then the clock jumps to whatever
    /// comes first, or the scenario is over.
    /// </summary>
    public TimelineStep Next()
    {
        if (NextEvent <= Now && !IsRestart)
        {
            return new ArrivalStep();
        }

        for (int i = 0; i < Queries.Length; i++)
        {
            if (Queries[i].Due <= Now)
            {
                return new TriggerStep(i);
            }
        }

        if (NextEvent <= Now)
        {
            return new CrashStep();
        }

        if (Now >= LatestEnd)
        {
            return new EndStep();
        }

        return EarliestWaiter() is { } waiter && Waiters[waiter] <= Now ? new WakeStep(waiter)
            : IsOver || NextInstant() is not { } next ? new EndStep()
            : new JumpStep(Math.Min(next, LatestEnd));
    }

    /// <summary>After the last event every active query, and there is one, had a trigger that constructed nothing.</summary>
    private bool IsQuiet => NextEvent is null && Queries.Any(query => query.IsActive) && Queries.All(query => !query.IsActive || query.IsQuiet);

    private bool IsOver => IsQuiet && Now >= EarliestEnd;

    private int? EarliestWaiter()
    {
        int? earliest = null;
        for (int i = 0; i < Waiters.Length; i++)
        {
            if (Waiters[i] is { } due && (earliest is null || due < Waiters[earliest.Value]))
            {
                earliest = i;
            }
        }

        return earliest;
    }

    private long? NextInstant()
    {
        long? next = NextEvent;
        foreach (long? candidate in Queries.Select(query => query.Due).Concat(Waiters).Append(IsQuiet ? EarliestEnd : null))
        {
            next = next is null || candidate < next ? candidate ?? next : next;
        }

        return next;
    }
}

/// <summary>A query as the timeline sees it.</summary>
/// <param name="Due">When its trigger fires next; null where only an event makes it fire, or it has ended.</param>
/// <param name="IsQuiet">Its last trigger constructed nothing, and nothing has arrived since.</param>
internal readonly record struct QueryOnTimeline(bool IsActive, long? Due, bool IsQuiet);
