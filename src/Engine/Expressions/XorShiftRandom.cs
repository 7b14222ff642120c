using System.Buffers.Binary;
using System.Numerics;

namespace Grader.Engine.Expressions;

/// <summary>Spark's XORShiftRandom: the same numbers from the same seed.</summary>
internal sealed class XorShiftRandom(long seed)
{
    private const int ArraySeed = 0x3c074a61;

    private long state = HashSeed(seed);

    // java.util.Random makes Gaussian numbers in pairs.
    private double? nextGaussian;

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (((long)Next(26) << 27) + Next(27)) * (1.0 / (1L << 53));

    /// <summary>Normally distributed around 0 with variance 1.</summary>
    public double NextGaussian()
    {
        if (nextGaussian is { } kept)
        {
            nextGaussian = null;
            return kept;
        }

        while (true)
        {
            double first = (2 * NextDouble()) - 1;
            double second = (2 * NextDouble()) - 1;
            double square = (first * first) + (second * second);
            if (square is < 1 and not 0)
            {
                double factor = Math.Sqrt(-2 * Math.Log(square) / square);
                nextGaussian = second * factor;
                return first * factor;
            }
        }
    }

    private int Next(int bits)
    {
        long next = state ^ (state << 21);
        next ^= next >>> 35;
        next ^= next << 4;
        state = next;
        return (int)(next & ((1L << bits) - 1));
    }

    private static long HashSeed(long seed)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seed);
        int low = MurmurHash3(bytes, ArraySeed);
        int high = MurmurHash3(bytes, low);
        return ((long)high << 32) | (uint)low;
    }

    /// <summary>Scala's MurmurHash3.bytesHash, for a length that is a multiple of four.</summary>
    private static int MurmurHash3(ReadOnlySpan<byte> data, int seed)
    {
        uint hash = (uint)seed;
        for (int i = 0; i < data.Length; i += 4)
        {
            uint block = BinaryPrimitives.ReadUInt32LittleEndian(data[i..]) * 0xcc9e2d51;
            block = BitOperations.RotateLeft(block, 15) * 0x1b873593;
            hash = (BitOperations.RotateLeft(hash ^ block, 13) * 5) + 0xe6546b64;
        }

        hash ^= (uint)data.Length;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return (int)(hash ^ (hash >> 16));
    }
}
