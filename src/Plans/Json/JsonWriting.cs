
namespace Grader.Plans.Json;

/// <summary>The field shapes that several forms share.</summary>
internal static class JsonWriting
{
    public static void WriteText(this JsonWriter writer, string name, string text) => writer.WriteString(name, Bounded(text));

    public static void WriteOptionalText(this JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteText(name, text);
        }
    }

    public static void WriteTexts(this JsonWriter writer, string name, Seq<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(Bounded(text));
        }

        writer.WriteEndArray();
    }

    public static void WriteSettings(this JsonWriter writer, string name, Seq<Setting> pairs)
    {
        writer.WriteStartArray(name);
        foreach ((string key, string value) in pairs)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(Bounded(key));
            writer.WriteStringValue(Bounded(value));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes where a node was made, as <c>"at":[file,line,column]</c>; nothing where it is unknown.</summary>
    public static void WriteOrigin(this JsonWriter writer, Origin origin)
    {
        if (origin.IsKnown)
        {
            writer.WriteStartArray("at");
            writer.WriteStringValue(Bounded(origin.File!));
            writer.WriteNumberValue(origin.Line);
            writer.WriteNumberValue(origin.Column);
            writer.WriteEndArray();
        }
    }

    public static Origin ReadOrigin(this JsonFields fields)
    {
        if (fields.OptionalElement("at") is not { } at)
        {
            return default;
        }

        return at.Kind == JsonKind.Array && at.Count == 3
            ? new Origin(JsonScalars.Text(at[0], "at"), JsonScalars.Int(at[1], "at"), JsonScalars.Int(at[2], "at"))
            : throw new WireFormatException("'at' is not a file, line and column");
    }

    /// <summary>Lone surrogates, which UTF-8 cannot hold, become U+FFFD.</summary>
    private static string Bounded(string text) =>
        text.Length <= WireLimits.Text ? text : throw new WireFormatException($"a text is longer than {WireLimits.Text} characters");
}
