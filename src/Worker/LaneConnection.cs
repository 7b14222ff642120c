using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Worker;

/// <summary>The frames to and from the lane. Any thread may send; one thread receives.</summary>
internal sealed class LaneConnection(Stream input, Stream output)
{
    private readonly FrameReader reader = new(input);
    private readonly FrameWriter writer = new(output);

    // No Lock, here and in the types beside it: where two threads meet at one, it makes an event by reflection, a millisecond and a half of every worker.
    private readonly object gate = new();

    /// <exception cref="WireFormatException">The message is over the bounds of the wire; nothing was sent.</exception>
    public void Send(WorkerMessage message)
    {
        byte[] frame = SessionJson.Print(message);
        lock (gate)
        {
            writer.Write(frame);
        }
    }

    /// <summary>The next message; null once the lane has closed its end.</summary>
    public LaneMessage? Receive() => reader.Read() is { } frame ? SessionJson.ParseLaneMessage(frame) : null;
}
