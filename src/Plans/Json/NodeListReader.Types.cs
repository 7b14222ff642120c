using Grader.Plans.Types;

namespace Grader.Plans.Json;

internal sealed partial class NodeListReader
{
    /// <summary>Null where the kind is that of no type.</summary>
    private DataType? ReadType(string kind, JsonFields fields) => SimpleTypes.Find(kind) ?? kind switch
    {
        "decimal" => Decimal(fields.Int("precision"), fields.Int("scale")),
        "dayTimeInterval" => IsRange(fields, 3, out int start, out int end) ? new DayTimeIntervalType(start, end) : throw BadInterval(),
        "yearMonthInterval" => IsRange(fields, 1, out int start, out int end) ? new YearMonthIntervalType(start, end) : throw BadInterval(),
        "array" => new ArrayType(Ref<DataType>(fields, "element"), fields.Flag("containsNull")),
        "map" => new MapType(Ref<DataType>(fields, "key"), Ref<DataType>(fields, "value"), fields.Flag("valueContainsNull")),
        "struct" => new StructType(fields.List("fields", Field)),
        _ => (DataType?)null,
    };

    private StructField Field(JsonValue element)
    {
        var fields = new JsonFields(element, "a struct's field");
        var field = new StructField(fields.Text("name"), Ref<DataType>(fields, "type"), fields.Flag("nullable"));
        fields.End();
        return field;
    }

    private static DecimalType Decimal(int precision, int scale) =>
        precision is >= 1 and <= DecimalType.MaxPrecision && scale >= 0 && scale <= precision
            ? new DecimalType(precision, scale)
            : throw new WireFormatException("a decimal's precision or scale is out of bounds");

    private static bool IsRange(JsonFields fields, int last, out int start, out int end)
    {
        start = fields.Int("start");
        end = fields.Int("end");
        return start >= 0 && start <= end && end <= last;
    }

    private static WireFormatException BadInterval() => new("an interval's fields are out of bounds");
}
