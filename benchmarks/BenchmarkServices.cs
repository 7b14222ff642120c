using Grader.Engine.Sources;

namespace Grader.Benchmarks;

/// <summary>A clock that stands until it is set.</summary>
internal sealed class SteppedClock : TimeProvider
{
    public long NowMs { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}

internal sealed class NoSockets : ISocketConnector
{
    public ISocketConnection Connect(string host, int port) => throw new IOException("Connection refused (Connection refused)");
}
