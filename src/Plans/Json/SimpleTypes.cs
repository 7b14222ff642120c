using Grader.Plans.Types;

namespace Grader.Plans.Json;

/// <summary>The types without parts: their kind on the wire is their name in Spark.</summary>
internal static class SimpleTypes
{
    private static readonly DataType[] All =
    [
        new NullType(), new BooleanType(), new ByteType(), new ShortType(), new IntegerType(), new LongType(), new FloatType(), new DoubleType(),
        new StringType(), new BinaryType(), new DateType(), new TimestampType(), new TimestampNtzType(), new CalendarIntervalType(),
    ];

    private static readonly Dictionary<string, DataType> ByKind = All.ToDictionary(type => type.SimpleString);

    private static readonly Dictionary<DataType, string> Kinds = All.ToDictionary(type => type, type => type.SimpleString);

    /// <summary>Null for a type with parts.</summary>
    public static string? KindOf(DataType type) => Kinds.GetValueOrDefault(type);

    public static DataType? Find(string kind) => ByKind.GetValueOrDefault(kind);
}
