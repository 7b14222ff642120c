namespace Microsoft.Spark.Sql;

/// <summary>Functions between columns and texts in JSON or CSV.</summary>
public static partial class Functions
{
    public static Column FromJson(Column column, string schema, Dictionary<string, string> options = null) =>
        WithOptions("from_json", options, column, schema);

    public static Column FromJson(Column column, Column schema, Dictionary<string, string> options = null) =>
        WithOptions("from_json", options, column, schema);

    public static Column ToJson(Column column, Dictionary<string, string> options = null) => WithOptions("to_json", options, column);

    public static Column SchemaOfJson(string json) => Sql.Column.Call("schema_of_json", json);

    public static Column SchemaOfJson(Column json) => Sql.Column.Call("schema_of_json", json);

    public static Column SchemaOfJson(Column json, Dictionary<string, string> options) => WithOptions("schema_of_json", options, json);

    public static Column FromCsv(Column column, Types.StructType schema, Dictionary<string, string> options) =>
        WithOptions("from_csv", options, column, schema.Json);

    public static Column FromCsv(Column column, Column schema, Dictionary<string, string> options) =>
        WithOptions("from_csv", options, column, schema);

    public static Column ToCsv(Column column) => Sql.Column.Call("to_csv", column);

    public static Column ToCsv(Column column, Dictionary<string, string> options) => WithOptions("to_csv", options, column);

    public static Column SchemaOfCsv(string csv) => Sql.Column.Call("schema_of_csv", csv);

    public static Column SchemaOfCsv(Column csv) => Sql.Column.Call("schema_of_csv", csv);

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
