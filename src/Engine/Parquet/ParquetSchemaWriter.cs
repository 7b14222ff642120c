using Grader.Plans.Types;

namespace Grader.Engine.Parquet;

/// <summary>A schema as Spark writes it into Parquet: arrays and maps in three levels, timestamps as INT96, decimals as numbers where they fit.</summary>
/// <remarks>Source: Spark's SparkToParquetSchemaConverter with its defaults.</remarks>
internal static class ParquetSchemaWriter
{
    private const int MaxInt32Digits = 9, MaxInt64Digits = 18;

    /// <summary>The list of the footer; its first is the root.</summary>
    public static IReadOnlyList<SchemaElement> Elements(StructType schema)
    {
        var elements = new List<SchemaElement> { Group("spark_schema", FieldRepetition.Required, schema.Fields.Count) };
        foreach (StructField field in schema.Fields)
        {
            Add(elements, field.Name, field.DataType, field.Nullable);
        }

        return elements;
    }

    /// <summary>Bytes of the least two's complement that holds every number of so many digits.</summary>
    public static int DecimalBytes(int precision)
    {
        int bits = (int)System.Numerics.BigInteger.Pow(10, precision).GetBitLength() + 1; // One for the sign.
        return (bits + 7) / 8;
    }

    private static void Add(List<SchemaElement> elements, string name, DataType type, bool isNullable)
    {
        FieldRepetition repetition = isNullable ? FieldRepetition.Optional : FieldRepetition.Required;
        switch (type)
        {
            case StructType structure:
                elements.Add(Group(name, repetition, structure.Fields.Count));
                foreach (StructField field in structure.Fields)
                {
                    Add(elements, field.Name, field.DataType, field.Nullable);
                }

                break;
            case ArrayType array:
                elements.Add(Group(name, repetition, 1, ConvertedType.List, LogicalKind.List));
                elements.Add(Group("list", FieldRepetition.Repeated, 1));
                Add(elements, "element", array.ElementType, array.ContainsNull);
                break;
            case MapType map:
                elements.Add(Group(name, repetition, 1, ConvertedType.Map, LogicalKind.Map));
                elements.Add(Group("key_value", FieldRepetition.Repeated, 2));
                Add(elements, "key", map.KeyType, false);
                Add(elements, "value", map.ValueType, map.ValueContainsNull);
                break;
            default:
                elements.Add(Leaf(type) with { Name = name, Repetition = repetition });
                break;
        }
    }

    private static SchemaElement Group(string name, FieldRepetition repetition, int children, ConvertedType? converted = null, LogicalKind? logical = null) =>
        new(name, null, 0, repetition, children, converted, 0, 0, logical is { } kind ? new LogicalType(kind) : null);

    private static SchemaElement Leaf(DataType type) => type switch
    {
        BooleanType => Leaf(PhysicalType.Boolean),
        ByteType => Leaf(PhysicalType.Int32, ConvertedType.Int8, new LogicalType(LogicalKind.Integer, BitWidth: 8)),
        ShortType => Leaf(PhysicalType.Int32, ConvertedType.Int16, new LogicalType(LogicalKind.Integer, BitWidth: 16)),
        IntegerType or YearMonthIntervalType => Leaf(PhysicalType.Int32),
        LongType or DayTimeIntervalType => Leaf(PhysicalType.Int64),
        FloatType => Leaf(PhysicalType.Float),
        DoubleType => Leaf(PhysicalType.Double),
        StringType => Leaf(PhysicalType.ByteArray, ConvertedType.Utf8, new LogicalType(LogicalKind.String)),
        BinaryType => Leaf(PhysicalType.ByteArray),
        DateType => Leaf(PhysicalType.Int32, ConvertedType.Date, new LogicalType(LogicalKind.Date)),
        TimestampType => Leaf(PhysicalType.Int96),
        TimestampNtzType => Leaf(PhysicalType.Int64, null, new LogicalType(LogicalKind.Timestamp, TimeUnit.Micros)),
        DecimalType d => Leaf(
            d.Precision <= MaxInt32Digits ? PhysicalType.Int32 : d.Precision <= MaxInt64Digits ? PhysicalType.Int64 : PhysicalType.FixedLenByteArray,
            ConvertedType.Decimal, new LogicalType(LogicalKind.Decimal)) with
        {
            TypeLength = d.Precision <= MaxInt64Digits ? 0 : DecimalBytes(d.Precision),
            Precision = d.Precision,
            Scale = d.Scale,
        },
        _ => throw new System.Diagnostics.UnreachableException(type.SimpleString),
    };

    private static SchemaElement Leaf(PhysicalType physical, ConvertedType? converted = null, LogicalType? logical = null) =>
        new("", physical, 0, FieldRepetition.Required, 0, converted, 0, 0, logical);
}
