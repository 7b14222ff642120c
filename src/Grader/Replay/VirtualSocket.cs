using Grader.Engine.Sources;
using Grader.Scenarios;

namespace Grader.Replay;

/// <summary>
/// The one server that a scenario has, where its input is a socket. Lines wait until somebody connects; a later connection takes over what arrives from then on.
/// </summary>
internal sealed class VirtualSocket(SocketInput? input, VirtualClock clock) : ISocketConnector
{
    private readonly List<string> waiting = [];
    private Connection? latest;

    public ISocketConnection Connect(string host, int port)
    {
        if (input is null || port != input.Port || !(IsSame(host, input.Host) || (IsLoopback(host) && IsLoopback(input.Host))))
        {
            throw new IOException("Connection refused (Connection refused)");
        }

        latest = new Connection();
        latest.Receive(waiting, clock.UnixMilliseconds);
        waiting.Clear();
        return latest;
    }

    public void Arrive(IEnumerable<string> lines)
    {
        if (latest is null)
        {
            waiting.AddRange(lines);
        }
        else
        {
            latest.Receive(lines, clock.UnixMilliseconds);
        }
    }

    /// <summary>The program is gone, and its connection with it.</summary>
    public void Disconnect() => latest = null;

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) => IsSame(host, "localhost") || host is "127.0.0.1" or "::1" or "0.0.0.0";

    private sealed class Connection : ISocketConnection
    {
        private readonly List<(string Text, long ReceivedMs)> lines = [];

        public int LineCount => lines.Count;

        public string Line(int index) => lines[index].Text;

        public long ReceivedMs(int index) => lines[index].ReceivedMs;

        public void Receive(IEnumerable<string> received, long nowMs) => lines.AddRange(received.Select(line => (line, nowMs)));
    }
}
