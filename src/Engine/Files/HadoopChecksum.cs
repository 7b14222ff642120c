using System.Buffers.Binary;
using Grader.Plans;

namespace Grader.Engine.Files;

/// <summary>Files with a companion <c>.name.crc</c>, as Hadoop's local file system writes and checks them.</summary>
/// <remarks>The companion holds <c>crc\0</c>, the length of a chunk (512) and the CRC-32 of each chunk, big-endian. A file without one is read unchecked.</remarks>
internal static class HadoopChecksum
{
    private const int ChunkLength = 512;
    private const int HeaderLength = 8;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Entry((uint)i))];

    public static void Write(IFileSystem files, string path, ReadOnlyMemory<byte> content)
    {
        // The old companion goes first: at no moment does it stand beside a file that it is not of.
        files.Delete(Companion(path));
        files.WriteAtomic(path, content);
        files.WriteAtomic(Companion(path), Of(content.Span));
    }

    /// <summary>The content; throws Hadoop's ChecksumException where the companion is of another content.</summary>
    public static ReadOnlyMemory<byte> Read(IFileSystem files, string path)
    {
        ReadOnlyMemory<byte> content = files.Read(path);
        if (files.FileExists(Companion(path)))
        {
            Check(path, content.Span, files.Read(Companion(path)).Span);
        }

        return content;
    }

    public static void Delete(IFileSystem files, string path)
    {
        files.Delete(path);
        files.Delete(Companion(path));
    }

    private static void Check(string path, ReadOnlySpan<byte> content, ReadOnlySpan<byte> companion)
    {
        int chunk = companion.Length >= HeaderLength ? BinaryPrimitives.ReadInt32BigEndian(companion[4..]) : 0;
        if (!companion.StartsWith("crc\0"u8) || chunk <= 0)
        {
            throw Damaged($"Not a checksum file: file:{Companion(path)}");
        }

        for (int start = 0, i = HeaderLength; start < content.Length; start += chunk, i += sizeof(uint))
        {
            uint actual = Crc32(content.Slice(start, Math.Min(chunk, content.Length - start)));
            if (i + sizeof(uint) > companion.Length || BinaryPrimitives.ReadUInt32BigEndian(companion[i..]) is var expected && expected != actual)
            {
                throw Damaged($"Checksum error: file:{path} at {start}");
            }
        }
    }

    private static byte[] Of(ReadOnlySpan<byte> content)
    {
        var companion = new byte[HeaderLength + ((content.Length + ChunkLength - 1) / ChunkLength * sizeof(uint))];
        "crc\0"u8.CopyTo(companion);
        BinaryPrimitives.WriteInt32BigEndian(companion.AsSpan(4), ChunkLength);
        for (int start = 0, i = HeaderLength; start < content.Length; start += ChunkLength, i += sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32BigEndian(companion.AsSpan(i), Crc32(content.Slice(start, Math.Min(ChunkLength, content.Length - start))));
        }

        return companion;
    }

    private static SparkException Damaged(string message) => new(new SparkError("ChecksumException", null, message));

    private static string Companion(string path)
    {
        int slash = path.LastIndexOf('/');
        return $"{path[..(slash + 1)]}.{path[(slash + 1)..]}.crc";
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint Entry(uint index)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            index = (index & 1) != 0 ? 0xEDB88320 ^ (index >> 1) : index >> 1;
        }

        return index;
    }
}
