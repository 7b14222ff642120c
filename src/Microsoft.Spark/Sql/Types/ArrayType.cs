using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

public sealed class ArrayType(DataType elementType, bool containsNull = true) : DataType
{
    public DataType ElementType { get; } = elementType;

    public bool ContainsNull { get; } = containsNull;

    public override string SimpleString => $"array<{ElementType.SimpleString}>";

    internal override T.DataType ToPlan() => new T.ArrayType(ElementType.ToPlan(), ContainsNull);

    internal override JsonNode ToJson() => new JsonObject
    {
        ["containsNull"] = ContainsNull,
        ["elementType"] = ElementType.ToJson(),
        ["type"] = TypeName,
    };
}
