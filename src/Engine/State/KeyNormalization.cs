using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.State;

/// <summary>Makes equal keys identical: -0.0 becomes 0.0 and every NaN the same NaN (Spark's NormalizeFloatingNumbers).</summary>
internal static class KeyNormalization
{
    /// <summary>A copy of the evaluator's value normalised for its type; the evaluator itself where nothing needs it.</summary>
    public static Evaluator Wrap(Evaluator evaluator, DataType type) =>
        Needs(type) ? row => Normalize(evaluator(row), type) : evaluator;

    private static bool Needs(DataType type) => type switch
    {
        FloatType or DoubleType => true,
        ArrayType array => Needs(array.ElementType),
        StructType fields => fields.Fields.Any(field => Needs(field.DataType)),
        _ => false,
    };

    public static Datum Normalize(Datum value, DataType type)
    {
        if (value.IsNull || !Needs(type))
        {
            return value;
        }

        return type switch
        {
            ArrayType array => Datum.Of(Array.ConvertAll(value.Items, item => Normalize(item, array.ElementType))),
            StructType fields => Datum.Of([.. value.Items.Select((item, i) => Normalize(item, fields.Fields[i].DataType))]),
            _ => Datum.Of(double.IsNaN(value.Double) ? double.NaN : value.Double + 0.0),
        };
    }
}
