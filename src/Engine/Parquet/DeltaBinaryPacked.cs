using Grader.Engine.Files;

namespace Grader.Engine.Parquet;

/// <summary>Integers as differences, packed in blocks of mini-blocks with as few bits as each needs.</summary>
/// <remarks>Source: parquet-format's Encodings, DELTA_BINARY_PACKED.</remarks>
internal sealed class DeltaBinaryPacked : ValueDecoder
{
    private const int MaxBlockLength = 1 << 20, MaxBitWidth = 64;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly bool is32Bits;
    private readonly int blockLength;
    private readonly int miniBlocks;
    private readonly byte[] bitWidths;
    private long left;
    private bool isFirst = true;
    private long value;
    private long leastDelta;
    private int position;
    private int miniBlock;
    private int leftInMiniBlock;
    private long bitPosition;

    public DeltaBinaryPacked(ReadOnlyMemory<byte> bytes, int start, bool is32Bits)
    {
        this.bytes = bytes;
        this.is32Bits = is32Bits;
        position = start;
        ReadOnlySpan<byte> span = bytes.Span;
        ulong block = VarInt.Read(span, ref position), count = VarInt.Read(span, ref position), total = VarInt.Read(span, ref position);
        if (block is 0 or > MaxBlockLength || count == 0 || count > block || block % count != 0 || total > int.MaxValue)
        {
            throw new FileFormatException("a page of differences is broken");
        }

        (blockLength, miniBlocks, left) = ((int)block, (int)count, (long)total);
        bitWidths = new byte[miniBlocks];
        miniBlock = miniBlocks;
        value = VarInt.ReadZigZag(span, ref position);
    }

    private int MiniBlockLength => blockLength / miniBlocks;

    /// <summary>Where the numbers end that begin at a place.</summary>
    public static int End(ReadOnlyMemory<byte> bytes, int start)
    {
        var numbers = new DeltaBinaryPacked(bytes, start, is32Bits: false);
        long deltas = numbers.left - 1;
        while (deltas > 0)
        {
            numbers.BeginBlock();
            for (int i = 0; i < numbers.miniBlocks && deltas > 0; i++)
            {
                numbers.Advance(numbers.MiniBlockLength * (long)numbers.bitWidths[i] / 8);
                deltas -= numbers.MiniBlockLength;
            }
        }

        return numbers.position;
    }

    public override long NextNumber()
    {
        if (left-- == 0)
        {
            throw VarInt.Short();
        }

        if (isFirst)
        {
            isFirst = false;
            return Fitted();
        }

        if (leftInMiniBlock == 0)
        {
            BeginMiniBlock();
        }

        leftInMiniBlock--;
        value += leastDelta + (long)Bits(bitWidths[miniBlock]);
        return Fitted();
    }

    private long Fitted() => is32Bits ? (int)value : value;

    private void BeginMiniBlock()
    {
        if (++miniBlock >= miniBlocks)
        {
            BeginBlock();
            miniBlock = 0;
        }

        bitPosition = position * 8L;
        Advance(MiniBlockLength * (long)bitWidths[miniBlock] / 8);
        leftInMiniBlock = MiniBlockLength;
    }

    private void BeginBlock()
    {
        ReadOnlySpan<byte> span = bytes.Span;
        leastDelta = VarInt.ReadZigZag(span, ref position);
        for (int i = 0; i < bitWidths.Length; i++)
        {
            bitWidths[i] = VarInt.Byte(span, ref position);
            if (bitWidths[i] > MaxBitWidth)
            {
                throw new FileFormatException("a page of differences is broken");
            }
        }
    }

    // The last mini-block may lack the bytes that no value needs.
    private void Advance(long count) => position = (int)Math.Min(bytes.Length, position + count);

    private ulong Bits(int width)
    {
        long end = bitPosition + width;
        if (end > bytes.Length * 8L)
        {
            throw VarInt.Short();
        }

        ulong bits = 0;
        ReadOnlySpan<byte> span = bytes.Span;
        for (int taken = 0; taken < width;)
        {
            int offset = (int)(bitPosition & 7), count = Math.Min(8 - offset, width - taken);
            bits |= (ulong)(span[(int)(bitPosition >> 3)] >> offset & (1 << count) - 1) << taken;
            taken += count;
            bitPosition += count;
        }

        return bits;
    }
}
