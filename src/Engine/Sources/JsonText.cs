using System.Globalization;
using System.Text;
using Grader.Engine.Text;

namespace Grader.Engine.Sources;

/// <summary>A JSON value written anew, as Jackson copies it into a STRING column: no blanks, numbers in Java's form.</summary>
internal static class JsonText
{
    public static string Rewrite(JsonTokenizer json)
    {
        var text = new StringBuilder();
        int depth = 0;
        bool needsComma = false;
        while (true)
        {
            JsonToken token = json.Token;
            bool closes = token is JsonToken.EndArray or JsonToken.EndObject;
            if (needsComma && !closes)
            {
                text.Append(',');
            }

            Write(json, text);
            depth += token is JsonToken.StartArray or JsonToken.StartObject ? 1 : closes ? -1 : 0;
            needsComma = token is not (JsonToken.StartArray or JsonToken.StartObject or JsonToken.FieldName);
            if (depth <= 0 && token != JsonToken.FieldName)
            {
                return text.ToString();
            }

            json.Next();
        }
    }

    /// <summary>Writes a string in quotes with the escapes that Jackson writes.</summary>
    public static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static void Write(JsonTokenizer json, StringBuilder text)
    {
        switch (json.Token)
        {
            case JsonToken.StartObject:
                text.Append('{');
                break;
            case JsonToken.EndObject:
                text.Append('}');
                break;
            case JsonToken.StartArray:
                text.Append('[');
                break;
            case JsonToken.EndArray:
                text.Append(']');
                break;
            case JsonToken.FieldName:
                json.TryName(out ReadOnlySpan<byte> name);
                Quote(text, Encoding.UTF8.GetString(name));
                text.Append(':');
                break;
            case JsonToken.String:
                Quote(text, json.Text);
                break;
            case JsonToken.Float:
                double number = json.Double;
                string digits = JavaNumberText.Of(number);
                text.Append(double.IsFinite(number) ? digits : $"\"{digits}\"");
                break;
            default:
                text.Append(Encoding.UTF8.GetString(json.Raw));
                break;
        }
    }
}
