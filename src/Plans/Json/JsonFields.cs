using System.Text.Json;

namespace Grader.Plans.Json;

/// <summary>The fields of one JSON object, read by name. Whoever reads one ends with <see cref="End"/>, which refuses fields nobody asked for.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement element;
    private readonly string name;
    private int consumed;

    /// <exception cref="WireFormatException">The element is no object.</exception>
    public JsonFields(JsonElement element, string name)
    {
        this.element = element.ValueKind == JsonValueKind.Object ? element : throw new WireFormatException($"{name} is not an object");
        this.name = name;
    }

    public JsonElement Element(string field) => OptionalElement(field) ?? throw Fault(field, "is missing");

    /// <summary>The field's value; null where the field is absent. A JSON null is a value like any other.</summary>
    public JsonElement? OptionalElement(string field)
    {
        if (!element.TryGetProperty(field, out JsonElement value))
        {
            return null;
        }

        consumed++;
        return value;
    }

    public string Text(string field) => JsonScalars.Text(Element(field), field);

    public string? OptionalText(string field) => OptionalElement(field) is { } value ? JsonScalars.Text(value, field) : null;

    public int Int(string field) => JsonScalars.Int(Element(field), field);

    public int? OptionalInt(string field) => OptionalElement(field) is { } value ? JsonScalars.Int(value, field) : null;

    public long Long(string field) => JsonScalars.Long(Element(field), field);

    public long? OptionalLong(string field) => OptionalElement(field) is { } value ? JsonScalars.Long(value, field) : null;

    public double Double(string field) => JsonScalars.Double(Element(field), field);

    /// <summary>A flag; absent means false.</summary>
    public bool Flag(string field) => OptionalElement(field) is { } value && JsonScalars.Bool(value, field);

    public TEnum Name<TEnum>(string field) where TEnum : struct, Enum
    {
        string text = Text(field);
        return Enum.TryParse(text, ignoreCase: false, out TEnum value) && Enum.IsDefined(value) && value.ToString() == text
            ? value
            : throw Fault(field, "has an unknown value");
    }

    public JsonFields Object(string field) => new(Element(field), field);

    public Seq<T> List<T>(string field, Func<JsonElement, T> read) => JsonScalars.List(Element(field), field, read);

    public Seq<T>? OptionalList<T>(string field, Func<JsonElement, T> read) =>
        OptionalElement(field) is { } value ? JsonScalars.List(value, field, read) : null;

    public Seq<string> Texts(string field) => List(field, value => JsonScalars.Text(value, field));

    public Seq<KeyValuePair<string, T>> Pairs<T>(string field, Func<JsonElement, T> read) => List(field, pair =>
        pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
            ? KeyValuePair.Create(JsonScalars.Text(pair[0], field), read(pair[1]))
            : throw Fault(field, "is not a list of pairs"));

    public Seq<KeyValuePair<string, string>> TextPairs(string field) => Pairs(field, value => JsonScalars.Text(value, field));

    /// <exception cref="WireFormatException">The object has a field that was not read.</exception>
    public void End()
    {
        if (consumed != element.GetPropertyCount())
        {
            throw new WireFormatException($"{name} has unknown fields");
        }
    }

    private WireFormatException Fault(string field, string fault) => new($"field '{field}' of {name} {fault}");
}
