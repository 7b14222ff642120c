using System.Globalization;
using System.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Sinks;

/// <summary>An object a line; null fields are left out unless asked for (Spark's JacksonGenerator).</summary>
internal sealed class JsonFileWriter(StructType schema, TemporalOutput temporal, bool writesNulls, string lineSeparator) : FileFormatWriter
{
    public override string Extension => ".json";

    public override void Begin(StringBuilder text)
    {
        // A file of lines has no head.
    }

    public override void Write(StringBuilder text, Datum[] row)
    {
        Object(text, row, schema);
        text.Append(lineSeparator);
    }

    private void Object(StringBuilder text, Datum[] values, StructType type)
    {
        text.Append('{');
        bool isFirst = true;
        for (int i = 0; i < values.Length; i++)
        {
            if (!values[i].IsNull || writesNulls)
            {
                Name(text, type.Fields[i].Name, ref isFirst);
                Value(text, values[i], type.Fields[i].DataType);
            }
        }

        text.Append('}');
    }

    private static void Name(StringBuilder text, string name, ref bool isFirst)
    {
        text.Append(isFirst ? "" : ",");
        isFirst = false;
        JsonText.Quote(text, name);
        text.Append(':');
    }

    private void Value(StringBuilder text, Datum value, DataType type)
    {
        switch (type)
        {
            case var _ when value.IsNull:
                text.Append("null");
                break;
            case StringType:
                JsonText.Quote(text, value.String);
                break;
            case BooleanType:
                text.Append(value.Boolean ? "true" : "false");
                break;
            case DoubleType or FloatType:
                string number = type is FloatType ? JavaNumberText.Of((float)value.Double) : JavaNumberText.Of(value.Double);
                text.Append(double.IsFinite(value.Double) ? number : $"\"{number}\"");
                break;
            case DecimalType:
                text.Append(value.Decimal.ToString());
                break;
            case DateType or TimestampType or TimestampNtzType:
                JsonText.Quote(text, temporal.Format(value, type));
                break;
            case BinaryType:
                JsonText.Quote(text, Convert.ToBase64String(value.Binary));
                break;
            case StructType row:
                Object(text, value.Items, row);
                break;
            case ArrayType array:
                Array(text, value.Items, array.ElementType);
                break;
            case MapType map:
                Map(text, value.Map, map);
                break;
            case IntegralType:
                text.Append(value.Int64.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                JsonText.Quote(text, ValueText.Shown(value, type, TimeZoneInfo.Utc));
                break;
        }
    }

    private void Array(StringBuilder text, Datum[] items, DataType type)
    {
        text.Append('[');
        for (int i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ",");
            Value(text, items[i], type);
        }

        text.Append(']');
    }

    private void Map(StringBuilder text, MapDatum entries, MapType type)
    {
        text.Append('{');
        bool isFirst = true;
        for (int i = 0; i < entries.Keys.Length; i++)
        {
            Name(text, ValueText.Shown(entries.Keys[i], type.KeyType, TimeZoneInfo.Utc), ref isFirst);
            Value(text, entries.Values[i], type.ValueType);
        }

        text.Append('}');
    }
}
