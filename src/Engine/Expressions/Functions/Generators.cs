using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Functions that give several rows for one (spark-semantics 8.8).</summary>
internal static class Generators
{
    public static IEnumerable<GeneratorFunction> All =>
    [
        new("explode", (n, a) => Outputs(n, a, withPosition: false), (_, a) => Explode(a.Span[0], false, false), "A row for each element of an array or entry of a map."),
        new("explode_outer", (n, a) => Outer(Outputs(n, a, withPosition: false)), (call, a) => OrNulls(call, Explode(a.Span[0], false, false)), "explode, with a row of nulls where there is none."),
        new("posexplode", (n, a) => Outputs(n, a, withPosition: true), (_, a) => Explode(a.Span[0], true, false), "explode with the position, counted from 0."),
        new("posexplode_outer", (n, a) => Outer(Outputs(n, a, withPosition: true)), (call, a) => OrNulls(call, Explode(a.Span[0], true, false)), "posexplode, with a row of nulls where there is none."),
        new("inline", InlineOutputs, (_, a) => Explode(a.Span[0], false, true), "A row for each struct of an array, a column for each field."),
        new("inline_outer", (n, a) => Outer(InlineOutputs(n, a)), (call, a) => OrNulls(call, Explode(a.Span[0], false, true)), "inline, with a row of nulls where there is none."),
    ];

    private static Seq<StructField> Outputs(string name, Seq<ResolvedExpression> arguments, bool withPosition)
    {
        Seq<StructField> values = arguments switch
        {
            [{ Type: ArrayType array }] => [new StructField("col", array.ElementType, array.ContainsNull)],
            [{ Type: MapType map }] => [new StructField("key", map.KeyType, false), new StructField("value", map.ValueType, map.ValueContainsNull)],
            [var other] => throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "(\"ARRAY\" or \"MAP\")", other),
            _ => throw FunctionErrors.ArgumentCount(name, "1", arguments.Count),
        };
        return withPosition ? [new StructField("pos", new IntegerType(), false), .. values] : values;
    }

    private static Seq<StructField> InlineOutputs(string name, Seq<ResolvedExpression> arguments) => arguments switch
    {
        [{ Type: ArrayType { ElementType: StructType fields } }] => fields.Fields,
        [var other] => throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY<STRUCT>\"", other),
        _ => throw FunctionErrors.ArgumentCount(name, "1", arguments.Count),
    };

    private static Seq<StructField> Outer(Seq<StructField> fields) => fields.Select(field => field with { Nullable = true }).ToSeq();

    private static IEnumerable<Datum[]> Explode(Datum value, bool withPosition, bool inline)
    {
        if (value.IsNull)
        {
            yield break;
        }

        var map = value.Reference as MapDatum;
        Datum[] items = map?.Keys ?? value.Items;
        for (int i = 0; i < items.Length; i++)
        {
            Datum[] columns = map is not null ? [items[i], map.Values[i]] : inline ? items[i].Items : [items[i]];
            yield return withPosition ? [Datum.Of((long)i), .. columns] : columns;
        }
    }

    private static IEnumerable<Datum[]> OrNulls(GeneratorCall call, IEnumerable<Datum[]> rows) => rows.DefaultIfEmpty(new Datum[call.Outputs.Count]);
}
