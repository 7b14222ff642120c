using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.Spark.Sql.Types;

/// <summary>A Spark SQL data type.</summary>
public abstract class DataType
{
    // As Newtonsoft's Json writes: letters of any alphabet stay themselves.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For the types of this namespace.</summary>
    protected DataType() { }

    /// <summary>The class's name without "Type", in lower case: <c>integer</c>, not Spark's <c>int</c>.</summary>
    public string TypeName => GetType().Name[..^"Type".Length].ToLowerInvariant();

    /// <summary>The type as SQL writes it, for example <c>array&lt;int&gt;</c>.</summary>
    public virtual string SimpleString => TypeName;

    /// <summary>Spark's JSON form, properties in alphabetical order.</summary>
    public string Json => ToJson().ToJsonString(Compact);

    /// <summary>The type that Spark's JSON form describes.</summary>
    /// <exception cref="ArgumentException">The text names no type.</exception>
    public static DataType ParseDataType(string json) => DataTypeJson.Parse(JsonNode.Parse(json));

    /// <summary>By <see cref="SimpleString"/>: whether nulls are allowed does not count.</summary>
    public override bool Equals(object obj) => obj is DataType other && SimpleString == other.SimpleString;

    /// <inheritdoc/>
    public override int GetHashCode() => SimpleString.GetHashCode(StringComparison.Ordinal);

    /// <exception cref="ArgumentException">The package has no class for that type (intervals, timestamps without a zone).</exception>
    internal static DataType Of(T.DataType type) => type switch
    {
        T.NullType => new NullType(),
        T.BooleanType => new BooleanType(),
        T.ByteType => new ByteType(),
        T.ShortType => new ShortType(),
        T.IntegerType => new IntegerType(),
        T.LongType => new LongType(),
        T.FloatType => new FloatType(),
        T.DoubleType => new DoubleType(),
        T.DecimalType number => new DecimalType(number.Precision, number.Scale),
        T.StringType => new StringType(),
        T.BinaryType => new BinaryType(),
        T.DateType => new DateType(),
        T.TimestampType => new TimestampType(),
        T.ArrayType array => new ArrayType(Of(array.ElementType), array.ContainsNull),
        T.MapType map => new MapType(Of(map.KeyType), Of(map.ValueType), map.ValueContainsNull),
        T.StructType fields => new StructType(fields.Fields.Select(field => new StructField(field.Name, Of(field.DataType), field.Nullable))),
        _ => throw new ArgumentException($"Could not parse data type: {type.SimpleString}"),
    };

    internal abstract T.DataType ToPlan();

    internal virtual JsonNode ToJson() => JsonValue.Create(TypeName);
}
