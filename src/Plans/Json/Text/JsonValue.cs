using System.Buffers.Text;
using System.Globalization;

namespace Grader.Plans.Json;

/// <summary>One value of a <see cref="JsonText"/>.</summary>
internal readonly struct JsonValue(JsonText text, int index)
{
    public JsonKind Kind => text.Token(index).Kind;

    /// <summary>Items of an array, fields of an object.</summary>
    public int Count => text.Token(index).Size;

    /// <summary>An array's items, one after the other.</summary>
    public JsonItems Items => new(text, index);

    /// <summary>An item of a short array: those before it are stepped over.</summary>
    /// <param name="item">Below <see cref="Count"/>.</param>
    public JsonValue this[int item]
    {
        get
        {
            int place = index + 1;
            for (int i = 0; i < item; i++)
            {
                place = text.Behind(place);
            }

            return new JsonValue(text, place);
        }
    }

    /// <summary>The field of an object; null where it is absent.</summary>
    public JsonValue? Field(string name)
    {
        int field = index + 1;
        for (int i = Count; i > 0; i--)
        {
            if (IsNamed(text.Bytes(text.Token(field)), name))
            {
                return new JsonValue(text, field + 1);
            }

            field = text.Behind(field + 1);
        }

        return null;
    }

    /// <summary>The characters of a text.</summary>
    /// <exception cref="WireFormatException">Not UTF-8, or escaped in a way JSON does not know; half of a surrogate pair is no character.</exception>
    public string GetString()
    {
        JsonToken token = text.Token(index);
        return JsonStrings.Decode(text.Bytes(token), token.IsEscaped);
    }

    public bool TryGetInt(out int value) => Utf8Parser.TryParse(Bytes, out value, out int consumed) && consumed == Count;

    public bool TryGetLong(out long value) => Utf8Parser.TryParse(Bytes, out value, out int consumed) && consumed == Count;

    public bool TryGetDouble(out double value) => double.TryParse(Bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>The bytes that a text in base64 stands for; null where it is none.</summary>
    public byte[]? GetBase64() => text.Token(index).IsEscaped ? null : JsonBase64.Decode(Bytes);

    private ReadOnlySpan<byte> Bytes => text.Bytes(text.Token(index));

    private static bool IsNamed(ReadOnlySpan<byte> found, string name)
    {
        if (found.Length != name.Length)
        {
            return false;
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] != name[i])
            {
                return false;
            }
        }

        return true;
    }
}
