using Grader.Plans.Session;

namespace Grader.Worker.Runtime;

/// <summary>
/// What a rewritten program calls instead of the members of the base library that read the machine's clock or wait on it. Names follow the members they
/// stand in for; parameters are theirs, with the receiver first where the original is an instance member.
/// </summary>
public static partial class VirtualTime
{
    private static IProgramClock? installed;
    private static long startUtcTicks;

    internal static IProgramClock Clock => installed ?? throw new InvalidOperationException("The run has no clock yet.");

    internal static long UtcTicks => Clock.UtcTicks;

    /// <summary>Time since the program's start.</summary>
    internal static TimeSpan Elapsed => new(UtcTicks - startUtcTicks);

    // The zone of a worker is UTC, so that local time is UTC too.
    public static DateTime DateTimeNow() => new(UtcTicks, DateTimeKind.Local);

    public static DateTime DateTimeUtcNow() => new(UtcTicks, DateTimeKind.Utc);

    public static DateTime DateTimeToday() => DateTimeNow().Date;

    public static DateTimeOffset DateTimeOffsetNow() => new(UtcTicks, TimeSpan.Zero);

    public static DateTimeOffset DateTimeOffsetUtcNow() => new(UtcTicks, TimeSpan.Zero);

    public static long TickCount64() => Elapsed.Ticks / TimeSpan.TicksPerMillisecond;

    // Wraps after 25 days, as the original does.
    public static int TickCount() => unchecked((int)TickCount64());

    public static TimeProvider TimeProviderSystem() => VirtualTimeProvider.Instance;

    public static VirtualStopwatch StopwatchStartNew() => VirtualStopwatch.StartNew();

    public static long StopwatchGetTimestamp() => VirtualStopwatch.GetTimestamp();

    internal static void Install(IProgramClock clock, long startTicks)
    {
        startUtcTicks = startTicks;
        installed = clock;
    }

    /// <summary>A time-out as the base library takes it: milliseconds, -1 for ever.</summary>
    internal static TimeSpan Timeout(int milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1);
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    internal static TimeSpan Timeout(TimeSpan timeout)
    {
        double milliseconds = timeout.TotalMilliseconds;
        return milliseconds is >= -1 and <= uint.MaxValue - 1 ? timeout : throw new ArgumentOutOfRangeException(nameof(timeout));
    }
}
