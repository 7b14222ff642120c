using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>Turns values of the engine into values of plans (see <see cref="Literal.Value"/>).</summary>
internal static class ExternalValue
{
    public static object? Of(Datum value, DataType type) => value.IsNull ? null : type switch
    {
        BooleanType => value.Boolean,
        ByteType => (sbyte)value.Int64,
        ShortType => (short)value.Int64,
        IntegerType or DateType or YearMonthIntervalType => (int)value.Int64,
        FloatType => (float)value.Double,
        DoubleType => value.Double,
        StringType => value.String,
        BinaryType => Seq.Create<byte>(value.Binary),
        DecimalType => value.Decimal,
        ArrayType array => value.Items.Select(item => Of(item, array.ElementType)).ToSeq(),
        StructType fields => value.Items.Select((item, i) => Of(item, fields.Fields[i].DataType)).ToSeq(),
        MapType map => value.Map.Keys.Select((key, i) => KeyValuePair.Create(Of(key, map.KeyType), Of(value.Map.Values[i], map.ValueType))).ToSeq(),
        CalendarIntervalType => (CalendarInterval)value.Reference!,
        _ => value.Int64,
    };
}
