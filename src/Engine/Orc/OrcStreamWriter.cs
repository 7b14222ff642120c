using System.IO.Compression;
using Grader.Engine.Files;

namespace Grader.Engine.Orc;

/// <summary>Bytes with their compression put on, block by block.</summary>
internal static class OrcStreamWriter
{
    /// <summary>Bytes of a block before compression; Spark's default.</summary>
    public const int BlockSize = 256 * 1024;

    public static byte[] Compressed(OrcCompression compression, ReadOnlySpan<byte> content)
    {
        if (compression == OrcCompression.None)
        {
            return content.ToArray();
        }

        var output = new MemoryStream();
        for (int start = 0; start < content.Length; start += BlockSize)
        {
            ReadOnlySpan<byte> block = content.Slice(start, Math.Min(BlockSize, content.Length - start));
            byte[] shorter = compression == OrcCompression.Snappy ? Snappy.Compress(block) : Deflated(block);
            bool isOriginal = shorter.Length >= block.Length;
            int header = (isOriginal ? block.Length : shorter.Length) << 1 | (isOriginal ? 1 : 0);
            output.Write([(byte)header, (byte)(header >> 8), (byte)(header >> 16)]);
            output.Write(isOriginal ? block : shorter);
        }

        return output.ToArray();
    }

    private static byte[] Deflated(ReadOnlySpan<byte> block)
    {
        var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(block);
        }

        return output.ToArray();
    }
}
