using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Which types cast to which, and when a cast of a value gives null (Spark's Cast, ANSI off).</summary>
public static class CastRules
{
    public static bool CanCast(DataType from, DataType to) => (from, to) switch
    {
        _ when from == to => true,
        (NullType, _) => true,
        (ArrayType a, ArrayType b) => CanCast(a.ElementType, b.ElementType),
        (MapType a, MapType b) => CanCast(a.KeyType, b.KeyType) && CanCast(a.ValueType, b.ValueType),
        (StructType a, StructType b) => a.Fields.Count == b.Fields.Count && a.Fields.Zip(b.Fields).All(pair => CanCast(pair.First.DataType, pair.Second.DataType)),
        (_, StringType) => true,
        (StringType, BooleanType or NumericType or BinaryType or DateType or TimestampType or TimestampNtzType) => true,
        (BooleanType, NumericType or TimestampType) => true,
        (NumericType, BooleanType or NumericType or TimestampType) => true,
        (IntegralType, BinaryType) => true,
        (TimestampType, BooleanType or NumericType or DateType or TimestampNtzType) => true,
        (DateType, TimestampType or TimestampNtzType or BooleanType or NumericType) => true,
        (TimestampNtzType, TimestampType or DateType) => true,
        (DayTimeIntervalType, DayTimeIntervalType) => true,
        (YearMonthIntervalType, YearMonthIntervalType) => true,
        _ => false,
    };

    /// <summary>Whether casting a non-null value may give null (Spark's Cast.forceNullable).</summary>
    public static bool CanFail(DataType from, DataType to) => (from, to) switch
    {
        _ when from == to => false,
        (NullType, _) => true,
        (StringType, BinaryType) => false,
        (StringType, _) => true,
        (_, StringType) => false,
        (TimestampType, ByteType or ShortType or IntegerType) => true,
        (FloatType or DoubleType, TimestampType) => true,
        (TimestampType, DateType) => false,
        (_, DateType) => true,
        (DateType, TimestampType or TimestampNtzType) => false,
        (DateType, _) => true,
        (DecimalType a, DecimalType b) => a.Precision - a.Scale > b.Precision - b.Scale,
        (ByteType, DecimalType d) => d.Precision - d.Scale < 3,
        (ShortType, DecimalType d) => d.Precision - d.Scale < 5,
        (IntegerType, DecimalType d) => d.Precision - d.Scale < 10,
        (LongType, DecimalType d) => d.Precision - d.Scale < 20,
        (BooleanType, DecimalType d) => d.Precision - d.Scale < 1,
        (_, DecimalType) => true,
        _ => false,
    };
}
