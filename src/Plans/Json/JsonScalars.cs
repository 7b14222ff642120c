using System.Globalization;
using System.Text.Json;

namespace Grader.Plans.Json;

/// <summary>Single JSON values as .NET values, with every way of being wrong turned into a <see cref="WireFormatException"/>.</summary>
internal static class JsonScalars
{
    public static string Text(JsonElement element, string field)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            throw new WireFormatException($"'{field}' is not a text");
        }

        string text = element.GetString()!;
        return text.Length <= WireLimits.Text ? text : throw new WireFormatException($"'{field}' is longer than {WireLimits.Text} characters");
    }

    public static int Int(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value) ? value : throw new WireFormatException($"'{field}' is not an int");

    public static long Long(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long value) ? value : throw new WireFormatException($"'{field}' is not a long");

    public static bool Bool(JsonElement element, string field) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new WireFormatException($"'{field}' is not a flag"),
    };

    /// <summary>A number, or one of the texts NaN, Infinity, -Infinity, which JSON has no number for.</summary>
    public static double Double(JsonElement element, string field) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDouble(out double value) && double.IsFinite(value) => value,
        JsonValueKind.String => Text(element, field) switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw new WireFormatException($"'{field}' is not a number"),
        },
        _ => throw new WireFormatException($"'{field}' is not a number"),
    };

    public static void WriteDouble(Utf8JsonWriter writer, double value)
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
    public static Seq<byte> Bytes(JsonElement element, string field, int limit) =>
        element.ValueKind == JsonValueKind.String && element.TryGetBytesFromBase64(out byte[]? bytes) && bytes.Length <= limit
            ? Seq.Create<byte>(bytes)
            : throw new WireFormatException($"'{field}' is not a binary value within its bounds");

    public static Seq<T> List<T>(JsonElement element, string field, Func<JsonElement, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw new WireFormatException($"'{field}' is not a list");
        }

        var items = new T[element.GetArrayLength()];
        int count = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            items[count++] = read(item);
        }

        return Seq.Own(items);
    }
}
