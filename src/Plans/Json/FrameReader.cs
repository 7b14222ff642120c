using System.Buffers.Binary;

namespace Grader.Plans.Json;

/// <summary>Reads frames from a stream: a length in bytes (4 bytes, little-endian), then as many bytes of UTF-8 JSON.</summary>
/// <remarks>One reader at a time.</remarks>
public sealed class FrameReader(Stream stream, int maxBytes = WireLimits.FrameBytes)
{
    private readonly byte[] header = new byte[4];

    /// <summary>The next frame, blocking the calling thread; null at the stream's end.</summary>
    /// <exception cref="WireFormatException">The length is out of bounds, or the stream ends inside a frame.</exception>
    public byte[]? Read()
    {
        int got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            return null;
        }

        byte[] frame = Allocate(got);
        got = stream.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false);
        return got == frame.Length ? frame : throw CutOff();
    }

    private byte[] Allocate(int headerBytes)
    {
        if (headerBytes < header.Length)
        {
            throw CutOff();
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length > 0 && length <= maxBytes ? new byte[length] : throw new WireFormatException($"a frame's length is not between 1 and {maxBytes}");
    }

    private static WireFormatException CutOff() => new("the stream ended inside a frame");
}
