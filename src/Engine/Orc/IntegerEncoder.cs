namespace Grader.Engine.Orc;

/// <summary>Integer run length encoding, version 2: runs with a constant difference, and between them numbers of one width.</summary>
internal sealed class IntegerEncoder(MemoryStream output, bool isSigned)
{
    private const int MaxRun = 512, MinRepeat = 3, MaxShortRepeat = 10, MinDelta = 10;
    private const int DirectHeader = 1 << 6, DeltaHeader = 3 << 6;

    private readonly long[] values = new long[MaxRun];
    private int count;

    public void Add(long value)
    {
        values[count++] = value;
        if (count == MaxRun)
        {
            Flush();
        }
    }

    /// <summary>Writes what is left.</summary>
    public void Flush()
    {
        int literals = 0, position = 0;
        while (position < count)
        {
            int length = RunLength(position, out long delta);
            if (length < (delta == 0 ? MinRepeat : MinDelta))
            {
                position++;
                continue;
            }

            WriteDirect(values.AsSpan(literals, position - literals));
            WriteRun(values[position], delta, length);
            position += length;
            literals = position;
        }

        WriteDirect(values.AsSpan(literals, count - literals));
        count = 0;
    }

    private int RunLength(int start, out long delta)
    {
        delta = 0;
        if (start + 1 >= count)
        {
            return 1;
        }

        var wide = (Int128)values[start + 1] - values[start];
        if (wide != (long)wide)
        {
            return 1;
        }

        delta = (long)wide;
        int end = start + 2;
        while (end < count && (Int128)values[end] - values[end - 1] == wide)
        {
            end++;
        }

        return end - start;
    }

    private void WriteRun(long first, long delta, int length)
    {
        if (delta == 0 && length <= MaxShortRepeat)
        {
            ulong bits = Bits(first);
            int bytes = Math.Max(1, (64 - System.Numerics.BitOperations.LeadingZeroCount(bits) + 7) / 8);
            output.WriteByte((byte)(bytes - 1 << 3 | length - MinRepeat));
            for (int i = bytes - 1; i >= 0; i--)
            {
                output.WriteByte((byte)(bits >> 8 * i));
            }

            return;
        }

        WriteHeader(DeltaHeader, length);
        WriteVarint(Bits(first));
        WriteVarint(ZigZag(delta));
    }

    private void WriteDirect(ReadOnlySpan<long> literals)
    {
        if (literals.IsEmpty)
        {
            return;
        }

        ulong all = 0;
        foreach (long value in literals)
        {
            all |= Bits(value);
        }

        int width = BitWidth.Closest(64 - System.Numerics.BitOperations.LeadingZeroCount(all));
        WriteHeader(DirectHeader | BitWidth.Encode(width) << 1, literals.Length);
        int current = 0, free = 8;
        foreach (long value in literals)
        {
            ulong bits = Bits(value);
            for (int left = width; left > 0;)
            {
                int taken = Math.Min(left, free);
                current = current << taken | (int)(bits >> left - taken & (1UL << taken) - 1);
                left -= taken;
                free -= taken;
                if (free == 0)
                {
                    output.WriteByte((byte)current);
                    (current, free) = (0, 8);
                }
            }
        }

        if (free < 8)
        {
            output.WriteByte((byte)(current << free));
        }
    }

    private void WriteHeader(int header, int length)
    {
        output.WriteByte((byte)(header | length - 1 >> 8));
        output.WriteByte((byte)(length - 1));
    }

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }

    private ulong Bits(long value) => isSigned ? ZigZag(value) : (ulong)value;

    private static ulong ZigZag(long value) => (ulong)(value << 1 ^ value >> 63);
}
