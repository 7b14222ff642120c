using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

/// <summary>MAP: keys of one type, values of another.</summary>
public sealed class MapType(DataType keyType, DataType valueType, bool valueContainsNull = true) : DataType
{
    /// <summary>The keys' type.</summary>
    public DataType KeyType { get; } = keyType;

    /// <summary>The values' type.</summary>
    public DataType ValueType { get; } = valueType;

    /// <summary>Whether values may be null.</summary>
    public bool ValueContainsNull { get; } = valueContainsNull;

    /// <inheritdoc/>
    public override string SimpleString => $"map<{KeyType.SimpleString},{ValueType.SimpleString}>";

    internal override T.DataType ToPlan() => new T.MapType(KeyType.ToPlan(), ValueType.ToPlan(), ValueContainsNull);

    internal override JsonNode ToJson() => new JsonObject
    {
        ["keyType"] = KeyType.ToJson(),
        ["type"] = TypeName,
        ["valueContainsNull"] = ValueContainsNull,
        ["valueType"] = ValueType.ToJson(),
    };
}
