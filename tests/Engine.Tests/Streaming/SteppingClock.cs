namespace Grader.Engine.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class SteppingClock(long nowMs) : TimeProvider
{
    public long NowMs { get; set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}
