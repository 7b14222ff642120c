using Grader.Plans.Types;

namespace Grader.Engine.Orc;

/// <summary>A schema as Spark writes it into ORC: what ORC has no type for, or two, is named by an attribute.</summary>
/// <remarks>Source: Spark 3.5's OrcUtils.orcTypeDescription.</remarks>
internal static class OrcSchemaWriter
{
    /// <summary>The list of the footer; its first is the root.</summary>
    public static IReadOnlyList<OrcTypeEntry> Entries(StructType schema)
    {
        var entries = new List<OrcTypeEntry>();
        Add(entries, schema);
        return entries;
    }

    /// <summary>What lies below a type: the fields of a struct, the element of an array, key and value of a map.</summary>
    public static IEnumerable<DataType> Children(DataType type) => type switch
    {
        StructType structure => structure.Fields.Select(field => field.DataType),
        ArrayType array => [array.ElementType],
        MapType map => [map.KeyType, map.ValueType],
        _ => [],
    };

    private static void Add(List<OrcTypeEntry> entries, DataType type)
    {
        int place = entries.Count;
        entries.Add(Entry(type));
        var subtypes = new List<int>();
        foreach (DataType child in Children(type))
        {
            subtypes.Add(entries.Count);
            Add(entries, child);
        }

        entries[place] = entries[place] with { Subtypes = subtypes };
    }

    private static OrcTypeEntry Entry(DataType type)
    {
        OrcKind kind = type switch
        {
            BooleanType => OrcKind.Boolean,
            ByteType => OrcKind.Byte,
            ShortType => OrcKind.Short,
            IntegerType or YearMonthIntervalType => OrcKind.Int,
            LongType or DayTimeIntervalType => OrcKind.Long,
            FloatType => OrcKind.Float,
            DoubleType => OrcKind.Double,
            StringType => OrcKind.String,
            BinaryType => OrcKind.Binary,
            DateType => OrcKind.Date,
            TimestampType or TimestampNtzType => OrcKind.Timestamp,
            DecimalType => OrcKind.Decimal,
            StructType => OrcKind.Struct,
            ArrayType => OrcKind.List,
            MapType => OrcKind.Map,
            _ => throw new System.Diagnostics.UnreachableException(type.SimpleString),
        };
        var (precision, scale) = type is DecimalType d ? (d.Precision, d.Scale) : (0, 0);
        bool isNamed = type is TimestampType or TimestampNtzType or YearMonthIntervalType or DayTimeIntervalType;
        return new OrcTypeEntry(kind, [], type is StructType s ? [.. s.Fields.Select(field => field.Name)] : [], 0, precision, scale, isNamed ? type.SimpleString : null);
    }
}
