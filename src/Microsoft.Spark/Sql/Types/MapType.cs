using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

public sealed class MapType(DataType keyType, DataType valueType, bool valueContainsNull = true) : DataType
{
    public DataType KeyType { get; } = keyType;

    public DataType ValueType { get; } = valueType;

    public bool ValueContainsNull { get; } = valueContainsNull;

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
