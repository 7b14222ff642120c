using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;
using Grader.Engine.Sources;
using Grader.Plans;

namespace Grader.Live.Sockets;

/// <summary>A connection whose lines a thread of its own receives; the sender is held up while too much waits for the query.</summary>
internal sealed class TcpSocketConnection : ISocketConnection
{
    // Spark takes all that comes and runs out of memory at last; here TCP tells the sender to wait.
    private const int MaxWaitingLines = 1_000_000;
    private const long MaxWaitingCharacters = 256L * 1024 * 1024;
    private const int BlockLength = 64 * 1024;

    private readonly object gate = new();
    private readonly TcpClient client;
    private readonly string address;
    private readonly TimeProvider clock;
    private readonly Action<string> warn;
    private readonly List<(string Text, long ReceivedMs)> waiting = [];
    private int released;
    private long waitingCharacters;
    private bool hasWarned;
    private bool isClosed;
    private string? failure;

    public TcpSocketConnection(TcpClient client, string address, TimeProvider clock, Action<string> warn)
    {
        this.client = client;
        this.address = address;
        this.clock = clock;
        this.warn = warn;
        new Thread(Receive) { IsBackground = true, Name = $"TextSocketSource({address})" }.Start();
    }

    public int LineCount
    {
        get
        {
            lock (gate)
            {
                return failure is null ? released + waiting.Count : throw new SparkException(new SparkError("SparkException", null, failure));
            }
        }
    }

    public string Line(int index)
    {
        lock (gate)
        {
            return waiting[index - released].Text;
        }
    }

    public long ReceivedMs(int index)
    {
        lock (gate)
        {
            return waiting[index - released].ReceivedMs;
        }
    }

    public void Release(int index)
    {
        lock (gate)
        {
            int count = Math.Clamp(index - released, 0, waiting.Count);
            waitingCharacters -= waiting.Take(count).Sum(line => (long)line.Text.Length);
            waiting.RemoveRange(0, count);
            released += count;
            Monitor.PulseAll(gate);
        }
    }

    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }

        client.Dispose();
    }

    private void Receive()
    {
        var lines = new LineCutter(Add);
        byte[] block = new byte[BlockLength];
        try
        {
            using NetworkStream stream = client.GetStream();
            while (stream.Read(block, 0, block.Length) is > 0 and var length)
            {
                lines.Add(block.AsSpan(0, length));
            }

            lines.End();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side is gone, or the query: either way no line comes any more. Spark's reader ends as quietly.
        }
        catch (InvalidDataException e)
        {
            lock (gate)
            {
                failure = e.Message;
            }
        }
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line);
        if (!hasWarned && !Utf8.IsValid(line))
        {
            hasWarned = true;
            warn($"What comes from {address} holds bytes that are not UTF-8; each became U+FFFD. Only the first such line is told.");
        }

        lock (gate)
        {
            while (!isClosed && (waiting.Count >= MaxWaitingLines || waitingCharacters >= MaxWaitingCharacters))
            {
                Monitor.Wait(gate);
            }

            waiting.Add((text, clock.GetUtcNow().ToUnixTimeMilliseconds()));
            waitingCharacters += text.Length;
        }
    }
}
