using Grader.Engine.Sources;

namespace Grader.Conformance;

/// <summary>A socket whose lines a test hands out.</summary>
internal sealed class ScriptedSocket : ISocketConnector, ISocketConnection
{
    public List<string> Received { get; } = [];

    public int LineCount => Received.Count;

    public ISocketConnection Connect(string host, int port) => this;

    public string Line(int index) => Received[index];

    public long ReceivedMs(int index) => 0;
}
