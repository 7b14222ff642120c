using System.Globalization;

namespace Grader.Plans.Json;

/// <summary>Single JSON values as .NET values, with every way of being wrong turned into a <see cref="WireFormatException"/>.</summary>
internal static class JsonScalars
{
    public static string Text(JsonValue element, string field)
    {
        if (element.Kind != JsonKind.String)
        {
            throw new WireFormatException($"'{field}' is not a text");
        }

        string text = element.GetString();
        return text.Length <= WireLimits.Text ? text : throw new WireFormatException($"'{field}' is longer than {WireLimits.Text} characters");
    }

    public static int Int(JsonValue element, string field) =>
        element.Kind == JsonKind.Number && element.TryGetInt(out int value) ? value : throw new WireFormatException($"'{field}' is not an int");

    public static long Long(JsonValue element, string field) =>
        element.Kind == JsonKind.Number && element.TryGetLong(out long value) ? value : throw new WireFormatException($"'{field}' is not a long");

    public static bool Bool(JsonValue element, string field) => element.Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        _ => throw new WireFormatException($"'{field}' is not a flag"),
    };

    /// <summary>A number, or one of the texts NaN, Infinity, -Infinity, which JSON has no number for.</summary>
    public static double Double(JsonValue element, string field) => element.Kind switch
    {
        JsonKind.Number when element.TryGetDouble(out double value) && double.IsFinite(value) => value,
        JsonKind.String => Text(element, field) switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new WireFormatException($"'{field}' is not a number"),
        },
        _ => throw new WireFormatException($"'{field}' is not a number"),
    };

    public static void WriteDouble(JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <param name="limit">Bytes at most.</param>
    public static Seq<byte> Bytes(JsonValue element, string field, int limit) =>
        element.Kind == JsonKind.String && element.GetBase64() is { } bytes && bytes.Length <= limit
            ? Seq.Create<byte>(bytes)
            : throw new WireFormatException($"'{field}' is not a binary value within its bounds");

    public static Seq<T> List<T>(JsonValue element, string field, Func<JsonValue, T> read)
    {
        if (element.Kind != JsonKind.Array)
        {
            throw new WireFormatException($"'{field}' is not a list");
        }

        var items = new T[element.Count];
        int count = 0;
        foreach (JsonValue item in element.Items)
        {
            items[count++] = read(item);
        }

        return Seq.Own(items);
    }
}
