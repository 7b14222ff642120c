using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

public sealed class StructType(IEnumerable<StructField> fields) : DataType
{
    /// <summary>The program may change this list: what it holds when the type is used counts.</summary>
    public List<StructField> Fields { get; } = fields.ToList();

    public override string SimpleString => $"struct<{string.Join(",", Fields.Select(one => $"{one.Name}:{one.DataType.SimpleString}"))}>";

    internal override T.DataType ToPlan() => ToPlanStruct();

    internal T.StructType ToPlanStruct() =>
        new(Fields.Select(field => new T.StructField(field.Name, field.DataType.ToPlan(), field.IsNullable)).ToSeq());

    internal override JsonNode ToJson() => new JsonObject
    {
        ["fields"] = new JsonArray(Fields.Select(field => field.ToJson()).ToArray()),
        ["type"] = TypeName,
    };
}

public sealed class StructField(string name, DataType dataType, bool isNullable = true)
{
    public string Name { get; } = name;

    public DataType DataType { get; } = dataType;

    public bool IsNullable { get; } = isNullable;

    public override string ToString() => $"StructField({Name},{DataType.SimpleString})";

    internal JsonNode ToJson() => new JsonObject
    {
        ["metadata"] = new JsonObject(),
        ["name"] = Name,
        ["nullable"] = IsNullable,
        ["type"] = DataType.ToJson(),
    };
}
