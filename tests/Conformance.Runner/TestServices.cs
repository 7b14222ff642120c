using Grader.Engine;
using Grader.Engine.Files;
using Grader.Engine.Sources;
using Grader.Engine.Streaming;
using Grader.Testing;

namespace Grader.Conformance.Runner;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class ManualClock(long nowMs) : TimeProvider
{
    public long NowMs { get; set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}

/// <summary>Services of an engine without an outside world.</summary>
public static class TestServices
{
    public static EngineServices Create(IFileSystem files, TimeProvider clock, Action<StreamingQueryExecution, MicroBatch> onBatch, TextWriter? console = null, ISocketConnector? sockets = null)
    {
        int ids = 0;
        return new EngineServices(
            files, clock, () => new Guid(++ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), sockets ?? new NoSockets(), console ?? TextWriter.Null, onBatch, TraceInput: false);
    }
}
