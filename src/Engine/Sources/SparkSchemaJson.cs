using System.Text.Json;
using System.Text.Json.Nodes;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Spark's JSON form of a schema (<c>StructType.json</c>): what it keeps in the Parquet files that it writes, and what <c>from_json</c> takes.</summary>
internal static class SparkSchemaJson
{
    public static string Write(StructType schema) => Node(schema).ToJsonString(RelaxedJson.Options);

    /// <returns>The type, every part of it nullable.</returns>
    /// <exception cref="FormatException">The text is no such form.</exception>
    /// <exception cref="SparkException">It names a type that there is not.</exception>
    public static DataType Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return TypeOf(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The text is no schema.", e);
        }
    }

    private static JsonNode Node(DataType type) => type switch
    {
        StructType structure => new JsonObject
        {
            ["type"] = "struct",
            ["fields"] = new JsonArray([.. structure.Fields.Select(field => new JsonObject
            {
                ["name"] = field.Name,
                ["type"] = Node(field.DataType),
                ["nullable"] = field.Nullable,
                ["metadata"] = new JsonObject(),
            })]),
        },
        ArrayType array => new JsonObject { ["type"] = "array", ["elementType"] = Node(array.ElementType), ["containsNull"] = array.ContainsNull },
        MapType map => new JsonObject { ["type"] = "map", ["keyType"] = Node(map.KeyType), ["valueType"] = Node(map.ValueType), ["valueContainsNull"] = map.ValueContainsNull },
        _ => JsonValue.Create(NameOf(type)),
    };

    private static string NameOf(DataType type) => type switch
    {
        ByteType => "byte",
        ShortType => "short",
        IntegerType => "integer",
        LongType => "long",
        _ => type.SimpleString,
    };

    private static DataType TypeOf(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? SqlParser.ParseDataType(json.GetString()! switch { "integer" => "int", "long" => "bigint", "short" => "smallint", "byte" => "tinyint", var name => name })
        : json.GetProperty("type").GetString() switch
        {
            "array" => new ArrayType(TypeOf(json.GetProperty("elementType"))),
            "map" => new MapType(TypeOf(json.GetProperty("keyType")), TypeOf(json.GetProperty("valueType"))),
            "struct" => new StructType(json.GetProperty("fields").EnumerateArray()
                .Select(field => new StructField(field.GetProperty("name").GetString() ?? throw new JsonException("no name"), TypeOf(field.GetProperty("type")))).ToSeq()),
            _ => throw new JsonException("no type"),
        };
}
