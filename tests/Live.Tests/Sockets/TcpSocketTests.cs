using System.Net;
using System.Net.Sockets;
using System.Text;
using Grader.Engine.Sources;
using Grader.Live.Errors;
using Grader.Live.Sockets;
using Grader.Plans;
using Grader.Testing;

namespace Grader.Live.Tests.Sockets;

/// <summary>Real connections on this machine.</summary>
public sealed class TcpSocketTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ManualClock clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000));
    private readonly List<string> warnings = [];

    public TcpSocketTests() => listener.Start();

    public void Dispose() => listener.Dispose();

    private int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    [Fact]
    public void Lines_come_with_the_time_at_which_they_came()
    {
        ISocketConnection connection = Connect(out TcpClient server);
        Send(server, "one\ntwo\r\nthr");
        Until(connection, 2);
        Assert.Equal(["one", "two"], [connection.Line(0), connection.Line(1)]);
        clock.Advance(TimeSpan.FromSeconds(3));
        Send(server, "ee\n");
        Until(connection, 3);
        Assert.Equal(("three", 1_700_000_003_000), (connection.Line(2), connection.ReceivedMs(2)));
        Assert.Equal(1_700_000_000_000, connection.ReceivedMs(0));
        connection.Close();
    }

    [Fact]
    public void Lines_that_were_released_keep_the_numbers_of_those_that_follow()
    {
        ISocketConnection connection = Connect(out TcpClient server);
        Send(server, "a\nb\nc\n");
        Until(connection, 3);
        connection.Release(2);
        connection.Release(1);
        Assert.Equal((3, "c"), (connection.LineCount, connection.Line(2)));
        connection.Close();
    }

    [Fact]
    public void A_server_that_closes_leaves_its_last_line_and_one_that_opens_again_is_another_connection()
    {
        ISocketConnection connection = Connect(out TcpClient server);
        Send(server, "first\nlast");
        server.Dispose();
        Until(connection, 2);
        Assert.Equal("last", connection.Line(1));

        ISocketConnection another = Connect(out TcpClient again);
        Send(again, "anew\n");
        Until(another, 1);
        Assert.Equal(("anew", 2), (another.Line(0), connection.LineCount));
        another.Close();
    }

    [Fact]
    public void A_server_that_resets_the_connection_ends_it_as_quietly()
    {
        ISocketConnection connection = Connect(out TcpClient server);
        Send(server, "first\n");
        Until(connection, 1);
        server.LingerState = new LingerOption(enable: true, seconds: 0);
        server.Dispose();
        Assert.Equal(1, connection.LineCount);
        connection.Close();
    }

    [Fact]
    public void Nobody_listens()
    {
        int port = Port;
        listener.Stop();
        SparkError error = Assert.Throws<SparkException>(() => Connector().Connect("localhost", port)).Error;
        Assert.Equal(("ConnectException", "Connection refused (Connection refused)"), (error.ExceptionClass, error.Message));
        Assert.StartsWith($"Nobody listens at localhost:{port}.", ErrorHelp.For(error), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_beyond_all_ports() =>
        Assert.Equal("port out of range:70000", Assert.Throws<SparkException>(() => Connector().Connect("localhost", 70000)).Message);

    [Theory]
    [InlineData(SocketError.HostNotFound, "UnknownHostException", "nohost")]
    [InlineData(SocketError.TimedOut, "ConnectException", "Connection timed out (Connection timed out)")]
    [InlineData(SocketError.HostUnreachable, "NoRouteToHostException", "No route to host (Host unreachable)")]
    public void Other_failures_have_Javas_words(SocketError code, string exceptionClass, string message)
    {
        SparkError error = TcpSocketConnector.ErrorOf(code, "nohost", 9999);
        Assert.Equal((exceptionClass, message), (error.ExceptionClass, error.Message));
        Assert.NotNull(error.Help);
    }

    private TcpSocketConnector Connector() => new(clock, warnings.Add);

    private ISocketConnection Connect(out TcpClient server)
    {
        ISocketConnection connection = Connector().Connect("localhost", Port);
        server = listener.AcceptTcpClient();
        return connection;
    }

    private static void Send(TcpClient server, string text) => server.GetStream().Write(Encoding.UTF8.GetBytes(text));

    private static void Until(ISocketConnection connection, int lines)
    {
        while (connection.LineCount < lines)
        {
            Thread.Yield();
        }
    }
}
