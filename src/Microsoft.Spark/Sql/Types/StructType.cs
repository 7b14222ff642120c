using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

/// <summary>STRUCT: named fields, each of its own type; also the columns of a frame.</summary>
public sealed class StructType(IEnumerable<StructField> fields) : DataType
{
    /// <summary>The program may change this list: what it holds when the type is used counts.</summary>
    public List<StructField> Fields { get; } = fields.ToList();

    /// <inheritdoc/>
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

/// <summary>A field of a struct, or a column.</summary>
public sealed class StructField(string name, DataType dataType, bool isNullable = true)
{
    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>The field's type.</summary>
    public DataType DataType { get; } = dataType;

    /// <summary>Whether the value may be null.</summary>
    public bool IsNullable { get; } = isNullable;

    /// <inheritdoc/>
    public override string ToString() => $"StructField({Name},{DataType.SimpleString})";

    internal JsonNode ToJson() => new JsonObject
    {
        ["metadata"] = new JsonObject(),
        ["name"] = Name,
        ["nullable"] = IsNullable,
        ["type"] = DataType.ToJson(),
    };
}
