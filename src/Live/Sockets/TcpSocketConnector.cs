using System.Globalization;
using System.Net.Sockets;
using Grader.Engine.Sources;
using Grader.Plans;

namespace Grader.Live.Sockets;

/// <summary>Opens real connections. One that the other side closes stays closed, as in Spark: the query runs on without new lines.</summary>
/// <param name="warn">Told of bytes that are not UTF-8, once a connection.</param>
internal sealed class TcpSocketConnector(TimeProvider clock, Action<string> warn) : ISocketConnector
{
    private const int MaxPort = 65535;

    public ISocketConnection Connect(string host, int port)
    {
        if (port is < 0 or > MaxPort)
        {
            throw SparkException.IllegalArgument(string.Create(CultureInfo.InvariantCulture, $"port out of range:{port}"));
        }

        var client = new TcpClient();
        try
        {
            client.Connect(host, port);
        }
        catch (SocketException e)
        {
            client.Dispose();
            throw new SparkException(ErrorOf(e.SocketErrorCode, host, port), e);
        }

        return new TcpSocketConnection(client, string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"), clock, warn);
    }

    /// <summary>Java's exception for a failed connect, in its words.</summary>
    internal static SparkError ErrorOf(SocketError error, string host, int port) => error switch
    {
        SocketError.ConnectionRefused => new SparkError("ConnectException", null, "Connection refused (Connection refused)", string.Create(CultureInfo.InvariantCulture,
            $"Nobody listens at {host}:{port}. Start the server first (nc -lk {port}, or grader feed), then this program.")),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new SparkError("UnknownHostException", null, host,
            $"No machine is called '{host}' here. For a server on this machine write localhost."),
        SocketError.TimedOut => new SparkError("ConnectException", null, "Connection timed out (Connection timed out)",
            $"The machine {host} does not answer; is it up, and does a firewall let port {port.ToString(CultureInfo.InvariantCulture)} through?"),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => new SparkError("NoRouteToHostException", null, "No route to host (Host unreachable)",
            $"There is no way to {host} from this machine. For a server on this machine write localhost."),
        _ => new SparkError("SocketException", null, new SocketException((int)error).Message),
    };
}
