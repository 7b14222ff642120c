using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>Which schemas the formats with types of their own (Parquet, ORC) can hold.</summary>
internal static class StorableSchema
{
    /// <summary>Spark's UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE and the like, before anything is written.</summary>
    /// <param name="format">As messages name it.</param>
    public static void Check(string format, StructType schema)
    {
        if (IsEmpty(schema))
        {
            throw SparkException.Analysis("EMPTY_SCHEMA_NOT_SUPPORTED_FOR_DATASOURCE",
                $"[EMPTY_SCHEMA_NOT_SUPPORTED_FOR_DATASOURCE] The {format} datasource does not support writing empty or nested empty schemas. Please make sure the data schema has at least one or more column(s).");
        }

        foreach (StructField field in schema.Fields)
        {
            if (!IsSupported(field.DataType))
            {
                throw SparkException.Analysis("UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
                    $"[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The {format} datasource doesn't support the column `{field.Name}` of the type \"{field.DataType.Sql}\".");
            }
        }
    }

    private static bool IsEmpty(DataType type) => type switch
    {
        StructType structure => structure.Fields.Count == 0 || structure.Fields.Any(field => IsEmpty(field.DataType)),
        ArrayType array => IsEmpty(array.ElementType),
        MapType map => IsEmpty(map.KeyType) || IsEmpty(map.ValueType),
        _ => false,
    };

    private static bool IsSupported(DataType type) => type switch
    {
        NullType or CalendarIntervalType => false,
        StructType structure => structure.Fields.All(field => IsSupported(field.DataType)),
        ArrayType array => IsSupported(array.ElementType),
        MapType map => IsSupported(map.KeyType) && IsSupported(map.ValueType),
        _ => true,
    };
}
