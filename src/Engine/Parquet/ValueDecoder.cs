using System.Buffers.Binary;
using Grader.Engine.Files;

namespace Grader.Engine.Parquet;

/// <summary>The values of one page in order, nulls left out. A decoder gives numbers or bytes, whichever the physical type is stored as.</summary>
internal abstract class ValueDecoder
{
    /// <summary>A Boolean as 0 or 1, an integer, or the bits of a FLOAT or DOUBLE.</summary>
    public virtual long NextNumber() => throw Mismatch();

    /// <summary>A BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY or INT96; a view of the page, or of memory of its own.</summary>
    public virtual ReadOnlyMemory<byte> NextBytes() => throw Mismatch();

    /// <exception cref="FileFormatException">The type has no such encoding.</exception>
    public static ValueDecoder Create(PageEncoding encoding, PhysicalType type, int typeLength, ReadOnlyMemory<byte> bytes) => (encoding, type) switch
    {
        (PageEncoding.Plain, PhysicalType.Boolean) => new PlainBooleans(bytes),
        (PageEncoding.Plain, PhysicalType.ByteArray) => new PlainByteArrays(bytes),
        (PageEncoding.Plain, _) => new PlainFixed(bytes, Width(type, typeLength)),
        (PageEncoding.Rle, PhysicalType.Boolean) => new RleBooleans(LengthPrefix.Take(ref bytes)),
        (PageEncoding.DeltaBinaryPacked, PhysicalType.Int32 or PhysicalType.Int64) => new DeltaBinaryPacked(bytes, 0, is32Bits: type == PhysicalType.Int32),
        (PageEncoding.DeltaLengthByteArray, PhysicalType.ByteArray) => new DeltaLengthByteArrays(bytes),
        (PageEncoding.DeltaByteArray, PhysicalType.ByteArray or PhysicalType.FixedLenByteArray) => new DeltaByteArrays(bytes),
        (PageEncoding.ByteStreamSplit, not (PhysicalType.Boolean or PhysicalType.ByteArray or PhysicalType.Int96)) => new ByteStreamSplit(bytes, Width(type, typeLength)),
        _ => throw new FileFormatException($"a column of type {type} is encoded as {encoding}"),
    };

    private static FileFormatException Mismatch() => new("a column is encoded as values of another type");

    private static int Width(PhysicalType type, int typeLength) => type switch
    {
        PhysicalType.Int32 or PhysicalType.Float => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Int96 => 12,
        _ => typeLength is >= 0 and <= ParquetLimits.Page ? typeLength : throw new FileFormatException($"values of {typeLength} bytes"),
    };

    private static long Number(ReadOnlySpan<byte> value) => value.Length switch
    {
        4 => BinaryPrimitives.ReadInt32LittleEndian(value),
        8 => BinaryPrimitives.ReadInt64LittleEndian(value),
        _ => throw Mismatch(),
    };

    private sealed class PlainFixed(ReadOnlyMemory<byte> bytes, int width) : ValueDecoder
    {
        private int position;

        public override long NextNumber() => Number(NextBytes().Span);

        public override ReadOnlyMemory<byte> NextBytes()
        {
            if (width > bytes.Length - position)
            {
                throw VarInt.Short();
            }

            position += width;
            return bytes.Slice(position - width, width);
        }
    }

    private sealed class PlainBooleans(ReadOnlyMemory<byte> bytes) : ValueDecoder
    {
        private int bit;

        public override long NextNumber()
        {
            if (bit >> 3 >= bytes.Length)
            {
                throw VarInt.Short();
            }

            int value = bytes.Span[bit >> 3] >> (bit & 7) & 1;
            bit++;
            return value;
        }
    }

    private sealed class RleBooleans(ReadOnlyMemory<byte> bytes) : ValueDecoder
    {
        private readonly RleBitPackedHybrid values = new(bytes, 1);

        public override long NextNumber() => values.Next();
    }

    private sealed class PlainByteArrays(ReadOnlyMemory<byte> bytes) : ValueDecoder
    {
        private ReadOnlyMemory<byte> rest = bytes;

        public override ReadOnlyMemory<byte> NextBytes() => LengthPrefix.Take(ref rest);
    }

    private sealed class DeltaLengthByteArrays : ValueDecoder
    {
        private readonly DeltaBinaryPacked lengths;
        private ReadOnlyMemory<byte> rest;

        public DeltaLengthByteArrays(ReadOnlyMemory<byte> bytes)
        {
            lengths = new DeltaBinaryPacked(bytes, 0, is32Bits: true);
            rest = bytes[DeltaBinaryPacked.End(bytes, 0)..];
        }

        public override ReadOnlyMemory<byte> NextBytes()
        {
            long length = lengths.NextNumber();
            if (length < 0 || length > rest.Length)
            {
                throw VarInt.Short();
            }

            ReadOnlyMemory<byte> value = rest[..(int)length];
            rest = rest[(int)length..];
            return value;
        }
    }

    private sealed class DeltaByteArrays : ValueDecoder
    {
        private readonly DeltaBinaryPacked prefixes;
        private readonly DeltaLengthByteArrays suffixes;
        private ReadOnlyMemory<byte> last;

        public DeltaByteArrays(ReadOnlyMemory<byte> bytes)
        {
            prefixes = new DeltaBinaryPacked(bytes, 0, is32Bits: true);
            suffixes = new DeltaLengthByteArrays(bytes[DeltaBinaryPacked.End(bytes, 0)..]);
        }

        public override ReadOnlyMemory<byte> NextBytes()
        {
            long prefix = prefixes.NextNumber();
            ReadOnlyMemory<byte> suffix = suffixes.NextBytes();
            if (prefix < 0 || prefix > last.Length || prefix + suffix.Length > Expressions.ValueLimits.MaxLength)
            {
                throw new FileFormatException("a text shares more with the one before than there is");
            }

            last = (byte[])[.. last.Span[..(int)prefix], .. suffix.Span];
            return last;
        }
    }

    /// <summary>The first bytes of all values, then the second ones, and so on.</summary>
    private sealed class ByteStreamSplit(ReadOnlyMemory<byte> bytes, int width) : ValueDecoder
    {
        private readonly int count = bytes.Length / width;
        private int next;

        public override long NextNumber() => Number(NextBytes().Span);

        public override ReadOnlyMemory<byte> NextBytes()
        {
            if (next == count)
            {
                throw VarInt.Short();
            }

            byte[] value = new byte[width];
            for (int i = 0; i < width; i++)
            {
                value[i] = bytes.Span[i * count + next];
            }

            next++;
            return value;
        }
    }
}

/// <summary>Bytes behind their length in four bytes.</summary>
internal static class LengthPrefix
{
    public static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(bytes.Span) is var length && (length < 0 || length > bytes.Length - sizeof(int)))
        {
            throw VarInt.Short();
        }

        int taken = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        ReadOnlyMemory<byte> value = bytes.Slice(sizeof(int), taken);
        bytes = bytes[(sizeof(int) + taken)..];
        return value;
    }
}
