using System.IO.Compression;
using Grader.Engine.Files;
using Grader.Plans;

namespace Grader.Engine.Orc;

/// <summary>The bytes of one part of a file, block by block, with their compression taken off.</summary>
/// <param name="offset">In the file.</param>
/// <param name="length">Bytes, compressed.</param>
internal sealed class OrcStream(FileBytes file, long offset, long length, OrcPostscript postscript, OrcBudget budget)
{
    private const int HeaderLength = 3, PieceOfUncompressed = 64 * 1024;

    private long next = offset;
    private long left = length;
    private ReadOnlyMemory<byte> block;
    private int position;
    private int open;

    public bool IsAtEnd => position >= block.Length && !NextBlock();

    public byte ReadByte()
    {
        if (IsAtEnd)
        {
            throw Short();
        }

        return block.Span[position++];
    }

    public void Read(Span<byte> to)
    {
        while (to.Length > 0)
        {
            if (IsAtEnd)
            {
                throw Short();
            }

            int count = Math.Min(to.Length, block.Length - position);
            block.Span.Slice(position, count).CopyTo(to);
            position += count;
            to = to[count..];
        }
    }

    /// <summary>All that is left.</summary>
    /// <exception cref="FileFormatException">More than that.</exception>
    public byte[] ReadAll(int most)
    {
        var all = new MemoryStream();
        while (!IsAtEnd)
        {
            if (all.Length + block.Length - position > most)
            {
                throw new FileFormatException($"a part of it is longer than {most} bytes, which is this engine's limit");
            }

            all.Write(block.Span[position..]);
            position = block.Length;
        }

        return all.ToArray();
    }

    public static FileFormatException Short() => new("a column has fewer values than it says");

    private bool NextBlock()
    {
        position = 0;
        block = default;
        while (block.IsEmpty && left > 0)
        {
            block = postscript.Compression == OrcCompression.None ? Take((int)Math.Min(left, PieceOfUncompressed)) : Decompressed();
            budget.Decompress(block.Length);
            if (block.Length > open)
            {
                budget.Open(block.Length - open);
                open = block.Length;
            }
        }

        return !block.IsEmpty;
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        if (count > left)
        {
            throw new FileFormatException("a compressed block is longer than its stream");
        }

        ReadOnlyMemory<byte> taken = file.Read(next, count);
        next += count;
        left -= count;
        return taken;
    }

    private ReadOnlyMemory<byte> Decompressed()
    {
        ReadOnlySpan<byte> header = Take(HeaderLength).Span;
        int value = header[0] | header[1] << 8 | header[2] << 16;
        ReadOnlyMemory<byte> content = Take(value >> 1);
        if ((value & 1) != 0)
        {
            return content; // Compression did not make it shorter.
        }

        switch (postscript.Compression)
        {
            case OrcCompression.Zlib:
                return Inflate(content);
            case OrcCompression.Snappy:
                long length = Snappy.DecompressedLength(content.Span);
                return length <= postscript.BlockSize ? Snappy.Decompress(content.Span, (int)length) : throw TooLong();
            default:
                throw new SparkException(new SparkError(
                    "SparkException", null, $"ORC files compressed with {postscript.Compression.ToString().ToUpperInvariant()} are not supported by this engine.",
                    "Write them with snappy, which is Spark's default, zlib or no compression."));
        }
    }

    private byte[] Inflate(ReadOnlyMemory<byte> content)
    {
        var output = new MemoryStream();
        byte[] buffer = new byte[Math.Min(postscript.BlockSize, PieceOfUncompressed)];
        try
        {
            using var deflate = new DeflateStream(WholeContent.Stream(content), CompressionMode.Decompress);
            for (int count; (count = deflate.Read(buffer)) > 0;)
            {
                if (output.Length + count > postscript.BlockSize)
                {
                    throw TooLong();
                }

                output.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException e)
        {
            throw new FileFormatException("a compressed block is broken", e);
        }

        return output.ToArray();
    }

    private static FileFormatException TooLong() => new("a compressed block is longer than it may be");
}
