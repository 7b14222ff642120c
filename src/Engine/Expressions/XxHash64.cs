using System.Buffers.Binary;
using System.Numerics;

namespace Grader.Engine.Expressions;

/// <summary>xxHash, 64 bits, as the function <c>xxhash64</c> and approximate counts use it.</summary>
internal static class XxHash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87, Prime2 = 0xC2B2AE3D27D4EB4F, Prime3 = 0x165667B19E3779F9, Prime4 = 0x85EBCA77C2B2AE63, Prime5 = 0x27D4EB2F165667C5;

    public static long OfInt(int value, long seed)
    {
        unchecked
        {
            ulong hash = ((ulong)seed + Prime5 + 4) ^ ((uint)value * Prime1);
            return Finish(BitOperations.RotateLeft(hash, 23) * Prime2 + Prime3);
        }
    }

    public static long OfLong(long value, long seed) => unchecked(Finish(Word((ulong)seed + Prime5 + 8, (ulong)value)));

    public static long OfBytes(ReadOnlySpan<byte> bytes, long seed)
    {
        unchecked
        {
            int at = 0;
            ulong hash = bytes.Length >= 32 ? Stripes(bytes, (ulong)seed, ref at) : (ulong)seed + Prime5;
            hash += (ulong)bytes.Length;
            for (; at + 8 <= bytes.Length; at += 8)
            {
                hash = Word(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
            }

            if (at + 4 <= bytes.Length)
            {
                hash = BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) * Prime1), 23) * Prime2 + Prime3;
                at += 4;
            }

            for (; at < bytes.Length; at++)
            {
                hash = BitOperations.RotateLeft(hash ^ (bytes[at] * Prime5), 11) * Prime1;
            }

            return Finish(hash);
        }
    }

    private static ulong Stripes(ReadOnlySpan<byte> bytes, ulong seed, ref int at)
    {
        unchecked
        {
            Span<ulong> lanes = [seed + Prime1 + Prime2, seed + Prime2, seed, seed - Prime1];
            for (; at + 32 <= bytes.Length; at += 32)
            {
                for (int i = 0; i < 4; i++)
                {
                    lanes[i] = Round(lanes[i], BinaryPrimitives.ReadUInt64LittleEndian(bytes[(at + 8 * i)..]));
                }
            }

            ulong hash = BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7) + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
            foreach (ulong lane in lanes)
            {
                hash = (hash ^ Round(0, lane)) * Prime1 + Prime4;
            }

            return hash;
        }
    }

    private static ulong Round(ulong lane, ulong word) => unchecked(BitOperations.RotateLeft(lane + word * Prime2, 31) * Prime1);

    private static ulong Word(ulong hash, ulong word) => unchecked(BitOperations.RotateLeft(hash ^ Round(0, word), 27) * Prime1 + Prime4);

    private static long Finish(ulong hash)
    {
        unchecked
        {
            hash ^= hash >> 33;
            hash *= Prime2;
            hash ^= hash >> 29;
            hash *= Prime3;
            return (long)(hash ^ (hash >> 32));
        }
    }
}
