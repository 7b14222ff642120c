namespace Grader.Replay;

/// <summary>What happens next on a run's timeline. The set is closed.</summary>
internal abstract record TimelineStep;

/// <summary>The scenario's next arrival happens now.</summary>
internal sealed record ArrivalStep : TimelineStep;

/// <summary>A query's trigger fires now.</summary>
/// <param name="Query">Index in start order.</param>
internal sealed record TriggerStep(int Query) : TimelineStep;

/// <summary>The scenario's restart kills the program now.</summary>
internal sealed record CrashStep : TimelineStep;

/// <summary>A waiting call is answered now.</summary>
/// <param name="Waiter">Index in the order in which the waits began.</param>
internal sealed record WakeStep(int Waiter) : TimelineStep;

/// <summary>Nothing is left to do at this instant: the clock jumps.</summary>
internal sealed record JumpStep(long UtcTicks) : TimelineStep;

/// <summary>The scenario is over.</summary>
internal sealed record EndStep : TimelineStep;
