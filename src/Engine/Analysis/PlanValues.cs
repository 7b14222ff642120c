using System.Diagnostics;
using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>Turns values of plans (see <see cref="Literal.Value"/>) into values of the engine.</summary>
internal static class PlanValues
{
    public static Datum ToDatum(object? value, DataType type) => (value, type) switch
    {
        (null, _) => Datum.Null,
        (bool b, _) => Datum.Of(b),
        (sbyte n, _) => Datum.Of((long)n),
        (short n, _) => Datum.Of((long)n),
        (int n, _) => Datum.Of((long)n),
        (long n, _) => Datum.Of(n),
        (float n, _) => Datum.Of((double)n),
        (double n, _) => Datum.Of(n),
        (string s, _) => Datum.Of(s),
        (SparkDecimal d, _) => Datum.Of(d),
        (CalendarInterval i, _) => Datum.Of(i),
        (Seq<byte> bytes, _) => Datum.Of(bytes.AsSpan().ToArray()),
        (Seq<object?> items, ArrayType array) => Datum.Of([.. items.Select(i => ToDatum(i, array.ElementType))]),
        (Seq<object?> items, StructType @struct) => Datum.Of([.. items.Select((item, i) => ToDatum(item, @struct.Fields[i].DataType))]),
        (Seq<KeyValuePair<object?, object?>> pairs, MapType map) => Datum.Of(new MapDatum(
            [.. pairs.Select(p => ToDatum(p.Key, map.KeyType))], [.. pairs.Select(p => ToDatum(p.Value, map.ValueType))])),
        _ => throw new UnreachableException($"{value.GetType().Name} as {type.SimpleString}"),
    };
}
