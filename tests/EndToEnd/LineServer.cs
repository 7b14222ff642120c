using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Grader.EndToEnd;

/// <summary>What <c>nc -lk</c> is to the seminar: a server that takes connections one after the other and sends lines.</summary>
internal sealed class LineServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private TcpClient? client;

    public LineServer() => listener.Start();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async Task AcceptAsync() => client = await listener.AcceptTcpClientAsync();

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await client!.GetStream().WriteAsync(bytes);

    public void CloseConnection() => client?.Dispose();

    public void Dispose()
    {
        client?.Dispose();
        listener.Dispose();
    }
}
