using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Grader.Hostile;

/// <summary>Ears outside of the sandbox: whatever reaches one has got out. And one mouth, which tries to reach a server that an attack may have opened.</summary>
internal sealed class Listeners : IDisposable
{
    private const string UnixPath = "/tmp/canary-unix-listener";
    private static readonly int[] PortsOfAttacks = [18082];

    private readonly List<Socket> sockets = [];
    private readonly ConcurrentQueue<string> heard = new();
    private readonly CancellationTokenSource stop = new();

    public Listeners()
    {
        File.Delete(UnixPath);
        Listen(new IPEndPoint(IPAddress.Loopback, 18080), ProtocolType.Tcp, "TCP 127.0.0.1:18080");
        Listen(new UnixDomainSocketEndPoint(UnixPath), ProtocolType.Unspecified, UnixPath);
        if (OperatingSystem.IsLinux())
        {
            Listen(new UnixDomainSocketEndPoint("\0canary-abstract-listener"), ProtocolType.Unspecified, "the abstract socket canary-abstract-listener");
        }

        var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 18081));
        sockets.Add(udp);
        _ = HearDatagramsAsync(udp);
        _ = TryPortsAsync();
    }

    /// <summary>What was heard so far, each as the rest of a sentence.</summary>
    public IReadOnlyCollection<string> Heard => heard;

    public void Dispose()
    {
        stop.Cancel();
        sockets.ForEach(socket => socket.Dispose());
        stop.Dispose();
        File.Delete(UnixPath);
    }

    private void Listen(EndPoint at, ProtocolType protocol, string name)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Stream, protocol);
        socket.Bind(at);
        socket.Listen();
        sockets.Add(socket);
        _ = AcceptAsync(socket, name);
    }

    private async Task AcceptAsync(Socket listener, string name)
    {
        try
        {
            while (true)
            {
                using Socket peer = await listener.AcceptAsync(stop.Token);
                heard.Enqueue($"a connection reached {name}");
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task HearDatagramsAsync(Socket socket)
    {
        try
        {
            while (true)
            {
                _ = await socket.ReceiveAsync(new byte[1024].AsMemory(), SocketFlags.None, stop.Token);
                heard.Enqueue("a datagram reached UDP 127.0.0.1:18081");
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task TryPortsAsync()
    {
        try
        {
            while (true)
            {
                foreach (int port in PortsOfAttacks)
                {
                    using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    try
                    {
                        await client.ConnectAsync(IPAddress.Loopback, port, stop.Token);
                        heard.Enqueue($"127.0.0.1:{port} could be connected to");
                    }
                    catch (SocketException)
                    {
                        // Nobody listens, as it should be.
                    }
                }

                await Task.Delay(100, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the test.
        }
    }
}
