using System.Diagnostics;
using System.Text;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>A hash of 64 bits' room over ints, longs and bytes, each with the hash before as its seed.</summary>
internal abstract record ValueHash
{
    public static ValueHash Murmur3Hash { get; } = new Murmur();

    public static ValueHash XxHash { get; } = new Xx();

    protected abstract long OfInt(int value, long seed);

    protected abstract long OfLong(long value, long seed);

    protected abstract long OfBytes(ReadOnlySpan<byte> bytes, long seed);

    /// <summary>Folds a value of a type into a seed; a null leaves the seed as it is (HashExpression).</summary>
    public long Of(Datum value, DataType type, long seed)
    {
        if (value.IsNull)
        {
            return seed;
        }

        switch (type)
        {
            case BooleanType or ByteType or ShortType or IntegerType or DateType or YearMonthIntervalType:
                return OfInt((int)value.Int64, seed);
            case LongType or TimestampType or TimestampNtzType or DayTimeIntervalType:
                return OfLong(value.Int64, seed);
            case FloatType:
                return OfInt(value.Double == 0 ? 0 : BitConverter.SingleToInt32Bits((float)value.Double), seed);
            case DoubleType:
                return OfLong(value.Double == 0 ? 0 : BitConverter.DoubleToInt64Bits(value.Double), seed);
            case DecimalType { Precision: <= 18 }:
                return OfLong((long)value.Decimal.Unscaled, seed);
            case DecimalType:
                return OfBytes(value.Decimal.Unscaled.ToByteArray(isUnsigned: false, isBigEndian: true), seed);
            case StringType:
                return OfBytes(Encoding.UTF8.GetBytes(value.String), seed);
            case BinaryType:
                return OfBytes(value.Binary, seed);
            case CalendarIntervalType:
                var interval = (CalendarInterval)value.Reference!;
                return OfInt(interval.Months, OfInt(interval.Days, OfLong(interval.Microseconds, seed)));
            case ArrayType array:
                return value.Items.Aggregate(seed, (hash, item) => Of(item, array.ElementType, hash));
            case StructType fields:
                return value.Items.Zip(fields.Fields).Aggregate(seed, (hash, field) => Of(field.First, field.Second.DataType, hash));
            default:
                throw new UnreachableException(type.SimpleString);
        }
    }

    private sealed record Murmur : ValueHash
    {
        protected override long OfInt(int value, long seed) => Murmur3.OfInt(value, (int)seed);

        protected override long OfLong(long value, long seed) => Murmur3.OfLong(value, (int)seed);

        protected override long OfBytes(ReadOnlySpan<byte> bytes, long seed) => Murmur3.OfBytes(bytes, (int)seed);
    }

    private sealed record Xx : ValueHash
    {
        protected override long OfInt(int value, long seed) => XxHash64.OfInt(value, seed);

        protected override long OfLong(long value, long seed) => XxHash64.OfLong(value, seed);

        protected override long OfBytes(ReadOnlySpan<byte> bytes, long seed) => XxHash64.OfBytes(bytes, seed);
    }
}
