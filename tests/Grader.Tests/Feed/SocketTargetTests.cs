using System.Net;
using System.Net.Sockets;
using Grader.Feed;

namespace Grader.Tests.Feed;

/// <summary>Real sockets of this machine.</summary>
public sealed class SocketTargetTests
{
    // A backstop against a hanging test run; no test depends on it.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Lines_go_to_whoever_is_connected_and_wait_for_him()
    {
        await using SocketTarget target = SocketTarget.Open(0, _ => { });
        Task first = target.DeliverAsync(FeedScenarios.Lines(0, "привет", ""), CancellationToken.None);
        Assert.False(first.IsCompleted);

        using TcpClient client = Connect(target);
        await first.WaitAsync(Deadline);
        await target.DeliverAsync(FeedScenarios.Lines(1, "three words here"), CancellationToken.None);

        using var lines = new StreamReader(client.GetStream());
        Assert.Equal(["привет", "", "three words here"], await ReadAsync(lines, 3));
    }

    [Fact]
    public async Task The_next_connection_takes_over()
    {
        List<string> said = [];
        await using SocketTarget target = SocketTarget.Open(0, said.Add);
        Task ready = target.ReadyAsync(CancellationToken.None);
        using (TcpClient first = Connect(target))
        {
            await ready.WaitAsync(Deadline);
        }

        Task waiting = target.DeliverAsync(FeedScenarios.Lines(0, "a"), CancellationToken.None);
        using TcpClient second = Connect(target);
        await waiting.WaitAsync(Deadline);

        using var lines = new StreamReader(second.GetStream());
        Assert.Equal(["a"], await ReadAsync(lines, 1));
        Assert.Equal(
            [$"waiting for the program to connect to localhost:{target.Port} …", "the program has connected", "the program has closed its connection",
                $"waiting for the program to connect to localhost:{target.Port} …", "the program has connected"],
            said);
    }

    [Fact]
    public async Task The_connection_stays_until_the_program_ends()
    {
        await using SocketTarget target = SocketTarget.Open(0, _ => { });
        TcpClient client = Connect(target);
        await target.ReadyAsync(CancellationToken.None).WaitAsync(Deadline);

        Task closing = target.CloseAsync(CancellationToken.None);
        Assert.False(closing.IsCompleted);
        client.Dispose();

        await closing.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_taken_port_is_told_with_the_remedy()
    {
        await using SocketTarget target = SocketTarget.Open(0, _ => { });

        FeedException error = Assert.Throws<FeedException>(() => SocketTarget.Open(target.Port, _ => { }));

        Assert.Equal($"Port {target.Port} is taken, by nc or another feed? End that program, or give another port with --port and in the student's program.", error.Message);
    }

    [Fact]
    public async Task Waiting_for_a_program_that_never_comes_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using SocketTarget target = SocketTarget.Open(0, _ => { });
        Task ready = target.ReadyAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ready.WaitAsync(Deadline));
    }

    private static TcpClient Connect(SocketTarget target)
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        client.Connect(IPAddress.Loopback, target.Port);
        return client;
    }

    private static async Task<string[]> ReadAsync(StreamReader lines, int count)
    {
        var read = new string[count];
        for (int i = 0; i < count; i++)
        {
            read[i] = await lines.ReadLineAsync().WaitAsync(Deadline) ?? "(the end)";
        }

        return read;
    }
}
