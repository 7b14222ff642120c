using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grader.Engine.Sources;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Parquet;

/// <summary>Spark's JSON form of a schema (<c>StructType.json</c>), which it keeps in the files that it writes.</summary>
internal static partial class SparkSchemaJson
{
    private static readonly Dictionary<string, DataType> Simple = new DataType[]
    {
        new BooleanType(), new ByteType(), new ShortType(), new IntegerType(), new LongType(), new FloatType(), new DoubleType(), new StringType(), new BinaryType(), new DateType(),
        new TimestampType(), new TimestampNtzType(), new DayTimeIntervalType(0, 0), new DayTimeIntervalType(0, 1), new DayTimeIntervalType(0, 2), new DayTimeIntervalType(0, 3),
        new DayTimeIntervalType(1, 1), new DayTimeIntervalType(1, 2), new DayTimeIntervalType(1, 3), new DayTimeIntervalType(2, 2), new DayTimeIntervalType(2, 3), new DayTimeIntervalType(3, 3),
        new YearMonthIntervalType(0, 0), new YearMonthIntervalType(0, 1), new YearMonthIntervalType(1, 1),
    }.ToDictionary(NameOf);

    public static string Write(StructType schema) => Node(schema).ToJsonString(RelaxedJson.Options);

    /// <returns>The schema with every column and element nullable; null where the text is none.</returns>
    public static StructType? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return TypeOf(document.RootElement) as StructType;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
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

    private static DataType? TypeOf(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            string name = json.GetString()!;
            return Simple.GetValueOrDefault(name) ?? (DecimalName().Match(name) is { Success: true } match ? Decimal(match) : null);
        }

        switch (json.GetProperty("type").GetString())
        {
            case "struct":
                var fields = new List<StructField>();
                foreach (JsonElement field in json.GetProperty("fields").EnumerateArray())
                {
                    if (TypeOf(field.GetProperty("type")) is not { } type)
                    {
                        return null;
                    }

                    fields.Add(new StructField(field.GetProperty("name").GetString() ?? "", type));
                }

                return new StructType(fields.ToSeq());
            case "array":
                return TypeOf(json.GetProperty("elementType")) is { } element ? new ArrayType(element) : null;
            case "map":
                return TypeOf(json.GetProperty("keyType")) is { } key && TypeOf(json.GetProperty("valueType")) is { } value ? new MapType(key, value) : null;
            default:
                return null;
        }
    }

    private static DecimalType? Decimal(Match match)
    {
        int precision = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), scale = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return precision is >= 1 and <= DecimalType.MaxPrecision && scale <= precision ? new DecimalType(precision, scale) : null;
    }

    [GeneratedRegex(@"^decimal\(([0-9]{1,2}),([0-9]{1,2})\)$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalName();
}
