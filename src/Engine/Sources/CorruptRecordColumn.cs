using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>The column that keeps the text of malformed records, where the schema has it.</summary>
internal static class CorruptRecordColumn
{
    public static string Name(CaseInsensitiveOptions options) => options["columnNameOfCorruptRecord"] ?? "_corrupt_record";

    /// <summary>Spark's refusal of a query that needs no other column: nothing would be parsed, and so nothing found corrupt.</summary>
    public static SparkException QueriedAlone() => SparkException.Analysis("_LEGACY_ERROR_TEMP_1285",
        "Since Spark 2.3, the queries from raw JSON/CSV files are disallowed when the\nreferenced columns only include the internal corrupt record column\n"
        + "(named _corrupt_record by default). For example:\nspark.read.schema(schema).csv(file).filter($\"_corrupt_record\".isNotNull).count()\n"
        + "and spark.read.schema(schema).csv(file).select(\"_corrupt_record\").show().\nInstead, you can cache or save the parsed results and then send the same query.\n"
        + "For example, val df = spark.read.schema(schema).csv(file).cache() and then\ndf.filter($\"_corrupt_record\".isNotNull).count().");

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
