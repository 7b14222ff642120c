using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Parquet;

/// <summary>The repeated node of a list or map, and what it repeats.</summary>
internal sealed record RepeatedShape(ParquetField Repeated, ParquetField Element);

/// <summary>A file's schema as Spark's types, and what stands for an array or map in it.</summary>
/// <remarks>Source: Spark's ParquetToSparkSchemaConverter, and the rules of parquet-format's LogicalTypes for lists of older writers.</remarks>
internal static class SchemaConverter
{
    /// <summary>All columns; every one may be null, as in all that Spark reads from files.</summary>
    /// <exception cref="SparkException">PARQUET_TYPE_…: a column has a type that Spark has not.</exception>
    public static StructType Schema(ParquetField root) => new(root.Children.Select(child => new StructField(child.Name, TypeOf(child))).ToSeq());

    /// <summary>The element of a list in any of its forms; null where the node is none.</summary>
    public static RepeatedShape? ListShape(ParquetField field)
    {
        if (field.IsRepeated)
        {
            return new RepeatedShape(field, field); // A repeated field without a group around it.
        }

        if (field.IsLeaf || !field.Is(LogicalKind.List, ConvertedType.List) || field.Children is not [{ IsRepeated: true } repeated])
        {
            return null;
        }

        bool isElement = repeated.IsLeaf || repeated.Children.Count > 1 || repeated.Name == "array" || repeated.Name == field.Name + "_tuple" || repeated.Children[0].IsRepeated;
        return new RepeatedShape(repeated, isElement ? repeated : repeated.Children[0]);
    }

    /// <summary>The repeated pair of a map; null where the node is none.</summary>
    public static ParquetField? MapShape(ParquetField field) =>
        !field.IsRepeated && !field.IsLeaf && (field.Is(LogicalKind.Map, ConvertedType.Map) || field.Element.Converted == ConvertedType.MapKeyValue)
            && field.Children is [{ IsRepeated: true, Children.Count: 2 } pair] ? pair : null;

    /// <param name="isElement">The field is what a list repeats, and no list itself.</param>
    private static DataType TypeOf(ParquetField field, bool isElement = false)
    {
        if (!isElement && MapShape(field) is { } pair)
        {
            return new MapType(TypeOf(pair.Children[0]), TypeOf(pair.Children[1]));
        }

        if (!isElement && ListShape(field) is { } list)
        {
            return new ArrayType(TypeOf(list.Element, isElement: ReferenceEquals(list.Element, list.Repeated)));
        }

        return field.IsLeaf ? LeafType(field) : new StructType(field.Children.Select(child => new StructField(child.Name, TypeOf(child))).ToSeq());
    }

    private static DataType LeafType(ParquetField field)
    {
        SchemaElement element = field.Element;
        LogicalType? logical = element.Logical;
        if (field.Is(LogicalKind.Decimal, ConvertedType.Decimal))
        {
            return Decimal(field);
        }

        switch (element.Type)
        {
            case PhysicalType.Boolean: return new BooleanType();
            case PhysicalType.Float: return new FloatType();
            case PhysicalType.Double: return new DoubleType();
            case PhysicalType.Int96: return new TimestampType();
            case PhysicalType.FixedLenByteArray when element.Converted != ConvertedType.Interval && logical?.Kind != LogicalKind.Float16: return new BinaryType();
            case PhysicalType.ByteArray:
                return field.Is(LogicalKind.String, ConvertedType.Utf8) || field.Is(LogicalKind.Enum, ConvertedType.Enum) || field.Is(LogicalKind.Json, ConvertedType.Json)
                    ? new StringType() : new BinaryType();
            case PhysicalType.Int32 or PhysicalType.Int64:
                return Integer(field) ?? throw Illegal(field);
            default:
                throw Illegal(field);
        }
    }

    private static DataType? Integer(ParquetField field)
    {
        bool isInt = field.Element.Type == PhysicalType.Int32;
        if (field.Element.Logical is { } logical)
        {
            return logical.Kind switch
            {
                LogicalKind.Integer => Integer(logical.BitWidth, logical.IsSigned),
                LogicalKind.Date when isInt => new DateType(),
                LogicalKind.Timestamp when !isInt && logical.Unit is TimeUnit.Millis or TimeUnit.Micros => logical.IsAdjustedToUtc ? new TimestampType() : new TimestampNtzType(),
                _ => null,
            };
        }

        return field.Element.Converted switch
        {
            null => isInt ? new IntegerType() : new LongType(),
            ConvertedType.Int8 or ConvertedType.Int16 or ConvertedType.Int32 or ConvertedType.Int64 => Integer(8 << (field.Element.Converted.Value - ConvertedType.Int8), isSigned: true),
            ConvertedType.UInt8 or ConvertedType.UInt16 or ConvertedType.UInt32 or ConvertedType.UInt64 => Integer(8 << (field.Element.Converted.Value - ConvertedType.UInt8), isSigned: false),
            ConvertedType.Date when isInt => new DateType(),
            ConvertedType.TimestampMicros or ConvertedType.TimestampMillis when !isInt => new TimestampType(),
            _ => null,
        };
    }

    private static DataType? Integer(int bits, bool isSigned) => (bits, isSigned) switch
    {
        (8, true) => new ByteType(),
        (16, true) or (8, false) => new ShortType(),
        (32, true) or (16, false) => new IntegerType(),
        (64, true) or (32, false) => new LongType(),
        (64, false) => new DecimalType(20, 0),
        _ => null,
    };

    private static DecimalType Decimal(ParquetField field)
    {
        (int precision, int scale) = (field.Element.Precision, field.Element.Scale);
        int most = field.Element.Type switch
        {
            PhysicalType.Int32 => 9,
            PhysicalType.Int64 => 18,
            PhysicalType.ByteArray or PhysicalType.FixedLenByteArray => DecimalType.MaxPrecision,
            _ => 0,
        };
        return precision >= 1 && precision <= most && scale >= 0 && scale <= precision ? new DecimalType(precision, scale) : throw Illegal(field);
    }

    private static SparkException Illegal(ParquetField field)
    {
        string annotation = field.Element.Logical switch
        {
            { Kind: LogicalKind.Time or LogicalKind.Timestamp } time =>
                $"{time.Kind.ToString().ToUpperInvariant()}({time.Unit.ToString().ToUpperInvariant()},{(time.IsAdjustedToUtc ? "true" : "false")})",
            { } logical => logical.Kind.ToString().ToUpperInvariant(),
            null => field.Element.Converted?.ToString() ?? "",
        };
        return SparkException.Analysis("PARQUET_TYPE_ILLEGAL", $"[PARQUET_TYPE_ILLEGAL] Illegal Parquet type: {field.TypeName}{(annotation.Length > 0 ? $" ({annotation})" : "")}.");
    }
}
