using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Spark's implicit conversions, ANSI off (spark-semantics 8.2 and 8.5).</summary>
public static class TypeCoercion
{
    private static readonly Type[] NumericOrder = [typeof(ByteType), typeof(ShortType), typeof(IntegerType), typeof(LongType), typeof(FloatType), typeof(DoubleType)];

    /// <summary>The expression as that type: itself where it has it, otherwise under an implicit cast.</summary>
    public static ResolvedExpression To(this ResolvedExpression expression, DataType type) =>
        expression.Type == type ? expression
        : expression is Constant { Value.IsNull: true } ? new Constant(Datum.Null, type)
        : new CastExpression(expression, type, IsImplicit: true);

    /// <summary>The type both sides widen to without strings; null where there is none.</summary>
    public static DataType? TightestCommonType(DataType left, DataType right) => (left, right) switch
    {
        _ when left == right => left,
        (NullType, _) => right,
        (_, NullType) => left,
        (DecimalType a, DecimalType b) => WiderDecimal(a, b),
        (DecimalType a, IntegralType b) => WiderDecimal(a, DecimalOf(b)),
        (IntegralType a, DecimalType b) => WiderDecimal(DecimalOf(a), b),
        (DecimalType, FloatType or DoubleType) or (FloatType or DoubleType, DecimalType) => new DoubleType(),
        (NumericType a, NumericType b) => Array.IndexOf(NumericOrder, a.GetType()) >= Array.IndexOf(NumericOrder, b.GetType()) ? a : b,
        (DateType, TimestampType) or (TimestampType, DateType) => new TimestampType(),
        (DateType, TimestampNtzType) or (TimestampNtzType, DateType) => new TimestampNtzType(),
        (TimestampNtzType, TimestampType) or (TimestampType, TimestampNtzType) => new TimestampType(),
        (DayTimeIntervalType a, DayTimeIntervalType b) => new DayTimeIntervalType(Math.Min(a.StartField, b.StartField), Math.Max(a.EndField, b.EndField)),
        (YearMonthIntervalType a, YearMonthIntervalType b) => new YearMonthIntervalType(Math.Min(a.StartField, b.StartField), Math.Max(a.EndField, b.EndField)),
        (ArrayType a, ArrayType b) => LeastCommonType(a.ElementType, b.ElementType) is { } element ? new ArrayType(element, a.ContainsNull || b.ContainsNull) : null,
        (MapType a, MapType b) => LeastCommonType(a.KeyType, b.KeyType) is { } key && LeastCommonType(a.ValueType, b.ValueType) is { } value
            ? new MapType(key, value, a.ValueContainsNull || b.ValueContainsNull) : null,
        (StructType a, StructType b) => CommonStruct(a, b),
        _ => null,
    };

    /// <summary>The common type of CASE, coalesce, arrays, UNION: as above, and strings with any atomic type but BOOLEAN and BINARY.</summary>
    public static DataType? LeastCommonType(DataType left, DataType right) => TightestCommonType(left, right) ?? (left, right) switch
    {
        (StringType, _) when PromotesToString(right) => left,
        (_, StringType) when PromotesToString(left) => right,
        _ => null,
    };

    public static DataType? LeastCommonType(IEnumerable<DataType> types)
    {
        DataType? common = new NullType();
        foreach (DataType type in types)
        {
            common = common is null ? null : LeastCommonType(common, type);
        }

        return common;
    }

    /// <summary>The type in which two values are compared; null where Spark refuses to compare them.</summary>
    public static DataType? ComparisonType(DataType left, DataType right) => (left, right) switch
    {
        (StringType, DecimalType) or (DecimalType, StringType) => new DoubleType(),
        (StringType, NumericType or DateType or TimestampType or TimestampNtzType or BooleanType) => right,
        (NumericType or DateType or TimestampType or TimestampNtzType or BooleanType, StringType) => left,
        (StringType, BinaryType) => left,
        (BinaryType, StringType) => right,
        (BooleanType, NumericType) or (NumericType, BooleanType) => left is BooleanType ? right : left,
        _ => TightestCommonType(left, right),
    };

    /// <summary>Whether values of the type can be sorted and compared with less-than.</summary>
    public static bool IsOrderable(DataType type) => type switch
    {
        MapType or CalendarIntervalType => false,
        ArrayType array => IsOrderable(array.ElementType),
        StructType structure => structure.Fields.All(field => IsOrderable(field.DataType)),
        _ => true,
    };

    /// <summary>Equal but for names of fields and nullability (DataType.equalsStructurally).</summary>
    public static bool SameShape(DataType left, DataType right) => (left, right) switch
    {
        (ArrayType a, ArrayType b) => SameShape(a.ElementType, b.ElementType),
        (MapType a, MapType b) => SameShape(a.KeyType, b.KeyType) && SameShape(a.ValueType, b.ValueType),
        (StructType a, StructType b) => a.Fields.Count == b.Fields.Count && a.Fields.Zip(b.Fields).All(pair => SameShape(pair.First.DataType, pair.Second.DataType)),
        _ => left == right,
    };

    /// <summary>Equal but for nullability (DataType.equalsIgnoreCaseAndNullability).</summary>
    public static bool SameType(DataType left, DataType right) => (left, right) switch
    {
        (StructType a, StructType b) => SameShape(a, b) && a.Fields.Zip(b.Fields).All(pair => pair.First.Name.Equals(pair.Second.Name, StringComparison.OrdinalIgnoreCase) && SameType(pair.First.DataType, pair.Second.DataType)),
        (ArrayType a, ArrayType b) => SameType(a.ElementType, b.ElementType),
        (MapType a, MapType b) => SameType(a.KeyType, b.KeyType) && SameType(a.ValueType, b.ValueType),
        _ => left == right,
    };

    public static DecimalType DecimalOf(IntegralType type) => type switch
    {
        ByteType => new DecimalType(3, 0),
        ShortType => new DecimalType(5, 0),
        IntegerType => new DecimalType(10, 0),
        _ => new DecimalType(20, 0),
    };

    /// <summary>A decimal type cut to 38 digits, keeping whole digits and at least six of the fraction (DecimalType.adjustPrecisionScale).</summary>
    public static DecimalType Adjust(int precision, int scale)
    {
        if (precision <= DecimalType.MaxPrecision)
        {
            return new DecimalType(precision, scale);
        }

        int whole = precision - scale;
        return new DecimalType(DecimalType.MaxPrecision, Math.Max(DecimalType.MaxPrecision - whole, Math.Min(scale, 6)));
    }

    /// <summary>A cut without favour to the fraction (DecimalType.bounded).</summary>
    public static DecimalType Bounded(int precision, int scale) =>
        new(Math.Min(precision, DecimalType.MaxPrecision), Math.Min(scale, DecimalType.MaxPrecision));

    private static DecimalType WiderDecimal(DecimalType left, DecimalType right)
    {
        int scale = Math.Max(left.Scale, right.Scale);
        return Bounded(Math.Max(left.Precision - left.Scale, right.Precision - right.Scale) + scale, scale);
    }

    private static bool PromotesToString(DataType type) => type is NumericType or DateType or TimestampType or TimestampNtzType or DayTimeIntervalType or YearMonthIntervalType;

    private static StructType? CommonStruct(StructType left, StructType right)
    {
        if (left.Fields.Count != right.Fields.Count)
        {
            return null;
        }

        List<StructField> fields = [];
        foreach ((StructField a, StructField b) in left.Fields.Zip(right.Fields))
        {
            if (!a.Name.Equals(b.Name, StringComparison.OrdinalIgnoreCase) || LeastCommonType(a.DataType, b.DataType) is not { } type)
            {
                return null;
            }

            fields.Add(new StructField(a.Name, type, a.Nullable || b.Nullable));
        }

        return new StructType(fields.ToSeq());
    }
}
