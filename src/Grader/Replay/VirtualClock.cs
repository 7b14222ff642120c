namespace Grader.Replay;

/// <summary>A clock that stands still until the timeline moves it. It never goes back.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Ticks of 100 ns since 0001-01-01T00:00:00Z.</summary>
    public long UtcTicks { get; private set; } = start.UtcTicks;

    public long UnixMilliseconds => GetUtcNow().ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => new(UtcTicks, TimeSpan.Zero);

    public void MoveTo(long utcTicks) => UtcTicks = Math.Max(UtcTicks, utcTicks);

    public static long TicksOf(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).UtcTicks;
}
