using System.Globalization;
using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>Values as JSON text, as Spark's JacksonGenerator writes them: fields that are null are left out, values of maps and arrays are not. What <c>to_json</c> and JSON files share.</summary>
internal sealed class JsonTextWriter
{
    private readonly bool ignoresNulls;
    private readonly bool isPretty;
    private readonly TimeZoneInfo zone;
    private readonly TemporalOutput temporal;

    public JsonTextWriter(CaseInsensitiveOptions options, TimeZoneInfo sessionZone)
    {
        ignoresNulls = JsonReadOptions.Flag(options, "ignoreNullFields", true);
        isPretty = JsonReadOptions.Flag(options, "pretty", false);
        zone = TextEncoding.ZoneOf(options, sessionZone);
        temporal = new TemporalOutput(options, zone);
    }

    public string Write(Datum value, DataType type)
    {
        var text = new StringBuilder();
        Append(text, value, type, 0);
        return ValueLimits.Checked("to_json", text.ToString());
    }

    private void Append(StringBuilder text, Datum value, DataType type, int depth)
    {
        if (value.IsNull)
        {
            text.Append("null");
            return;
        }

        switch (type)
        {
            case StructType fields:
                AppendObject(text, fields.Fields.Select((field, i) => (field.Name, value.Items[i], field.DataType)).Where(field => !ignoresNulls || !field.Item2.IsNull), depth);
                break;
            case MapType map:
                AppendObject(text, value.Map.Keys.Select((key, i) => (KeyText(key, map.KeyType), value.Map.Values[i], map.ValueType)), depth);
                break;
            case ArrayType array:
                text.Append(isPretty ? "[ " : "[");
                for (int i = 0; i < value.Items.Length; i++)
                {
                    text.Append(i == 0 ? "" : isPretty ? ", " : ",");
                    Append(text, value.Items[i], array.ElementType, depth);
                }

                text.Append(isPretty ? " ]" : "]");
                break;
            default:
                AppendScalar(text, value, type);
                break;
        }

        ValueLimits.CheckLength("to_json", text.Length);
    }

    private void AppendObject(StringBuilder text, IEnumerable<(string Name, Datum Value, DataType Type)> entries, int depth)
    {
        string lineEnd = isPretty ? "\n" + new string(' ', 2 * (depth + 1)) : "";
        bool isFirst = true;
        text.Append('{');
        foreach ((string name, Datum value, DataType type) in entries)
        {
            text.Append(isFirst ? "" : ",").Append(lineEnd);
            JsonText.Quote(text, name);
            text.Append(isPretty ? " : " : ":");
            Append(text, value, type, depth + 1);
            isFirst = false;
        }

        text.Append(isPretty ? isFirst ? " " : "\n" + new string(' ', 2 * depth) : "").Append('}');
    }

    // Keys are written by their physical value: a date is a number of days.
    private string KeyText(Datum key, DataType type) => type is DateType or TimestampType or TimestampNtzType
        ? key.Int64.ToString(CultureInfo.InvariantCulture)
        : ValueText.Of(key, type, zone);

    private void AppendScalar(StringBuilder text, Datum value, DataType type)
    {
        switch (type)
        {
            case BooleanType or IntegralType or DecimalType:
                text.Append(ValueText.Of(value, type, zone));
                break;
            case FloatType or DoubleType when double.IsFinite(value.Double):
                text.Append(ValueText.Of(value, type, zone));
                break;
            case DateType or TimestampType or TimestampNtzType:
                JsonText.Quote(text, temporal.Format(value, type));
                break;
            case BinaryType:
                JsonText.Quote(text, Convert.ToBase64String(value.Binary));
                break;
            default:
                JsonText.Quote(text, ValueText.Of(value, type, zone));
                break;
        }
    }
}
