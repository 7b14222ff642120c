using System.Buffers.Binary;
using System.Numerics;

namespace Grader.Engine.Expressions;

/// <summary>SHA-224 (FIPS 180-4), which .NET lacks: SHA-256 from other start values, cut to 28 bytes.</summary>
internal static class Sha224
{
    private static readonly uint[] Constants = [.. Primes().Take(64).Select(prime => Fraction(Math.Cbrt(prime), prime, 3))];

    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        Span<uint> state = [0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4];
        byte[] padded = new byte[(data.Length + 72) / 64 * 64];
        data.CopyTo(padded);
        padded[data.Length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padded.AsSpan(padded.Length - 8), data.Length * 8L);
        for (int at = 0; at < padded.Length; at += 64)
        {
            Compress(state, padded.AsSpan(at, 64));
        }

        byte[] result = new byte[28];
        for (int i = 0; i < 7; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(4 * i), state[i]);
        }

        return result;
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        unchecked
        {
            Span<uint> words = stackalloc uint[64];
            for (int i = 0; i < 16; i++)
            {
                words[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
            }

            for (int i = 16; i < 64; i++)
            {
                uint low = BitOperations.RotateRight(words[i - 15], 7) ^ BitOperations.RotateRight(words[i - 15], 18) ^ (words[i - 15] >> 3);
                uint high = BitOperations.RotateRight(words[i - 2], 17) ^ BitOperations.RotateRight(words[i - 2], 19) ^ (words[i - 2] >> 10);
                words[i] = words[i - 16] + low + words[i - 7] + high;
            }

            Span<uint> v = stackalloc uint[8];
            state.CopyTo(v);
            for (int i = 0; i < 64; i++)
            {
                uint sum1 = BitOperations.RotateRight(v[4], 6) ^ BitOperations.RotateRight(v[4], 11) ^ BitOperations.RotateRight(v[4], 25);
                uint first = v[7] + sum1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + Constants[i] + words[i];
                uint sum0 = BitOperations.RotateRight(v[0], 2) ^ BitOperations.RotateRight(v[0], 13) ^ BitOperations.RotateRight(v[0], 22);
                uint second = sum0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
                v[..7].CopyTo(v[1..]);
                v[4] += first;
                v[0] = first + second;
            }

            for (int i = 0; i < 8; i++)
            {
                state[i] += v[i];
            }
        }
    }

    private static IEnumerable<int> Primes() => Enumerable.Range(2, 400).Where(n => Enumerable.Range(2, n - 2).All(divisor => n % divisor != 0));

    // The first 32 bits behind the point of a root, exact: the estimate is corrected by whole steps.
    private static uint Fraction(double root, int prime, int degree)
    {
        BigInteger target = (BigInteger)prime << (32 * degree);
        var scaled = new BigInteger(root * 4294967296.0);
        while (BigInteger.Pow(scaled, degree) > target)
        {
            scaled--;
        }

        while (BigInteger.Pow(scaled + 1, degree) <= target)
        {
            scaled++;
        }

        return (uint)(scaled & uint.MaxValue);
    }
}
