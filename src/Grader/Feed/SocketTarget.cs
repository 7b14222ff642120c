using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Grader.Scenarios;

namespace Grader.Feed;

/// <summary>A server on this machine's own addresses, in the place of <c>nc -lk</c>. Lines go to whoever connected last; where nobody is connected, they wait.</summary>
/// <remarks>The same rule as in a replay (<see cref="Replay.VirtualSocket"/>).</remarks>
internal sealed class SocketTarget : IFeedTarget
{
    // Connections that have been made and not been looked at; more wait in the system's own queue.
    private const int MostWaiting = 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly TcpListener[] listeners;
    private readonly Channel<TcpClient> connecting = Channel.CreateBounded<TcpClient>(MostWaiting);
    private readonly CancellationTokenSource closing = new();
    private readonly Task[] accepting;
    private readonly Action<string> say;
    private TcpClient? reader;

    private SocketTarget(TcpListener[] listeners, Action<string> say)
    {
        this.listeners = listeners;
        this.say = say;
        accepting = [.. listeners.Select(AcceptAsync)];
    }

    public int Port => PortOf(listeners[0]);

    /// <summary>Serves on 127.0.0.1, and on ::1 where there is one: "localhost" may be either.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="say">Told, in a sentence, who comes and goes.</param>
    /// <exception cref="FeedException">The port is taken.</exception>
    public static SocketTarget Open(int port, Action<string> say)
    {
        TcpListener first = Listen(IPAddress.Loopback, port) ?? throw new FeedException("This machine has no address 127.0.0.1.");
        try
        {
            return new SocketTarget(Listen(IPAddress.IPv6Loopback, PortOf(first)) is { } second ? [first, second] : [first], say);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    public async Task ReadyAsync(CancellationToken cancellation) => await ReaderAsync(cancellation);

    public async Task DeliverAsync(TimelineEvent happening, CancellationToken cancellation)
    {
        if (happening is not SocketArrival arrival)
        {
            return;
        }

        byte[] bytes = Utf8.GetBytes(string.Concat(arrival.Lines.Select(line => line.Text + "\n")));
        while (true)
        {
            TcpClient to = await ReaderAsync(cancellation);
            try
            {
                await to.GetStream().WriteAsync(bytes, cancellation);
                return;
            }
            catch (IOException)
            {
                Leave(to);
            }
        }
    }

    /// <summary>Keeps the connection until the program lets go of it: a stream that ends would be another scenario.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        byte[] unread = new byte[256];
        try
        {
            while (reader is { } from && await from.GetStream().ReadAsync(unread, cancellation) > 0)
            {
                // Nobody asked for what it says.
            }
        }
        catch (IOException)
        {
            // It ended in the middle of something, which is an end too.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        foreach (TcpListener listener in listeners)
        {
            listener.Dispose();
        }

        await Task.WhenAll(accepting);
        connecting.Writer.Complete();
        reader?.Dispose();
        while (connecting.Reader.TryRead(out TcpClient? waiting))
        {
            waiting.Dispose();
        }

        closing.Dispose();
    }

    private static TcpListener? Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            string place = string.Create(CultureInfo.InvariantCulture, $"Port {port}");
            return error.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => throw new FeedException(
                    $"{place} is taken, by nc or another feed? End that program, or give another port with --port and in the student's program.", error),
                SocketError.AccessDenied => throw new FeedException($"{place} needs rights that you do not have: give one above 1023 with --port and in the student's program.", error),
                _ when address.AddressFamily == AddressFamily.InterNetworkV6 => null, // a machine without IPv6
                _ => throw new FeedException($"{place} cannot be served: {error.Message}", error),
            };
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(closing.Token);
                client.NoDelay = true;
                await connecting.Writer.WriteAsync(client, closing.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The feed is over.
        }
    }

    /// <summary>Whoever connected last and is still there; waits for somebody.</summary>
    private async Task<TcpClient> ReaderAsync(CancellationToken cancellation)
    {
        while (connecting.Reader.TryRead(out TcpClient? next))
        {
            Take(next);
        }

        if (reader is { } gone && HasEnded(gone))
        {
            Leave(gone);
        }

        while (reader is null)
        {
            say($"waiting for the program to connect to localhost:{Port.ToString(CultureInfo.InvariantCulture)} …");
            TcpClient next = await connecting.Reader.ReadAsync(cancellation);
            if (HasEnded(next))
            {
                next.Dispose(); // only looked whether somebody listens
                continue;
            }

            Take(next);
        }

        return reader;
    }

    private void Take(TcpClient next)
    {
        reader?.Dispose();
        reader = next;
        say("the program has connected");
    }

    private void Leave(TcpClient gone)
    {
        gone.Dispose();
        reader = null;
        say("the program has closed its connection");
    }

    // Readable and nothing to read: that is how the end of a stream looks.
    private static bool HasEnded(TcpClient client) => client.Client.Poll(0, SelectMode.SelectRead) && client.Available == 0;
}
