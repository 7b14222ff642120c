namespace Grader.Tests.Compare;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class StandingClock(long nowMs) : TimeProvider
{
    public long NowMs { get; set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}
