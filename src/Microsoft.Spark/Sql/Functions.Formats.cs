namespace Microsoft.Spark.Sql;

/// <summary>Functions between columns and texts in JSON or CSV.</summary>
public static partial class Functions
{
    /// <summary>Reads a JSON text as a value of this type: a struct, an array or a map. Null where it cannot be read.</summary>
    public static Column FromJson(Column column, string schema, Dictionary<string, string> options = null) =>
        WithOptions("from_json", options, column, schema);

    /// <summary>The schema of a JSON text, as DDL.</summary>
    public static Column FromJson(Column column, Column schema, Dictionary<string, string> options = null) =>
        WithOptions("from_json", options, column, schema);

    /// <summary>The schema of a JSON text, as DDL.</summary>
    public static Column ToJson(Column column, Dictionary<string, string> options = null) => WithOptions("to_json", options, column);

    /// <summary>The schema of a JSON text, as DDL.</summary>
    public static Column SchemaOfJson(string json) => Sql.Column.Call("schema_of_json", json);

    /// <inheritdoc cref="SchemaOfJson(string)"/>
    public static Column SchemaOfJson(Column json) => Sql.Column.Call("schema_of_json", json);

    /// <inheritdoc cref="SchemaOfJson(string)"/>
    public static Column SchemaOfJson(Column json, Dictionary<string, string> options) => WithOptions("schema_of_json", options, json);

    /// <summary>Reads a line of CSV as a struct. Null where it cannot be read.</summary>
    public static Column FromCsv(Column column, Types.StructType schema, Dictionary<string, string> options) =>
        WithOptions("from_csv", options, column, schema.Json);

    /// <summary>A struct as CSV text.</summary>
    public static Column FromCsv(Column column, Column schema, Dictionary<string, string> options) =>
        WithOptions("from_csv", options, column, schema);

    /// <summary>A struct as CSV text.</summary>
    public static Column ToCsv(Column column) => Sql.Column.Call("to_csv", column);

    /// <inheritdoc cref="ToCsv(Column)"/>
    public static Column ToCsv(Column column, Dictionary<string, string> options) => WithOptions("to_csv", options, column);

    /// <summary>The schema of a CSV text, as DDL.</summary>
    public static Column SchemaOfCsv(string csv) => Sql.Column.Call("schema_of_csv", csv);

    /// <inheritdoc cref="SchemaOfCsv(string)"/>
    public static Column SchemaOfCsv(Column csv) => Sql.Column.Call("schema_of_csv", csv);

    /// <inheritdoc cref="SchemaOfCsv(string)"/>
    public static Column SchemaOfCsv(Column csv, Dictionary<string, string> options) => WithOptions("schema_of_csv", options, csv);

    /// <summary>Options as Spark Connect sends them: a map of literals as the last argument.</summary>
    private static Column WithOptions(string function, Dictionary<string, string> options, params object[] arguments)
    {
        if (options is not { Count: > 0 })
        {
            return Sql.Column.Call(function, arguments);
        }

        Column map = Sql.Column.Call("map", options.SelectMany(option => new object[] { option.Key, option.Value }).ToArray());
        return Sql.Column.Call(function, [.. arguments, map]);
    }
}
