using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>The column that keeps the text of malformed records, where the schema has it.</summary>
internal static class CorruptRecordColumn
{
    /// <returns>Its index, or -1.</returns>
    public static int Find(StructType schema, string name)
    {
        int index = schema.Fields.ToList().FindIndex(field => field.Name == name);
        if (index >= 0 && schema.Fields[index].DataType is not StringType)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1097", "The field for corrupt records must be string type and nullable.");
        }

        return index;
    }
}
