using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Which types cast to which, and when a cast of a value gives null (Spark's Cast, ANSI off; try_cast takes ANSI's rules).</summary>
public static class CastRules
{
    /// <returns>The cast itself.</returns>
    /// <exception cref="SparkException">CAST_WITHOUT_SUGGESTION: there is no such cast.</exception>
    public static CastExpression Checked(CastExpression cast) => (cast.IsTry ? CanTryCast(cast.Child.Type, cast.DataType) : CanCast(cast.Child.Type, cast.DataType))
        ? cast
        : throw FunctionErrors.Mismatch("CAST_WITHOUT_SUGGESTION", PrettySql.Of(cast with { IsImplicit = false }), $"cannot cast \"{cast.Child.Type.Sql}\" to \"{cast.DataType.Sql}\".");

    public static bool CanCast(DataType from, DataType to) => (from, to) switch
    {
        _ when from == to => true,
        (NullType, _) => true,
        (ArrayType a, ArrayType b) => CanCast(a.ElementType, b.ElementType) && Keeps(a.ContainsNull || CanFail(a.ElementType, b.ElementType), b.ContainsNull),
        (MapType a, MapType b) => CanCast(a.KeyType, b.KeyType) && !CanFail(a.KeyType, b.KeyType)
            && CanCast(a.ValueType, b.ValueType) && Keeps(a.ValueContainsNull || CanFail(a.ValueType, b.ValueType), b.ValueContainsNull),
        (StructType a, StructType b) => a.Fields.Count == b.Fields.Count && a.Fields.Zip(b.Fields).All(pair =>
            CanCast(pair.First.DataType, pair.Second.DataType) && Keeps(pair.First.Nullable || CanFail(pair.First.DataType, pair.Second.DataType), pair.Second.Nullable)),
        (_, StringType) => true,
        (StringType, BooleanType or NumericType or BinaryType or DateType or TimestampType or TimestampNtzType) => true,
        (StringType, CalendarIntervalType or DayTimeIntervalType or YearMonthIntervalType) => true,
        (BooleanType, NumericType or TimestampType) => true,
        (NumericType, BooleanType or NumericType or TimestampType) => true,
        (IntegralType, BinaryType) => true,
        (IntegralType or DecimalType, DayTimeIntervalType or YearMonthIntervalType) => true,
        (DayTimeIntervalType or YearMonthIntervalType, IntegralType or DecimalType) => true,
        (TimestampType, BooleanType or NumericType or DateType or TimestampNtzType) => true,
        (DateType, TimestampType or TimestampNtzType or BooleanType or NumericType) => true,
        (TimestampNtzType, TimestampType or DateType) => true,
        (DayTimeIntervalType, DayTimeIntervalType) => true,
        (YearMonthIntervalType, YearMonthIntervalType) => true,
        _ => false,
    };

    /// <summary>ANSI's casts, which <c>try_cast</c> takes: no truth values out of times, no numbers out of dates, no bytes out of numbers.</summary>
    public static bool CanTryCast(DataType from, DataType to) => (from, to) switch
    {
        (ArrayType a, ArrayType b) => CanTryCast(a.ElementType, b.ElementType),
        (MapType a, MapType b) => CanTryCast(a.KeyType, b.KeyType) && CanTryCast(a.ValueType, b.ValueType),
        (StructType a, StructType b) => a.Fields.Count == b.Fields.Count && a.Fields.Zip(b.Fields).All(pair => CanTryCast(pair.First.DataType, pair.Second.DataType)),
        (BooleanType, TimestampType) or (TimestampType, BooleanType) => false,
        (DateType, BooleanType or NumericType) => false,
        (IntegralType, BinaryType) => false,
        _ => CanCast(from, to),
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
        (_, CalendarIntervalType) => true,
        (DecimalType a, DecimalType b) => a.Precision - a.Scale > b.Precision - b.Scale,
        (ByteType, DecimalType d) => d.Precision - d.Scale < 3,
        (ShortType, DecimalType d) => d.Precision - d.Scale < 5,
        (IntegerType, DecimalType d) => d.Precision - d.Scale < 10,
        (LongType, DecimalType d) => d.Precision - d.Scale < 20,
        (BooleanType, DecimalType d) => d.Precision - d.Scale < 1,
        (_, DecimalType) => true,
        _ => false,
    };

    private static bool Keeps(bool mayBeNull, bool takesNull) => takesNull || !mayBeNull;
}
