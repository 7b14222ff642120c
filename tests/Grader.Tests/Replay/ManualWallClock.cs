namespace Grader.Tests.Replay;

/// <summary>Real time that passes only when a test says so.</summary>
internal sealed class ManualWallClock : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public void Advance(TimeSpan time) => ticks += time.Ticks;
}
