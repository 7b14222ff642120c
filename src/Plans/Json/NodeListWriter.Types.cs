using System.Diagnostics;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

internal sealed partial class NodeListWriter
{
    private void Write(DataType type)
    {
        switch (type)
        {
            case DecimalType(var precision, var scale):
                Begin("decimal");
                writer.WriteNumber("precision", precision);
                writer.WriteNumber("scale", scale);
                break;
            case DayTimeIntervalType(var start, var end):
                Begin("dayTimeInterval");
                writer.WriteNumber("start", start);
                writer.WriteNumber("end", end);
                break;
            case YearMonthIntervalType(var start, var end):
                Begin("yearMonthInterval");
                writer.WriteNumber("start", start);
                writer.WriteNumber("end", end);
                break;
            case ArrayType(var element, var containsNull):
                int elementIndex = Add(element);
                Begin("array", elementIndex);
                writer.WriteNumber("element", elementIndex);
                Flag("containsNull", containsNull);
                break;
            case MapType(var key, var value, var valueContainsNull):
                int keyIndex = Add(key), valueIndex = Add(value);
                Begin("map", keyIndex, valueIndex);
                writer.WriteNumber("key", keyIndex);
                writer.WriteNumber("value", valueIndex);
                Flag("valueContainsNull", valueContainsNull);
                break;
            case StructType(var fields):
                WriteStruct(fields);
                break;
            default:
                Begin(SimpleTypes.KindOf(type) ?? throw new UnreachableException(type.GetType().Name));
                break;
        }
    }

    private void WriteStruct(Seq<StructField> fields)
    {
        int[] types = [.. fields.Select(field => Add(field.DataType))];
        Begin("struct", types);
        writer.WriteStartArray("fields");
        for (int i = 0; i < types.Length; i++)
        {
            writer.WriteStartObject();
            Text("name", fields[i].Name);
            writer.WriteNumber("type", types[i]);
            Flag("nullable", fields[i].Nullable);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
