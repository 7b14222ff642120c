using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

/// <summary>ARRAY: items of one type.</summary>
public sealed class ArrayType(DataType elementType, bool containsNull = true) : DataType
{
    /// <summary>The items' type.</summary>
    public DataType ElementType { get; } = elementType;

    /// <summary>Whether items may be null.</summary>
    public bool ContainsNull { get; } = containsNull;

    /// <inheritdoc/>
    public override string SimpleString => $"array<{ElementType.SimpleString}>";

    internal override T.DataType ToPlan() => new T.ArrayType(ElementType.ToPlan(), ContainsNull);

    internal override JsonNode ToJson() => new JsonObject
    {
        ["containsNull"] = ContainsNull,
        ["elementType"] = ElementType.ToJson(),
        ["type"] = TypeName,
    };
}
