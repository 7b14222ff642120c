using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Microsoft.Spark.Sql.Types;

/// <summary>Reads Spark's JSON form of data types.</summary>
internal static partial class DataTypeJson
{
    private static readonly DataType[] Simple =
    [
        new NullType(), new StringType(), new BinaryType(), new BooleanType(), new DateType(), new TimestampType(), new DoubleType(),
        new FloatType(), new ByteType(), new IntegerType(), new LongType(), new ShortType(), new DecimalType(),
    ];

    public static DataType Parse(JsonNode json) => json switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => ParseSimple(value.GetValue<string>()),
        JsonObject type => ParseComplex(type),
        _ => throw Unknown(json?.ToJsonString() ?? "null"),
    };

    private static DataType ParseComplex(JsonObject type) => (string)type["type"] switch
    {
        "array" => new ArrayType(Parse(type["elementType"]), (bool)type["containsNull"]),
        "map" => new MapType(Parse(type["keyType"]), Parse(type["valueType"]), (bool)type["valueContainsNull"]),
        "struct" => new StructType(type["fields"].AsArray().Select(field =>
            new StructField((string)field["name"], Parse(field["type"]), (bool)field["nullable"]))),
        var name => throw Unknown(name),
    };

    private static DataType ParseSimple(string name) =>
        Simple.FirstOrDefault(type => type.TypeName == name)
        ?? (FixedDecimal().Match(name) is { Success: true } match
            ? new DecimalType(Number(match.Groups[1]), Number(match.Groups[2]))
            : throw Unknown(name));

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static ArgumentException Unknown(string text) => new($"Could not parse data type: {text}");

    [GeneratedRegex(@"^decimal\(\s*(\d+)\s*,\s*(-?\d+)\s*\)$")]
    private static partial Regex FixedDecimal();
}
