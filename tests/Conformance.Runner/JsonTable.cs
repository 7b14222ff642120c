using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Grader.Engine.Expressions;
using Grader.Engine.Sql;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Conformance.Runner;

/// <summary>Values between the golden files' JSON (see "Values" in their README), plans and the engine.</summary>
internal static class JsonTable
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff";

    /// <summary>A table held in the plan.</summary>
    public static LocalRelation Plan(string schemaText, JsonArray rows)
    {
        StructType schema = SqlParser.ParseSchema(schemaText);
        return new LocalRelation(schema, rows.Select(row => row!.AsArray().Select((value, i) => PlanValue(value, schema.Fields[i].DataType)).ToSeq()).ToSeq());
    }

    /// <summary>A value of the engine as the golden files write it.</summary>
    public static JsonNode? Json(Datum value, DataType type)
    {
        if (value.IsNull)
        {
            return null;
        }

        return type switch
        {
            BooleanType => value.Boolean,
            FloatType or DoubleType => Real(value.Double),
            StringType => value.String,
            BinaryType => Convert.ToHexStringLower(value.Binary),
            DecimalType => value.Decimal.ToString(),
            DateType => DateTime.UnixEpoch.AddDays(value.Int64).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimestampType => Time(value.Int64) + "Z",
            TimestampNtzType => Time(value.Int64),
            ArrayType array => new JsonArray([.. value.Items.Select(item => Json(item, array.ElementType))]),
            StructType fields => new JsonArray([.. value.Items.Select((item, i) => Json(item, fields.Fields[i].DataType))]),
            MapType map => new JsonArray([.. value.Map.Keys.Select((key, i) => new JsonArray(Json(key, map.KeyType), Json(value.Map.Values[i], map.ValueType)))
                .OrderBy(pair => pair[0]?.ToJsonString(), StringComparer.Ordinal)]),
            _ => value.Int64,
        };
    }

    /// <summary>A plan's value as the golden files write it.</summary>
    public static JsonNode? Json(object? value, DataType type) => (value, type) switch
    {
        (null, _) => null,
        (bool b, _) => b,
        (float f, _) => Real(f),
        (double d, _) => Real(d),
        (string s, _) => s,
        (SparkDecimal d, _) => d.ToString(),
        (Seq<byte> bytes, _) => Convert.ToHexStringLower(bytes.AsSpan()),
        (int days, DateType) => DateTime.UnixEpoch.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (long micros, TimestampType) => Time(micros) + "Z",
        (long micros, TimestampNtzType) => Time(micros),
        (Seq<object?> items, ArrayType array) => new JsonArray([.. items.Select(item => Json(item, array.ElementType))]),
        (Seq<object?> items, StructType fields) => new JsonArray([.. items.Select((item, i) => Json(item, fields.Fields[i].DataType))]),
        (Seq<KeyValuePair<object?, object?>> pairs, MapType map) => new JsonArray([.. pairs.Select(pair => new JsonArray(Json(pair.Key, map.KeyType), Json(pair.Value, map.ValueType)))
            .OrderBy(pair => pair[0]?.ToJsonString(), StringComparer.Ordinal)]),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static string Time(long micros) => DateTime.UnixEpoch.AddTicks(micros * 10).ToString(TimestampFormat, CultureInfo.InvariantCulture);

    private static JsonNode Real(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : JsonValue.Create(value);

    private static object? PlanValue(JsonNode? value, DataType type) => value is null ? null : type switch
    {
        BooleanType => (bool)value,
        ByteType => (sbyte)value,
        ShortType => (short)value,
        IntegerType => (int)value,
        LongType => (long)value,
        FloatType => (float)RealOf(value),
        DoubleType => RealOf(value),
        StringType => (string)value!,
        BinaryType => Convert.FromHexString((string)value!).ToSeq(),
        DecimalType target => DecimalOf((string)value!, target),
        DateType => (int)(DateTime.Parse((string)value!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) - DateTime.UnixEpoch).TotalDays,
        TimestampType or TimestampNtzType => (DateTimeOffset.Parse((string)value!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcTicks - DateTime.UnixEpoch.Ticks) / 10,
        ArrayType array => value.AsArray().Select(item => PlanValue(item, array.ElementType)).ToSeq(),
        StructType fields => value is JsonObject record
            ? fields.Fields.Select(field => PlanValue(record[field.Name], field.DataType)).ToSeq()
            : value.AsArray().Select((item, i) => PlanValue(item, fields.Fields[i].DataType)).ToSeq(),
        MapType map => value is JsonObject entries
            ? JavaHashOrder(entries).Select(entry => new KeyValuePair<object?, object?>(entry.Key, PlanValue(entry.Value, map.ValueType))).ToSeq()
            : value.AsArray().Select(pair => new KeyValuePair<object?, object?>(PlanValue(pair![0], map.KeyType), PlanValue(pair[1], map.ValueType))).ToSeq(),
        DayTimeIntervalType => (long)value,
        _ => throw new NotSupportedException($"a golden value of type {type.SimpleString}"),
    };

    // The recorder's maps went through a java.util.HashMap, which orders keys by the buckets of their hashes.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> JavaHashOrder(JsonObject entries)
    {
        int capacity = 16;
        while (entries.Count > capacity * 3 / 4)
        {
            capacity *= 2;
        }

        return entries.OrderBy(entry =>
        {
            int hash = entry.Key.Aggregate(0, (sum, c) => unchecked(31 * sum + c));
            return (hash ^ (int)((uint)hash >> 16)) & (capacity - 1);
        });
    }

    private static double RealOf(JsonNode value) => value.GetValueKind() is System.Text.Json.JsonValueKind.String
        ? (string)value! switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, _ => double.NegativeInfinity }
        : (double)value;

    private static SparkDecimal DecimalOf(string text, DecimalType type)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        string digits = point < 0 ? text : text.Remove(point, 1);
        int scale = point < 0 ? 0 : text.Length - point - 1;
        BigInteger unscaled = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return new SparkDecimal(scale <= type.Scale ? unscaled * BigInteger.Pow(10, type.Scale - scale) : unscaled / BigInteger.Pow(10, scale - type.Scale), type.Scale);
    }
}
