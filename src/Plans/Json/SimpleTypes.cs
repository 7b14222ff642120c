using Grader.Plans.Types;

namespace Grader.Plans.Json;

/// <summary>The types without parts: their kind on the wire is their name in Spark.</summary>
internal static class SimpleTypes
{
    /// <summary>Null for a type with parts.</summary>
    public static string? KindOf(DataType type) =>
        type is DecimalType or DayTimeIntervalType or YearMonthIntervalType or ArrayType or MapType or StructType ? null : type.SimpleString;

    public static DataType? Find(string kind) => kind switch
    {
        "string" => new StringType(),
        "bigint" => new LongType(),
        "int" => new IntegerType(),
        "double" => new DoubleType(),
        "boolean" => new BooleanType(),
        "timestamp" => new TimestampType(),
        _ => FindRare(kind),
    };

    // Apart, because a method's types are loaded before it runs.
    private static DataType? FindRare(string kind) => kind switch
    {
        "void" => new NullType(),
        "tinyint" => new ByteType(),
        "smallint" => new ShortType(),
        "float" => new FloatType(),
        "binary" => new BinaryType(),
        "date" => new DateType(),
        "timestamp_ntz" => new TimestampNtzType(),
        "interval" => new CalendarIntervalType(),
        _ => null,
    };
}
