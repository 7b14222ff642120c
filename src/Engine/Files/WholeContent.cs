using System.Runtime.InteropServices;

namespace Grader.Engine.Files;

/// <summary>A file's content in one piece, for formats that cannot be cut into lines.</summary>
internal static class WholeContent
{
    public static ArraySegment<byte> Of(Stream stream)
    {
        if (stream is MemoryStream memory && memory.Position == 0 && memory.TryGetBuffer(out ArraySegment<byte> segment))
        {
            return segment;
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new ArraySegment<byte>(copy.GetBuffer(), 0, (int)copy.Length);
    }

    /// <summary>A stream over bytes in memory, without a copy where they are an array.</summary>
    public static MemoryStream Stream(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false, publiclyVisible: true)
        : new MemoryStream(content.ToArray(), 0, content.Length, writable: false, publiclyVisible: true);
}
