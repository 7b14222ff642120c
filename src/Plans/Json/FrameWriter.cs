using System.Buffers.Binary;

namespace Grader.Plans.Json;

/// <summary>Writes frames as <see cref="FrameReader"/> reads them. Not thread-safe: one frame at a time.</summary>
public sealed class FrameWriter(Stream stream, int maxBytes = WireLimits.FrameBytes)
{
    /// <exception cref="WireFormatException">The frame is empty or over the bound; nothing was written.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation = default)
    {
        await stream.WriteAsync(WithLength(frame.Span), cancellation).ConfigureAwait(false);
        await stream.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>As <see cref="WriteAsync"/>, blocking the calling thread.</summary>
    public void Write(ReadOnlySpan<byte> frame)
    {
        stream.Write(WithLength(frame));
        stream.Flush();
    }

    // Length and content in one write: a pipe wakes its reader once, not twice.
    private byte[] WithLength(ReadOnlySpan<byte> frame)
    {
        if (frame.IsEmpty || frame.Length > maxBytes)
        {
            throw new WireFormatException($"a frame of {frame.Length} bytes is not between 1 and {maxBytes}");
        }

        byte[] bytes = new byte[4 + frame.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, frame.Length);
        frame.CopyTo(bytes.AsSpan(4));
        return bytes;
    }
}
