using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>What the mode FAILFAST says of a record that cannot be read.</summary>
internal static class MalformedRecord
{
    /// <param name="row">What could be read of the record.</param>
    public static SparkException FailFast(Datum[] row, StructType schema)
    {
        string text = string.Join(",", row.Select((value, i) => Plain(value, schema.Fields[i].DataType)));
        return new SparkException(new SparkError("SparkException", "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
            $"[MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION] Malformed records are detected in record parsing: [{text}].\n"
            + "Parse Mode: FAILFAST. To process malformed records as null result, try setting the option 'mode' as 'PERMISSIVE'. "));
    }

    // As InternalRow.toString: physical values.
    private static string Plain(Datum value, DataType type) => value.IsNull ? "null" : type switch
    {
        StringType => value.String,
        BooleanType => value.Boolean ? "true" : "false",
        DoubleType => JavaNumberText.Of(value.Double),
        FloatType => JavaNumberText.Of((float)value.Double),
        DecimalType => value.Decimal.ToString(),
        StructType s => $"[{string.Join(",", value.Items.Select((v, i) => Plain(v, s.Fields[i].DataType)))}]",
        ArrayType a => $"[{string.Join(",", value.Items.Select(v => Plain(v, a.ElementType)))}]",
        _ when value.IsFixedSize => value.Int64.ToString(CultureInfo.InvariantCulture),
        _ => "binary",
    };
}
