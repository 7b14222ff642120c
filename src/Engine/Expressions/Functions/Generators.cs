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
        new("inline", InlineOutputs, (call, a) => Explode(a.Span[0], false, true, call.Outputs.Count), "A row for each struct of an array, a column for each field."),
        new("inline_outer", (n, a) => Outer(InlineOutputs(n, a)), (call, a) => OrNulls(call, Explode(a.Span[0], false, true, call.Outputs.Count)), "inline, with a row of nulls where there is none."),
        new("stack", StackOutputs, (call, a) => Stack(call, a.ToArray()), "Values in a number of rows."),
        JsonFunctions.Tuple,
    ];

    private static Seq<StructField> StackOutputs(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.ExpectAtLeast(name, 2);
        if (arguments[0].Type is not IntegerType || !arguments[0].IsFoldable() || arguments[0].Fold() is not { IsNull: false, Int64: > 0 } rows)
        {
            throw arguments[0].Type is not IntegerType ? FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"INT\"", arguments[0])
                : !arguments[0].IsFoldable() ? FunctionErrors.Mismatch("NON_FOLDABLE_INPUT", Signature.CallText(name, arguments), $"the input `n` should be a foldable \"INT\" expression; however, got \"{PrettySql.Of(arguments[0])}\".")
                : FunctionErrors.Mismatch("VALUE_OUT_OF_RANGE", Signature.CallText(name, arguments), $"The `n` must be between (0, 2147483647] (current value = {PrettySql.Of(arguments[0])}).");
        }

        ValueLimits.CheckElements(name, rows.Int64);
        int width = (int)((arguments.Count - 2 + rows.Int64) / rows.Int64);
        return Enumerable.Range(0, width).Select(column =>
        {
            DataType[] types = [.. arguments.Skip(1).Where((_, i) => i % width == column).Select(argument => argument.Type).Where(type => type is not NullType)];
            if (types.FirstOrDefault(type => !TypeCoercion.SameType(type, types[0])) is { } other)
            {
                int at = arguments.Skip(1).Select((argument, i) => (argument, i)).First(pair => pair.i % width == column && pair.argument.Type == other).i;
                throw FunctionErrors.Mismatch("STACK_COLUMN_DIFF_TYPES", Signature.CallText(name, arguments),
                    $"The data type of the column (`{column}`) do not have the same type: \"{types[0].Sql}\" (`{column + 1}`) <> \"{other.Sql}\" (`{at + 1}`).");
            }

            return new StructField($"col{column}", types.Length == 0 ? new NullType() : types[0]);
        }).ToSeq();
    }

    private static IEnumerable<Datum[]> Stack(GeneratorCall call, Datum[] arguments)
    {
        int width = call.Outputs.Count;
        for (int row = 0; row < arguments[0].Int64; row++)
        {
            yield return [.. Enumerable.Range(1 + row * width, width).Select(i => i < arguments.Length ? arguments[i] : Datum.Null)];
        }
    }

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

    private static IEnumerable<Datum[]> Explode(Datum value, bool withPosition, bool inline, int fieldCount = 0)
    {
        if (value.IsNull)
        {
            yield break;
        }

        var map = value.Reference as MapDatum;
        Datum[] items = map?.Keys ?? value.Items;
        for (int i = 0; i < items.Length; i++)
        {
            Datum[] columns = map is not null ? [items[i], map.Values[i]] : inline ? (items[i].IsNull ? new Datum[fieldCount] : items[i].Items) : [items[i]];
            yield return withPosition ? [Datum.Of((long)i), .. columns] : columns;
        }
    }

    private static IEnumerable<Datum[]> OrNulls(GeneratorCall call, IEnumerable<Datum[]> rows) => rows.DefaultIfEmpty(new Datum[call.Outputs.Count]);
}
