using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Lanes;

/// <summary>Takes a worker's messages from its pipe, on a thread of its own and ahead of whoever wants them: else a worker that sends much while it is sent much would wait for ever.</summary>
/// <remarks>Threads that block, and no tasks: a message that goes through the pool wakes three threads instead of one, 140 times a submission.</remarks>
internal sealed class MessageReceiver
{
    // A worker that floods the pipe is stopped by it: the lane takes frames when it wants them.
    private const int FramesAhead = 64;
    private const int BytesAhead = 32 * 1024 * 1024;

    private readonly object gate = new();
    private readonly Queue<(WorkerMessage Message, int Bytes)> messages = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameReader reader;
    private int bytesAhead;
    private bool isClosed;
    private bool isStopping;
    private WireFormatException? fault;

    public MessageReceiver(FrameReader reader)
    {
        this.reader = reader;
        new Thread(ReceiveAll) { Name = "worker messages", IsBackground = true }.Start();
    }

    /// <summary>Of all messages that <see cref="Receive"/> has given.</summary>
    public long TakenBytes { get; private set; }

    /// <summary>The next message. Blocks the calling thread.</summary>
    /// <param name="isOver">Whether the worker has ended: what it was cut off in is then no fault of its own.</param>
    /// <returns>Nothing where none came in time.</returns>
    /// <exception cref="EndOfStreamException">The worker has closed its end.</exception>
    /// <exception cref="WireFormatException">It sent what the protocol does not allow.</exception>
    public WorkerMessage? Receive(TimeSpan wait, Func<bool> isOver)
    {
        lock (gate)
        {
            if (messages.Count == 0 && !isClosed)
            {
                Monitor.Wait(gate, wait);
            }

            if (messages.TryDequeue(out (WorkerMessage Message, int Bytes) next))
            {
                bytesAhead -= next.Bytes;
                TakenBytes += next.Bytes;
                Monitor.PulseAll(gate);
                return next.Message;
            }

            if (!isClosed)
            {
                return null;
            }
        }

        throw fault is not null && !isOver() ? new WireFormatException(fault.Message, fault) : new EndOfStreamException("The process has closed its end.");
    }

    /// <summary>Ends once the pipe has. What was not received is dropped. The worker must have ended.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            isStopping = true;
            Monitor.PulseAll(gate);
        }

        return stopped.Task;
    }

    private void ReceiveAll()
    {
        try
        {
            while (reader.Read() is { } frame && Add(SessionJson.ParseWorkerMessage(frame), frame.Length))
            {
            }
        }
        catch (WireFormatException e)
        {
            fault = e;
        }
        catch (IOException)
        {
            // Closed, as at its end.
        }

        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }

        stopped.SetResult();
    }

    /// <returns>False where nobody takes messages any more.</returns>
    private bool Add(WorkerMessage message, int bytes)
    {
        lock (gate)
        {
            while (!isStopping && (messages.Count >= FramesAhead || (messages.Count > 0 && bytesAhead + bytes > BytesAhead)))
            {
                Monitor.Wait(gate);
            }

            bytesAhead += bytes;
            messages.Enqueue((message, bytes));
            Monitor.PulseAll(gate);
            return !isStopping;
        }
    }
}
