using Grader.Engine.Files;

namespace Grader.Engine.Orc;

/// <summary>Integer run length encoding, version 2: a number repeated, numbers of one width, such with patches, or differences.</summary>
internal sealed class RunLengthV2Decoder(OrcStream stream, bool isSigned) : IntegerDecoder(stream, isSigned)
{
    private const int MinRepeat = 3, MaxPatches = 32, LongestGap = 255;

    private readonly long[] patches = new long[MaxPatches];

    protected override int NextRun()
    {
        int first = Stream.ReadByte();
        return (first >> 6) switch
        {
            0 => ShortRepeat(first),
            1 => Direct(first),
            2 => PatchedBase(first),
            _ => Delta(first),
        };
    }

    private int ShortRepeat(int first)
    {
        int count = (first & 7) + MinRepeat;
        Array.Fill(Run, Value(BigEndian((first >> 3 & 7) + 1)), 0, count);
        return count;
    }

    private int Direct(int first)
    {
        int count = Count(first);
        Unpack(Run.AsSpan(0, count), BitWidth.Decode(first >> 1 & 31));
        for (int i = 0; i < count; i++)
        {
            Run[i] = Value((ulong)Run[i]);
        }

        return count;
    }

    private int PatchedBase(int first)
    {
        int width = BitWidth.Decode(first >> 1 & 31), count = Count(first);
        int third = Stream.ReadByte(), fourth = Stream.ReadByte();
        int baseBytes = (third >> 5) + 1, patchWidth = BitWidth.Decode(third & 31), gapWidth = (fourth >> 5) + 1, patchCount = fourth & 31;
        if (width + patchWidth > 64 || gapWidth + patchWidth > 64)
        {
            throw new FileFormatException("a patch in a column is too wide");
        }

        ulong magnitude = BigEndian(baseBytes), sign = 1UL << baseBytes * 8 - 1; // The sign is the first bit, not a complement.
        long from = (magnitude & sign) != 0 ? unchecked(-(long)(magnitude & ~sign)) : (long)magnitude;
        Unpack(Run.AsSpan(0, count), width);
        Unpack(patches.AsSpan(0, patchCount), BitWidth.Closest(gapWidth + patchWidth));
        int place = 0;
        for (int i = 0; i < patchCount; i++)
        {
            int gap = (int)((ulong)patches[i] >> patchWidth);
            long patch = patches[i] & (1L << patchWidth) - 1;
            place += gap;
            if (gap == LongestGap && patch == 0)
            {
                continue; // The gap goes on with the next patch.
            }

            Run[place < count ? place : throw new FileFormatException("a patch in a column lies behind its run")] |= patch << width;
        }

        for (int i = 0; i < count; i++)
        {
            Run[i] = unchecked(from + Run[i]);
        }

        return count;
    }

    private int Delta(int first)
    {
        int code = first >> 1 & 31, count = Count(first);
        Run[0] = Varint();
        long delta = SignedVarint();
        if (count > 1)
        {
            Run[1] = unchecked(Run[0] + delta);
        }

        if (count > 2 && code != 0)
        {
            Unpack(Run.AsSpan(2, count - 2), BitWidth.Decode(code));
        }

        for (int i = 2; i < count; i++)
        {
            Run[i] = unchecked(Run[i - 1] + (code == 0 ? delta : delta < 0 ? -Run[i] : Run[i]));
        }

        return count;
    }

    private int Count(int first) => ((first & 1) << 8 | Stream.ReadByte()) + 1;

    private ulong BigEndian(int bytes)
    {
        ulong value = 0;
        for (int i = 0; i < bytes; i++)
        {
            value = value << 8 | Stream.ReadByte();
        }

        return value;
    }

    /// <summary>Numbers of one width, the highest bit first; the last byte is filled up.</summary>
    private void Unpack(Span<long> to, int width)
    {
        int current = 0, bits = 0;
        for (int i = 0; i < to.Length; i++)
        {
            ulong value = 0;
            for (int needed = width; needed > 0;)
            {
                if (bits == 0)
                {
                    current = Stream.ReadByte();
                    bits = 8;
                }

                int taken = Math.Min(needed, bits);
                value = value << taken | (uint)(current >> bits - taken & (1 << taken) - 1);
                bits -= taken;
                needed -= taken;
            }

            to[i] = (long)value;
        }
    }
}
