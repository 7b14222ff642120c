using Grader.Engine.Files;

namespace Grader.Engine.Parquet;

/// <summary>Numbers of a few bits, as runs and packed groups: levels and places in a dictionary. They are decoded one by one, so a run of any length costs no memory.</summary>
internal sealed class RleBitPackedHybrid
{
    private const int MaxBitWidth = 32, GroupLength = 8;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly int bitWidth;
    private int position;
    private long runLeft;
    private bool isPacked;
    private int runValue;
    private long bitPosition;

    public RleBitPackedHybrid(ReadOnlyMemory<byte> bytes, int bitWidth)
    {
        this.bytes = bytes;
        this.bitWidth = bitWidth <= MaxBitWidth ? bitWidth : throw new FileFormatException($"numbers of {bitWidth} bits");
    }

    public static int BitWidth(int most) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)most);

    public int Next()
    {
        while (runLeft == 0)
        {
            BeginRun();
        }

        runLeft--;
        return isPacked ? NextPacked() : runValue;
    }

    private void BeginRun()
    {
        ReadOnlySpan<byte> span = bytes.Span;
        uint header = (uint)VarInt.Read(span, ref position);
        isPacked = (header & 1) != 0;
        if (isPacked)
        {
            runLeft = (long)(header >> 1) * GroupLength;
            bitPosition = position * 8L;
            position = (int)Math.Min(bytes.Length, position + (header >> 1) * (long)bitWidth);
            return;
        }

        runLeft = header >> 1;
        runValue = 0;
        for (int i = 0; i < (bitWidth + 7) / 8; i++)
        {
            runValue |= VarInt.Byte(span, ref position) << 8 * i;
        }
    }

    private int NextPacked()
    {
        long end = bitPosition + bitWidth;
        if (end > bytes.Length * 8L)
        {
            throw VarInt.Short();
        }

        ReadOnlySpan<byte> span = bytes.Span;
        ulong value = 0;
        int first = (int)(bitPosition >> 3), last = (int)(end + 7 >> 3);
        for (int i = last - 1; i >= first; i--)
        {
            value = value << 8 | span[i];
        }

        value >>= (int)(bitPosition & 7);
        bitPosition = end;
        return (int)(value & (1UL << bitWidth) - 1);
    }
}

/// <summary>Numbers of variable length in pages.</summary>
internal static class VarInt
{
    private const int MaxBytes = 10;

    public static ulong Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        ulong value = 0;
        for (int i = 0; i < MaxBytes; i++)
        {
            byte part = Byte(bytes, ref position);
            value |= (ulong)(part & 0x7F) << 7 * i;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new FileFormatException("a number in a page does not end");
    }

    public static long ReadZigZag(ReadOnlySpan<byte> bytes, ref int position)
    {
        ulong value = Read(bytes, ref position);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public static byte Byte(ReadOnlySpan<byte> bytes, ref int position) => position < bytes.Length ? bytes[position++] : throw Short();

    public static FileFormatException Short() => new("a page has fewer values than it says");
}
