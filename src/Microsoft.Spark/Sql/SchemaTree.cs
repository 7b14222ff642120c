using System.Text;

namespace Microsoft.Spark.Sql;

/// <summary>A schema as Spark's <c>printSchema</c> draws it.</summary>
internal static class SchemaTree
{
    /// <param name="depth">Levels to draw; 0 or less draws all.</param>
    public static string Print(T.StructType schema, int depth)
    {
        var text = new StringBuilder("root\n");
        AppendChildren(text, " |", schema, depth > 0 ? depth : int.MaxValue);
        return text.ToString();
    }

    private static void AppendChildren(StringBuilder text, string prefix, T.DataType type, int depth)
    {
        if (depth == 0)
        {
            return;
        }

        switch (type)
        {
            case T.StructType fields:
                foreach (T.StructField field in fields.Fields)
                {
                    Append(text, prefix, field.Name, field.DataType, $" (nullable = {Word(field.Nullable)})", depth);
                }

                break;
            case T.ArrayType array:
                Append(text, prefix, "element", array.ElementType, $" (containsNull = {Word(array.ContainsNull)})", depth);
                break;
            case T.MapType map:
                Append(text, prefix, "key", map.KeyType, "", depth);
                Append(text, prefix, "value", map.ValueType, $" (valueContainsNull = {Word(map.ValueContainsNull)})", depth);
                break;
        }
    }

    private static void Append(StringBuilder text, string prefix, string name, T.DataType type, string nullability, int depth)
    {
        text.Append(prefix).Append("-- ").Append(name).Append(": ").Append(TypeName(type)).Append(nullability).Append('\n');
        AppendChildren(text, prefix + "    |", type, depth - 1);
    }

    /// <summary>Spark's <c>typeName</c>: <c>integer</c> where <c>simpleString</c> says <c>int</c>, and no parts of a nested type.</summary>
    private static string TypeName(T.DataType type) => type switch
    {
        T.ByteType => "byte",
        T.ShortType => "short",
        T.IntegerType => "integer",
        T.LongType => "long",
        T.ArrayType => "array",
        T.MapType => "map",
        T.StructType => "struct",
        _ => type.SimpleString,
    };

    private static string Word(bool value) => value ? "true" : "false";
}
