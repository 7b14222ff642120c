namespace Grader.Worker.Runtime;

/// <summary>Stands in for <see cref="TimeProvider.System"/>.</summary>
internal sealed class VirtualTimeProvider : TimeProvider
{
    public static VirtualTimeProvider Instance { get; } = new();

    public override long TimestampFrequency => VirtualStopwatch.Frequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => VirtualTime.DateTimeOffsetUtcNow();

    public override long GetTimestamp() => VirtualStopwatch.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(callback, state, dueTime, period);
}
