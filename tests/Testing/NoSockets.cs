using Grader.Engine.Sources;

namespace Grader.Testing;

/// <summary>A machine where nobody listens.</summary>
internal sealed class NoSockets : ISocketConnector
{
    public ISocketConnection Connect(string host, int port) => throw new IOException("Connection refused (Connection refused)");
}
