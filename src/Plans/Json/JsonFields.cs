
namespace Grader.Plans.Json;

/// <summary>The fields of one JSON object, read by name. Whoever reads one ends with <see cref="End"/>, which refuses fields nobody asked for.</summary>
internal sealed class JsonFields
{
    private readonly JsonValue element;
    private readonly string name;
    private int consumed;

    /// <exception cref="WireFormatException">The element is no object.</exception>
    public JsonFields(JsonValue element, string name)
    {
        this.element = element.Kind == JsonKind.Object ? element : throw new WireFormatException($"{name} is not an object");
        this.name = name;
    }

    public JsonValue Element(string field) => OptionalElement(field) ?? throw Fault(field, "is missing");

    /// <summary>The field's value; null where the field is absent. A JSON null is a value like any other.</summary>
    public JsonValue? OptionalElement(string field)
    {
        JsonValue? value = element.Field(field);
        consumed += value is null ? 0 : 1;
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

    public Seq<T> List<T>(string field, Func<JsonValue, T> read) => JsonScalars.List(Element(field), field, read);

    public Seq<T>? OptionalList<T>(string field, Func<JsonValue, T> read) =>
        OptionalElement(field) is { } value ? JsonScalars.List(value, field, read) : null;

    public Seq<string> Texts(string field) => List(field, value => JsonScalars.Text(value, field));

    public Seq<T> Pairs<T>(string field, Func<string, JsonValue, T> read) => List(field, pair =>
        pair.Kind == JsonKind.Array && pair.Count == 2
            ? read(JsonScalars.Text(pair[0], field), pair[1])
            : throw Fault(field, "is not a list of pairs"));

    public Seq<Setting> Settings(string field) => Pairs(field, (key, value) => new Setting(key, JsonScalars.Text(value, field)));

    /// <exception cref="WireFormatException">The object has a field that was not read.</exception>
    public void End()
    {
        if (consumed != element.Count)
        {
            throw new WireFormatException($"{name} has unknown fields");
        }
    }

    private WireFormatException Fault(string field, string fault) => new($"field '{field}' of {name} {fault}");
}
