namespace Grader.Benchmarks;

/// <summary>A clock that stands until it is set.</summary>
internal sealed class SteppedClock : TimeProvider
{
    public long NowMs { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}
