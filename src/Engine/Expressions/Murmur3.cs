using System.Buffers.Binary;
using System.Numerics;

namespace Grader.Engine.Expressions;

/// <summary>Spark's Murmur3_x86_32: bytes behind the last whole word are mixed one by one.</summary>
internal static class Murmur3
{
    public static int OfInt(int value, int seed) => Finish(Mix(seed, Scramble(value)), 4);

    public static int OfLong(long value, int seed) => unchecked(Finish(Mix(Mix(seed, Scramble((int)value)), Scramble((int)(value >>> 32))), 8));

    public static int OfBytes(ReadOnlySpan<byte> bytes, int seed)
    {
        int hash = seed, at = 0;
        for (; at + 4 <= bytes.Length; at += 4)
        {
            hash = Mix(hash, Scramble(BinaryPrimitives.ReadInt32LittleEndian(bytes[at..])));
        }

        for (; at < bytes.Length; at++)
        {
            hash = Mix(hash, Scramble(unchecked((sbyte)bytes[at])));
        }

        return Finish(hash, bytes.Length);
    }

    private static int Scramble(int word) => unchecked((int)BitOperations.RotateLeft((uint)(word * (int)0xCC9E2D51), 15) * 0x1B873593);

    private static int Mix(int hash, int word) => unchecked((int)BitOperations.RotateLeft((uint)(hash ^ word), 13) * 5 + (int)0xE6546B64);

    private static int Finish(int hash, int length)
    {
        unchecked
        {
            uint h = (uint)(hash ^ length);
            h ^= h >> 16;
            h *= 0x85EBCA6B;
            h ^= h >> 13;
            h *= 0xC2B2AE35;
            return (int)(h ^ (h >> 16));
        }
    }
}
