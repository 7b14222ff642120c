using System.Buffers.Binary;

namespace Grader.Engine.Files;

/// <summary>Snappy's block format, which Spark compresses Parquet and ORC with.</summary>
/// <remarks>Source: Snappy's format description. Everything is bounds-checked: the bytes may be anybody's.</remarks>
internal static class Snappy
{
    private const int BlockLength = 1 << 16, HashBits = 14, MinMatch = 4, MaxCopy = 64;

    /// <summary>The length that compressed bytes say they have after decompression.</summary>
    /// <exception cref="FileFormatException"/>
    public static long DecompressedLength(ReadOnlySpan<byte> input)
    {
        int position = 0;
        return ReadLength(input, ref position);
    }

    /// <param name="length">What the content must have after decompression.</param>
    /// <exception cref="FileFormatException"/>
    public static byte[] Decompress(ReadOnlySpan<byte> input, int length)
    {
        int position = 0;
        if (ReadLength(input, ref position) != length)
        {
            throw Broken();
        }

        byte[] output = new byte[length];
        int written = 0;
        while (position < input.Length)
        {
            int tag = input[position++];
            if ((tag & 3) == 0)
            {
                int count = Literal(input, ref position, tag >> 2);
                Check(count <= input.Length - position && count <= length - written);
                input.Slice(position, count).CopyTo(output.AsSpan(written));
                position += count;
                written += count;
                continue;
            }

            (int copied, int distance, int taken) = (tag & 3) switch
            {
                1 => ((tag >> 2 & 7) + 4, (tag >> 5) << 8 | Little(input, position, 1), 1),
                2 => ((tag >> 2) + 1, Little(input, position, 2), 2),
                _ => ((tag >> 2) + 1, Little(input, position, 4), 4),
            };
            position += taken;
            Check(distance > 0 && distance <= written && copied <= length - written);
            for (int end = written + copied; written < end; written++)
            {
                output[written] = output[written - distance]; // May overlap: a repetition.
            }
        }

        Check(written == length);
        return output;
    }

    public static byte[] Compress(ReadOnlySpan<byte> input)
    {
        var output = new MemoryStream(input.Length / 2 + 16);
        for (uint rest = (uint)input.Length; ; rest >>= 7)
        {
            output.WriteByte((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80)
            {
                break;
            }
        }

        ushort[] table = new ushort[1 << HashBits];
        for (int start = 0; start < input.Length; start += BlockLength)
        {
            Array.Clear(table);
            CompressBlock(input.Slice(start, Math.Min(BlockLength, input.Length - start)), table, output);
        }

        return output.ToArray();
    }

    private static void CompressBlock(ReadOnlySpan<byte> block, ushort[] table, MemoryStream output)
    {
        int literal = 0, position = 0;
        while (position + MinMatch <= block.Length)
        {
            uint four = BinaryPrimitives.ReadUInt32LittleEndian(block[position..]);
            ref ushort entry = ref table[four * 0x1E35A7BD >> (32 - HashBits)];
            int candidate = entry;
            entry = (ushort)position;
            if (candidate >= position || BinaryPrimitives.ReadUInt32LittleEndian(block[candidate..]) != four)
            {
                position++;
                continue;
            }

            int length = MinMatch + block[(position + MinMatch)..].CommonPrefixLength(block[(candidate + MinMatch)..]);
            WriteLiteral(block[literal..position], output);
            WriteCopy(position - candidate, length, output);
            position += length;
            literal = position;
        }

        WriteLiteral(block[literal..], output);
    }

    private static void WriteLiteral(ReadOnlySpan<byte> bytes, MemoryStream output)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        int count = bytes.Length - 1;
        if (count < 60)
        {
            output.WriteByte((byte)(count << 2));
        }
        else
        {
            int width = count < 1 << 8 ? 1 : 2; // A block is no longer than 64 KiB.
            output.WriteByte((byte)(59 + width << 2));
            for (int i = 0; i < width; i++)
            {
                output.WriteByte((byte)(count >> 8 * i));
            }
        }

        output.Write(bytes);
    }

    private static void WriteCopy(int distance, int length, MemoryStream output)
    {
        for (; length > 0; length -= MaxCopy)
        {
            output.WriteByte((byte)(Math.Min(length, MaxCopy) - 1 << 2 | 2));
            output.WriteByte((byte)distance);
            output.WriteByte((byte)(distance >> 8));
        }
    }

    private static int Literal(ReadOnlySpan<byte> input, ref int position, int code)
    {
        if (code < 60)
        {
            return code + 1;
        }

        int width = code - 59, count = Little(input, position, width);
        position += width;
        Check(count is >= 0 and < int.MaxValue);
        return count + 1;
    }

    private static int Little(ReadOnlySpan<byte> input, int position, int width)
    {
        Check(width <= input.Length - position);
        int value = 0;
        for (int i = 0; i < width; i++)
        {
            value |= input[position + i] << 8 * i;
        }

        return value;
    }

    private static long ReadLength(ReadOnlySpan<byte> input, ref int position)
    {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            Check(position < input.Length);
            byte part = input[position++];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Broken();
    }

    private static void Check(bool holds)
    {
        if (!holds)
        {
            throw Broken();
        }
    }

    private static FileFormatException Broken() => new("what is compressed in it is broken");
}
