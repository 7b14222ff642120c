using System.Text;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.State;

/// <summary>
/// <c>_metadata/schema</c> of a state store: the types of its keys and values, written before its first rows, so that a query that was changed does not
/// take the rows of another one for its own. Names do not count, types do.
/// </summary>
/// <remarks>Source: Spark's StateSchemaCompatibilityChecker, whose error this is; the file's bytes are our own, as those of the state are.</remarks>
internal sealed class StateSchemaCompatibilityChecker(IFileSystem files, string folder, IReadOnlyList<DataType> keyTypes, IReadOnlyList<DataType> valueTypes)
{
    private string FileName => $"{folder}/_metadata/schema";

    /// <param name="version">Of the state that is opened: at 0 there are no rows to be taken for others.</param>
    public void Check(long version)
    {
        string[] provided = [Shapes(keyTypes), Shapes(valueTypes)];
        if (!files.FileExists(FileName))
        {
            VersionedLogFile.Write(files, FileName, provided);
            return;
        }

        if (Existing() is not [var keys, var values] existing || existing.SequenceEqual(provided))
        {
            return;
        }

        if (version > 0)
        {
            throw new SparkException(new SparkError("StateSchemaNotCompatible", null,
                "Provided schema doesn't match to the schema for existing state! Please note that Spark allow difference of field name: check count of fields and data type of each field.\n"
                + $"- Provided key schema: {provided[0]}\n- Provided value schema: {provided[1]}\n- Existing key schema: {keys}\n- Existing value schema: {values}",
                "The checkpoint was made by another query, or by this one before it was changed. Give each query a checkpoint folder of its own, or delete this one to start anew."));
        }

        VersionedLogFile.Write(files, FileName, provided);
    }

    /// <returns>Null for the file of another engine: its state says so better.</returns>
    private string[]? Existing()
    {
        try
        {
            return VersionedLogFile.Read(files, FileName, lines => lines);
        }
        catch (SparkException)
        {
            return null;
        }
    }

    private static string Shapes(IEnumerable<DataType> types) => new StringBuilder().AppendJoin(", ", types.Select(Shape)).ToString();

    private static string Shape(DataType type) => type switch
    {
        StructType fields => $"STRUCT<{Shapes(fields.Fields.Select(field => field.DataType))}>",
        ArrayType array => $"ARRAY<{Shape(array.ElementType)}>",
        MapType map => $"MAP<{Shape(map.KeyType)}, {Shape(map.ValueType)}>",
        _ => type.Sql,
    };
}
