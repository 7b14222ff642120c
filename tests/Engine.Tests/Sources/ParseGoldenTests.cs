using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Engine.Sql;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Tests.Sources;

/// <summary>Every json, csv and text case that a real Spark recorded in golden/parse.jsonl.</summary>
public sealed class ParseGoldenTests
{
    public static TheoryData<string> JsonCases => Ids("json");

    public static TheoryData<string> CsvCases => Ids("csv");

    public static TheoryData<string> TextCases => Ids("text");

    [Theory]
    [MemberData(nameof(JsonCases))]
    public void Json_rows_are_those_of_Spark(string id)
    {
        JsonObject golden = Case(id);
        StructType schema = SqlParser.ParseSchema(golden["schema"]!.GetValue<string>());
        Func<string> read = () => Print(
            new JsonRecordReader(schema, Options(golden), TimeZoneInfo.Utc).ReadFile(Bytes(golden)).Select(r => r.Row), schema);

        if (golden["error"] is JsonObject error)
        {
            SparkException thrown = Assert.Throws<SparkException>(() => read());
            Assert.Equal(error["errorClass"]!.GetValue<string>(), thrown.Error.ErrorClass);
            Assert.Equal(error["message"]!.GetValue<string>(), thrown.Error.Message);
        }
        else
        {
            Assert.Equal(Normal(golden["rows"]!), read());
        }
    }

    [Theory]
    [MemberData(nameof(CsvCases))]
    public void Csv_rows_are_those_of_Spark(string id)
    {
        JsonObject golden = Case(id);
        StructType schema = SqlParser.ParseSchema(golden["schema"]!.GetValue<string>());
        Assert.Equal(
            Normal(golden["rows"]!),
            Print(new CsvRecordReader(schema, Options(golden), TimeZoneInfo.Utc).Read("file", new MemoryStream(Bytes(golden))).Select(r => r.Row), schema));
    }

    [Theory]
    [MemberData(nameof(TextCases))]
    public void Text_rows_are_those_of_Spark(string id)
    {
        JsonObject golden = Case(id);
        var schema = new StructType([new StructField("value", new StringType())]);
        Assert.Equal(
            Normal(golden["rows"]!),
            Print(new TextRecordReader(Options(golden)).ReadFile(Bytes(golden)).Select(r => r.Row), schema));
    }

    private static byte[] Bytes(JsonObject golden) => Encoding.UTF8.GetBytes(golden["text"]!.GetValue<string>());

    private static CaseInsensitiveOptions Options(JsonObject golden) => new(
        golden["options"]!.AsObject().Select(o => new Setting(o.Key, o.Value!.GetValue<string>())).ToSeq());

    private static string Print(IEnumerable<Datum[]> rows, StructType schema) => Normal(new JsonArray(
        [.. rows.Select(r => (JsonNode?)new JsonArray([.. r.Select((v, i) => Print(v, schema.Fields[i].DataType))]))]));

    private static JsonNode? Print(Datum value, DataType type) => value.IsNull ? null : type switch
    {
        StringType => value.String,
        BooleanType => value.Boolean,
        FloatType or DoubleType => double.IsFinite(value.Double) ? value.Double : JavaNumberText.Of(value.Double),
        DecimalType => value.Decimal.ToString(),
        TimestampType or TimestampNtzType => Instant(value.Int64) + (type is TimestampType ? "Z" : ""),
        DateType => TemporalText.FormatDate((int)value.Int64),
        BinaryType => Convert.ToHexStringLower(value.Binary),
        StructType s => new JsonArray([.. value.Items.Select((v, i) => Print(v, s.Fields[i].DataType))]),
        ArrayType a => new JsonArray([.. value.Items.Select(v => Print(v, a.ElementType))]),
        MapType m => new JsonArray([.. value.Map.Keys.Zip(value.Map.Values, (k, v) => (JsonNode?)new JsonArray(Print(k, m.KeyType), Print(v, m.ValueType)))]),
        _ => value.Int64,
    };

    private static string Instant(long micros)
    {
        string[] parts = TemporalText.FormatTimestampNtz(micros).Replace(' ', 'T').Split('.');
        return $"{parts[0]}.{(parts.Length > 1 ? parts[1] : "").PadRight(6, '0')}";
    }

    // Numbers print alike whether they are written 1.0 or 1: the type of a column is compared elsewhere.
    private static string Normal(JsonNode node) => node switch
    {
        JsonArray array => $"[{string.Join(",", array.Select(n => n is null ? "null" : Normal(n)))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JavaNumberText.Of(double.Parse(value.ToJsonString())),
        _ => node.ToJsonString(),
    };

    private static JsonObject Case(string id) => Cases().Single(c => c["id"]!.GetValue<string>() == id);

    // A case without a schema infers one, which a stream refuses.
    private static TheoryData<string> Ids(string format) =>
        [.. Cases().Where(c => c["format"]!.GetValue<string>() == format && c["schema"] is not null).Select(c => c["id"]!.GetValue<string>())];

    private static IEnumerable<JsonObject> Cases() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden", "parse.jsonl"))
            .Select(line => JsonNode.Parse(line)!.AsObject());
}
