using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Catalog;

/// <summary>What Spark's catalog says where a name is missing or taken.</summary>
internal static class CatalogErrors
{
    public static SparkException DatabaseNotFound(string name) => SparkException.Analysis("SCHEMA_NOT_FOUND",
        $"[SCHEMA_NOT_FOUND] The schema `{name}` cannot be found. Verify the spelling and correctness of the schema and catalog.\n"
        + "If you did not qualify the name with a catalog, verify the current_schema() output, or qualify the name with the correct catalog.\n"
        + "To tolerate the error on drop use DROP SCHEMA IF EXISTS.");

    public static SparkException TableExists(string name) => SparkException.Analysis("TABLE_OR_VIEW_ALREADY_EXISTS",
        $"[TABLE_OR_VIEW_ALREADY_EXISTS] Cannot create table or view `default`.`{name}` because it already exists.\n"
        + "Choose a different name, drop or replace the existing object, or add the IF NOT EXISTS clause to tolerate pre-existing objects.");

    public static SparkException ViewExists(string name) => SparkException.Analysis("TEMP_TABLE_OR_VIEW_ALREADY_EXISTS",
        $"[TEMP_TABLE_OR_VIEW_ALREADY_EXISTS] Cannot create the temporary view `{name}` because it already exists.\n"
        + "Choose a different name, drop or replace the existing view,  or add the IF NOT EXISTS clause to tolerate pre-existing views.");

    public static SparkException PathExists(string uri) => SparkException.Analysis("PATH_ALREADY_EXISTS",
        $"[PATH_ALREADY_EXISTS] Path {uri} already exists. Set mode as \"overwrite\" to overwrite the existing path.");

    public static SparkException AlsoReadPath(string uri) => SparkException.Analysis("UNSUPPORTED_OVERWRITE.PATH",
        $"[UNSUPPORTED_OVERWRITE.PATH] Can't overwrite the target that is also being read from. The target path is \"{uri}\".");

    public static SparkException AlsoReadTable(string name) => SparkException.Analysis("UNSUPPORTED_OVERWRITE.TABLE",
        $"[UNSUPPORTED_OVERWRITE.TABLE] Can't overwrite the target that is also being read from. The target table is `spark_catalog`.`default`.`{name}`.");

    public static SparkException OtherFormat(string name, string existing, string given) => SparkException.Analysis("_LEGACY_ERROR_TEMP_1159",
        $"The format of the existing table spark_catalog.default.{name} is `{existing}`. It doesn't match the specified format `{given}`.");

    public static SparkException OtherWidth(string name, IReadOnlyList<string> table, IReadOnlyList<string> data) =>
        table.Count > data.Count ? Arity("NOT_ENOUGH_DATA_COLUMNS", "not enough", name, table, data) : Arity("TOO_MANY_DATA_COLUMNS", "too many", name, table, data);

    private static SparkException Arity(string subclass, string words, string name, IReadOnlyList<string> table, IReadOnlyList<string> data) => SparkException.Analysis(
        $"INSERT_COLUMN_ARITY_MISMATCH.{subclass}",
        $"[INSERT_COLUMN_ARITY_MISMATCH.{subclass}] Cannot write to `spark_catalog`.`default`.`{name}`, the reason is {words} data columns:\n"
        + $"Table columns: {Quoted(table)}.\nData columns: {Quoted(data)}.");

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    public static SparkException ColumnNotDefined(string table, string column, StructType schema) => SparkException.Analysis("COLUMN_NOT_DEFINED_IN_TABLE",
        $"[COLUMN_NOT_DEFINED_IN_TABLE] partition column `{column}` is not defined in table `spark_catalog`.`default`.`{table}`, "
        + $"defined table columns are: {string.Join(", ", schema.Fields.Select(field => $"`{field.Name}`"))}.");
}
