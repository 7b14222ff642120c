using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

/// <summary>
/// Values as in <see cref="Literal.Value"/>. Null, booleans and texts are themselves; all else is an object whose one field names the exact type:
/// <c>{"long":5}</c>, <c>{"decimal":["125",2]}</c>, <c>{"binary":"base64"}</c>, <c>{"items":[…]}</c> (array or struct), <c>{"map":[[k,v],…]}</c>.
/// </summary>
internal static class ValueJson
{
    /// <exception cref="WireFormatException">The value is none that a literal can hold, or too deep or too long.</exception>
    public static void Write(JsonWriter writer, object? value, int depth = 0)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                return;
            case bool flag:
                writer.WriteBooleanValue(flag);
                return;
            case string text:
                writer.WriteStringValue(text.Length <= WireLimits.Text ? text : throw new WireFormatException($"a text is longer than {WireLimits.Text} characters"));
                return;
        }

        if (depth >= WireLimits.ValueDepth)
        {
            throw new WireFormatException($"a value is nested more than {WireLimits.ValueDepth} levels deep");
        }

        writer.WriteStartObject();
        WriteTyped(writer, value, depth);
        writer.WriteEndObject();
    }

    /// <summary>Reads a value of a type.</summary>
    /// <exception cref="WireFormatException">Malformed, or not a value of <paramref name="type"/>.</exception>
    public static object? Read(JsonValue element, DataType type, int depth = 0)
    {
        if (element.Kind == JsonKind.Null)
        {
            return null;
        }

        if (depth >= WireLimits.ValueDepth)
        {
            throw new WireFormatException($"a value is nested more than {WireLimits.ValueDepth} levels deep");
        }

        return type switch
        {
            BooleanType => JsonScalars.Bool(element, "value"),
            StringType => JsonScalars.Text(element, "value"),
            NullType => throw new WireFormatException("a value of type void is not null"),
            _ => ReadTyped(element, type, depth),
        };
    }

    /// <summary>Reads a row: one value for each field.</summary>
    public static Seq<object?> ReadRow(JsonValue element, StructType schema, int depth = 0)
    {
        if (element.Kind != JsonKind.Array || element.Count != schema.Fields.Count)
        {
            throw new WireFormatException("a row has not one value for each column");
        }

        var values = new object?[schema.Fields.Count];
        int index = 0;
        foreach (JsonValue item in element.Items)
        {
            values[index] = Read(item, schema.Fields[index].DataType, depth + 1);
            index++;
        }

        return Seq.Create<object?>(values);
    }

    public static void WriteRow(JsonWriter writer, Seq<object?> row, int depth = 0)
    {
        writer.WriteStartArray();
        foreach (object? value in row)
        {
            Write(writer, value, depth + 1);
        }

        writer.WriteEndArray();
    }

    /// <summary>
    /// A row whose schema both sides know: numbers and times stand without the name of their type. For results and callbacks, where there are many.
    /// </summary>
    public static void WriteRow(JsonWriter writer, Seq<object?> row, StructType schema)
    {
        writer.WriteStartArray();
        for (int i = 0; i < row.Count; i++)
        {
            switch (row[i], schema.Fields[i].DataType)
            {
                case (int number, IntegerType or DateType):
                    writer.WriteNumberValue(number);
                    break;
                case (long number, LongType or TimestampType):
                    writer.WriteNumberValue(number);
                    break;
                case (double number, DoubleType):
                    JsonScalars.WriteDouble(writer, number);
                    break;
                case (var value, _):
                    Write(writer, value, depth: 1);
                    break;
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads what <see cref="WriteRow(JsonWriter, Seq{object}, StructType)"/> wrote.</summary>
    public static Seq<object?> ReadBareRow(JsonValue element, StructType schema)
    {
        if (element.Kind != JsonKind.Array || element.Count != schema.Fields.Count)
        {
            throw new WireFormatException("a row has not one value for each column");
        }

        var values = new object?[schema.Fields.Count];
        int index = 0;
        foreach (JsonValue item in element.Items)
        {
            DataType type = schema.Fields[index].DataType;
            values[index++] = type switch
            {
                _ when item.Kind == JsonKind.Null => null,
                IntegerType or DateType => JsonScalars.Int(item, "value"),
                LongType or TimestampType => JsonScalars.Long(item, "value"),
                DoubleType => JsonScalars.Double(item, "value"),
                _ => Read(item, type, depth: 1),
            };
        }

        return Seq.Own(values);
    }

    private static void WriteTyped(JsonWriter writer, object value, int depth)
    {
        switch (value)
        {
            case int number:
                writer.WriteNumber("int", number);
                break;
            case long number:
                writer.WriteNumber("long", number);
                break;
            case double number:
                writer.WritePropertyName("double");
                JsonScalars.WriteDouble(writer, number);
                break;
            default:
                WriteRare(writer, value, depth);
                break;
        }
    }

    // Apart, because a method's types are loaded before it runs, and these bring a library for large numbers.
    private static void WriteRare(JsonWriter writer, object value, int depth)
    {
        switch (value)
        {
            case sbyte number:
                writer.WriteNumber("byte", number);
                break;
            case short number:
                writer.WriteNumber("short", number);
                break;
            case float number:
                writer.WritePropertyName("float");
                JsonScalars.WriteDouble(writer, number);
                break;
            case SparkDecimal number:
                writer.WriteStartArray("decimal");
                writer.WriteStringValue(number.Unscaled.ToString(CultureInfo.InvariantCulture));
                writer.WriteNumberValue(number.Scale);
                writer.WriteEndArray();
                break;
            case Seq<byte> bytes:
                writer.WriteBase64String("binary", bytes.AsSpan());
                break;
            case CalendarInterval interval:
                writer.WriteStartArray("interval");
                writer.WriteNumberValue(interval.Months);
                writer.WriteNumberValue(interval.Days);
                writer.WriteNumberValue(interval.Microseconds);
                writer.WriteEndArray();
                break;
            case Seq<object?> items:
                writer.WritePropertyName("items");
                WriteRow(writer, items, depth);
                break;
            case Seq<KeyValuePair<object?, object?>> entries:
                WriteMap(writer, entries, depth);
                break;
            default:
                throw new WireFormatException($"{value.GetType().Name} is no value of a literal");
        }
    }

    private static void WriteMap(JsonWriter writer, Seq<KeyValuePair<object?, object?>> entries, int depth)
    {
        writer.WriteStartArray("map");
        foreach ((object? key, object? value) in entries)
        {
            writer.WriteStartArray();
            Write(writer, key, depth + 1);
            Write(writer, value, depth + 1);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static object ReadTyped(JsonValue element, DataType type, int depth)
    {
        var fields = new JsonFields(element, "a value");
        object value = type switch
        {
            ByteType => (sbyte)Within(fields.Int("byte"), sbyte.MinValue, sbyte.MaxValue),
            ShortType => (short)Within(fields.Int("short"), short.MinValue, short.MaxValue),
            IntegerType or DateType or YearMonthIntervalType => fields.Int("int"),
            LongType or TimestampType or TimestampNtzType or DayTimeIntervalType => fields.Long("long"),
            FloatType => (float)fields.Double("float"),
            DoubleType => fields.Double("double"),
            DecimalType => Decimal(fields.Element("decimal")),
            BinaryType => JsonScalars.Bytes(fields.Element("binary"), "binary", WireLimits.Text),
            CalendarIntervalType => Interval(fields.Element("interval")),
            ArrayType array => fields.List("items", item => Read(item, array.ElementType, depth + 1)),
            StructType schema => ReadRow(fields.Element("items"), schema, depth),
            MapType map => fields.List("map", pair => Entry(pair, map, depth)),
            _ => throw new UnreachableException(type.GetType().Name),
        };
        fields.End();
        return value;
    }

    private static KeyValuePair<object?, object?> Entry(JsonValue pair, MapType map, int depth) =>
        pair.Kind == JsonKind.Array && pair.Count == 2
            ? KeyValuePair.Create(Read(pair[0], map.KeyType, depth + 1), Read(pair[1], map.ValueType, depth + 1))
            : throw new WireFormatException("a map's entry is not a pair");

    private static int Within(int value, int least, int most) =>
        value >= least && value <= most ? value : throw new WireFormatException("a number is out of its type's range");

    private static SparkDecimal Decimal(JsonValue element)
    {
        if (element.Kind != JsonKind.Array || element.Count != 2)
        {
            throw new WireFormatException("a decimal is not a pair of digits and scale");
        }

        string digits = JsonScalars.Text(element[0], "decimal");
        int scale = JsonScalars.Int(element[1], "decimal");
        return digits.Length <= WireLimits.DecimalDigits && Math.Abs((long)scale) <= WireLimits.DecimalDigits
            && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger unscaled)
            ? new SparkDecimal(unscaled, scale)
            : throw new WireFormatException("a decimal is malformed or too long");
    }

    private static CalendarInterval Interval(JsonValue element) =>
        element.Kind == JsonKind.Array && element.Count == 3
            ? new CalendarInterval(
                JsonScalars.Int(element[0], "interval"), JsonScalars.Int(element[1], "interval"), JsonScalars.Long(element[2], "interval"))
            : throw new WireFormatException("an interval has not three parts");
}
