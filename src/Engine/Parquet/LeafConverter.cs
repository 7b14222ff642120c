using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans.Types;

namespace Grader.Engine.Parquet;

/// <summary>How a column's stored values become those of the type that a query reads it as.</summary>
/// <remarks>Source: Spark 3.5's ParquetVectorUpdaterFactory: a column is read as the type it was written as, hardly ever as a wider one.</remarks>
internal static class LeafConverter
{
    private const long NanosPerMicro = 1000, MicrosPerMilli = 1000, MicrosPerDay = 86_400_000_000, JulianDayOfEpoch = 2_440_588;

    /// <returns>Null where the column cannot be read as that type.</returns>
    public static Func<ValueDecoder, Datum>? Create(ParquetField leaf, DataType type) => (leaf.Element.Type, type) switch
    {
        (PhysicalType.Boolean, BooleanType) => values => Datum.Of(values.NextNumber() != 0),
        (PhysicalType.Int32, ByteType) => values => Datum.Of((long)(sbyte)values.NextNumber()),
        (PhysicalType.Int32, ShortType) => values => Datum.Of((long)(short)values.NextNumber()),
        (PhysicalType.Int32, IntegerType or DateType or YearMonthIntervalType) when !IsDecimal(leaf) => values => Datum.Of(values.NextNumber()),
        (PhysicalType.Int32, LongType) when IsUnsigned(leaf, 32, ConvertedType.UInt32) => values => Datum.Of((long)(uint)values.NextNumber()),
        (PhysicalType.Int64, LongType or DayTimeIntervalType) when !IsDecimal(leaf) => values => Datum.Of(values.NextNumber()),
        (PhysicalType.Int64, DecimalType { Precision: 20, Scale: 0 }) when IsUnsigned(leaf, 64, ConvertedType.UInt64) => values => Datum.Of(new SparkDecimal((ulong)values.NextNumber(), 0)),
        (PhysicalType.Int64, TimestampType or TimestampNtzType) => Timestamp(leaf),
        (PhysicalType.Int96, TimestampType) => values => Datum.Of(Int96Micros(values.NextBytes().Span)),
        (PhysicalType.Float, FloatType) => values => Datum.Of((double)BitConverter.Int32BitsToSingle((int)values.NextNumber())),
        (PhysicalType.Double, DoubleType) => values => Datum.Of(BitConverter.Int64BitsToDouble(values.NextNumber())),
        (PhysicalType.Int32 or PhysicalType.Int64, DecimalType d) when HoldsNumbers(leaf, d) => values => Datum.Of(new SparkDecimal(values.NextNumber(), d.Scale)),
        (PhysicalType.ByteArray or PhysicalType.FixedLenByteArray, DecimalType d) when IsDecimal(leaf) && leaf.Element.Scale == d.Scale && leaf.Element.Precision <= d.Precision => values =>
            Datum.Of(new SparkDecimal(Unscaled(values.NextBytes().Span), d.Scale)),
        (PhysicalType.ByteArray, StringType) when !IsDecimal(leaf) => values => Datum.Of(Encoding.UTF8.GetString(Bounded(values.NextBytes()).Span)),
        (PhysicalType.ByteArray or PhysicalType.FixedLenByteArray, BinaryType) when !IsDecimal(leaf) => values => Datum.Of(Bounded(values.NextBytes()).ToArray()),
        _ => null,
    };

    private static bool IsDecimal(ParquetField leaf) => leaf.Is(LogicalKind.Decimal, ConvertedType.Decimal);

    private static bool IsUnsigned(ParquetField leaf, int bits, ConvertedType converted) =>
        leaf.Element.Logical is { } logical ? logical is { Kind: LogicalKind.Integer, IsSigned: false } && logical.BitWidth == bits : leaf.Element.Converted == converted;

    private static bool HoldsNumbers(ParquetField leaf, DecimalType type)
    {
        int most = leaf.Element.Type == PhysicalType.Int32 ? 9 : 18;
        return IsDecimal(leaf) ? leaf.Element.Scale == type.Scale && leaf.Element.Precision <= type.Precision && leaf.Element.Precision <= most
            : leaf.Element is { Logical: null, Converted: null } && type.Scale == 0 && type.Precision >= most + 1;
    }

    private static Func<ValueDecoder, Datum>? Timestamp(ParquetField leaf)
    {
        TimeUnit? unit = leaf.Element.Logical is { Kind: LogicalKind.Timestamp } logical ? logical.Unit
            : leaf.Element.Converted switch
            {
                ConvertedType.TimestampMicros => TimeUnit.Micros,
                ConvertedType.TimestampMillis => TimeUnit.Millis,
                _ => null,
            };
        return unit switch
        {
            TimeUnit.Micros => values => Datum.Of(values.NextNumber()),
            TimeUnit.Millis => values => Math.BigMul(values.NextNumber(), MicrosPerMilli, out long micros) is var high && high == micros >> 63
                ? Datum.Of(micros) : throw new FileFormatException("a timestamp is too far away"),
            _ => null,
        };
    }

    private static long Int96Micros(ReadOnlySpan<byte> value)
    {
        long nanos = BinaryPrimitives.ReadInt64LittleEndian(value), day = BinaryPrimitives.ReadInt32LittleEndian(value[8..]);
        return (day - JulianDayOfEpoch) * MicrosPerDay + nanos / NanosPerMicro;
    }

    private static BigInteger Unscaled(ReadOnlySpan<byte> value) => value.Length is > 0 and <= 16
        ? new BigInteger(value, isUnsigned: false, isBigEndian: true)
        : throw new FileFormatException($"a decimal of {value.Length} bytes");

    private static ReadOnlyMemory<byte> Bounded(ReadOnlyMemory<byte> value) => value.Length <= ValueLimits.MaxLength
        ? value
        : throw ValueLimits.Exceeded($"A Parquet file holds a value of {value.Length} bytes; this engine takes values of at most {ValueLimits.MaxLength}.");
}
