namespace Grader.Plans.Json;

/// <summary>
/// A JSON text (RFC 8259) that was checked whole, and the places of its values. Of our own because of a worker's start: the base library's reader and
/// writer are compiled anew in each, a tenth of what a submission costs (docs/decisions/0007).
/// </summary>
/// <remarks>
/// Stricter than the RFC, as nothing but <see cref="JsonWriter"/> writes what is read here: an object has at most <see cref="MaxFields"/> fields, each
/// name once and without escapes.
/// </remarks>
internal sealed class JsonText
{
    /// <summary>Fields of one object; no form has half as many. Names are compared each with each.</summary>
    public const int MaxFields = 64;

    private readonly ReadOnlyMemory<byte> utf8;
    private readonly JsonToken[] tokens;

    internal JsonText(ReadOnlyMemory<byte> utf8, JsonToken[] tokens)
    {
        this.utf8 = utf8;
        this.tokens = tokens;
    }

    public JsonValue Root => new(this, 0);

    /// <exception cref="WireFormatException">Not JSON, nested deeper than <see cref="WireLimits.JsonDepth"/>, or longer than a frame may be.</exception>
    public static JsonText Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > WireLimits.FrameBytes)
        {
            throw new WireFormatException($"a text of {utf8.Length} bytes is longer than a frame");
        }

        return new JsonText(utf8, JsonParser.Parse(utf8.Span));
    }

    internal JsonToken Token(int index) => tokens[index];

    internal ReadOnlySpan<byte> Bytes(JsonToken token) => utf8.Span.Slice(token.Where, token.Size);

    /// <summary>The index of the token behind a value and all that is in it.</summary>
    internal int Behind(int index)
    {
        JsonToken token = tokens[index];
        return token.Kind is JsonKind.Array or JsonKind.Object ? token.Where : index + 1;
    }
}
