using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Maps. Keys are not null and not twice there (<c>spark.sql.mapKeyDedupPolicy</c> = EXCEPTION).</summary>
internal static class MapFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("map", MapRule, Map, "A map from keys and values in pairs.")),
        Entry(new("map_keys", (n, a) => OneMap(n, a, map => new ArrayType(map.KeyType, false)), Evaluate.Strict(v => Datum.Of(v.Map.Keys)), "The keys of a map.")),
        Entry(new("map_values", (n, a) => OneMap(n, a, map => new ArrayType(map.ValueType, map.ValueContainsNull)), Evaluate.Strict(v => Datum.Of(v.Map.Values)), "The values of a map.")),
        Entry(new("map_entries", (n, a) => OneMap(n, a, EntriesType), Evaluate.Strict(v => Datum.Of([.. v.Map.Keys.Zip(v.Map.Values, (key, value) => Datum.Of([key, value]))])), "The entries of a map as structs.")),
        Entry(new("map_contains_key", ContainsRule, ContainsKey, "Whether a map has a key.")),
        Entry(new("map_concat", ConcatRule, Concat, "One map of the entries of several.")),
        Entry(new("map_from_arrays", FromArraysRule, FromArrays, "A map from an array of keys and an array of values.")),
        Entry(new("map_from_entries", FromEntriesRule, FromEntries, "A map from an array of structs of key and value.")),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static ArrayType EntriesType(MapType map) =>
        new(new StructType([new StructField("key", map.KeyType, false), new StructField("value", map.ValueType, map.ValueContainsNull)]), false);

    private static (Seq<ResolvedExpression>, ResultType) OneMap(string name, Seq<ResolvedExpression> arguments, Func<MapType, DataType> result)
    {
        arguments.Expect(name, 1);
        return (arguments, new ResultType(result(arguments.MapAt(name, 0)), arguments[0].Nullable));
    }

    /// <summary>Puts a map together, as ArrayBasedMapBuilder does.</summary>
    /// <exception cref="SparkException">NULL_MAP_KEY or DUPLICATED_MAP_KEY.</exception>
    public static Datum Build(IReadOnlyList<Datum> keys, IReadOnlyList<Datum> values, IEqualityComparer<Datum> equality)
    {
        ValueLimits.CheckElements("map", keys.Count);
        var seen = new HashSet<Datum>(equality);
        foreach (Datum key in keys)
        {
            if (key.IsNull)
            {
                throw FunctionErrors.AtRun("SparkRuntimeException", "NULL_MAP_KEY", "[NULL_MAP_KEY] Cannot use null as map key.");
            }

            if (!seen.Add(key))
            {
                throw FunctionErrors.AtRun("SparkRuntimeException", "DUPLICATED_MAP_KEY",
                    $"[DUPLICATED_MAP_KEY] Duplicate map key {KeyText(key)} was found, please check the input data. If you want to remove the duplicated keys, you can set \"spark.sql.mapKeyDedupPolicy\" to \"LAST_WIN\" so that the key inserted at last takes precedence.");
            }
        }

        return Datum.Of(new MapDatum([.. keys], [.. values]));
    }

    public static IEqualityComparer<Datum> KeyEquality(DataType map) => Functions.Arguments.Equality(map is MapType typed ? typed.KeyType : new NullType());

    private static string KeyText(Datum key) => key.Reference as string ?? (key.IsFixedSize ? key.Int64.ToString(System.Globalization.CultureInfo.InvariantCulture) : key.Reference!.ToString()!);

    private static (Seq<ResolvedExpression>, ResultType) MapRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count % 2 != 0)
        {
            throw FunctionErrors.ArgumentCount(name, "2n (n > 0)", arguments.Count);
        }

        DataType key = CommonOf(0, "CREATE_MAP_KEY_DIFF_TYPES", "keys"), value = CommonOf(1, "CREATE_MAP_VALUE_DIFF_TYPES", "values");
        CheckKeyType(Signature.CallText(name, arguments), key);
        return (arguments.Select((argument, i) => argument.To(i % 2 == 0 ? key : value)).ToSeq(),
            new ResultType(new MapType(key, value, arguments.Where((_, i) => i % 2 == 1).Any(a => a.Nullable)), false));

        DataType CommonOf(int parity, string error, string what)
        {
            DataType[] types = [.. arguments.Where((_, i) => i % 2 == parity).Select(a => a.Type)];
            return TypeCoercion.LeastCommonType(types) ?? throw FunctionErrors.Mismatch(
                error, Signature.CallText(name, arguments), $"The given {what} of function `map` should all be the same type, but they are [{string.Join(", ", types.Select(type => $"\"{type.Sql}\""))}].");
        }
    }

    private static void CheckKeyType(string call, DataType key)
    {
        if (key.ContainsMap())
        {
            throw FunctionErrors.Mismatch("INVALID_MAP_KEY_TYPE", call, "The key of map cannot be/contain \"MAP\".");
        }
    }

    private static Evaluator Map(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = KeyEquality(call.Type);
        return row =>
        {
            var keys = new Datum[arguments.Length / 2];
            var values = new Datum[keys.Length];
            for (int i = 0; i < keys.Length; i++)
            {
                (keys[i], values[i]) = (arguments[2 * i](row), arguments[2 * i + 1](row));
            }

            return Build(keys, values, equality);
        };
    }

    private static (Seq<ResolvedExpression>, ResultType) ContainsRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        if (arguments[1].Type is NullType)
        {
            throw FunctionErrors.NullTyped(Signature.CallText(name, arguments), name);
        }

        return arguments[0].Type is MapType map && TypeCoercion.TightestCommonType(map.KeyType, arguments[1].Type) is { } key
            ? ([arguments[0].To(map with { KeyType = key }), arguments[1].To(key)], new ResultType(new BooleanType(), arguments.AnyNullable()))
            : throw FunctionErrors.NotItsKey(Signature.CallText(name, arguments), name, arguments[0].Type, arguments[1].Type);
    }

    private static Evaluator ContainsKey(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = KeyEquality(call.Arguments[0].Type);
        return Evaluate.Strict((map, key) => Datum.Of(map.Map.Keys.Contains(key, equality)))(call, arguments, context);
    }

    private static (Seq<ResolvedExpression>, ResultType) ConcatRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.FirstOrDefault(argument => argument.Type is not (MapType or NullType)) is not null)
        {
            throw FunctionErrors.Mismatch("MAP_CONCAT_DIFF_TYPES", Signature.CallText(name, arguments),
                $"The `{name}` should all be of type map, but it's [{string.Join(", ", arguments.Select(argument => $"\"{argument.Type.Sql}\""))}].");
        }

        DataType type = arguments.Count == 0 ? new MapType(new StringType(), new StringType(), false) : arguments.CommonType(name, name);
        return (arguments.Select(argument => argument.To(type)).ToSeq(), new ResultType(type, arguments.AnyNullable()));
    }

    private static Evaluator Concat(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = KeyEquality(call.Type);
        return Evaluate.StrictMany(maps => Build([.. maps.SelectMany(map => map.Map.Keys)], [.. maps.SelectMany(map => map.Map.Values)], equality))(call, arguments, context);
    }

    private static (Seq<ResolvedExpression>, ResultType) FromArraysRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        ArrayType keys = arguments.ArrayAt(name, 0), values = arguments.ArrayAt(name, 1);
        CheckKeyType(Signature.CallText(name, arguments), keys.ElementType);
        return (arguments, new ResultType(new MapType(keys.ElementType, values.ElementType, values.ContainsNull), arguments.AnyNullable()));
    }

    private static Evaluator FromArrays(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = KeyEquality(call.Type);
        return Evaluate.Strict((keys, values) => keys.Items.Length == values.Items.Length
            ? Build(keys.Items, values.Items, equality)
            : throw FunctionErrors.AtRun("SparkRuntimeException", "_LEGACY_ERROR_TEMP_2023", "The key array and value array of MapData must have the same length."))(call, arguments, context);
    }

    private static (Seq<ResolvedExpression>, ResultType) FromEntriesRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        return arguments[0].Type is ArrayType { ElementType: StructType { Fields: [var key, var value] }, ContainsNull: var containsNull }
            ? (arguments, new ResultType(new MapType(key.DataType, value.DataType, value.Nullable), arguments[0].Nullable || containsNull))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY\" of pair \"STRUCT\"", arguments[0]);
    }

    private static Evaluator FromEntries(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = KeyEquality(call.Type);
        return Evaluate.Strict(entries => Array.Exists(entries.Items, entry => entry.IsNull)
            ? Datum.Null
            : Build([.. entries.Items.Select(entry => entry.Items[0])], [.. entries.Items.Select(entry => entry.Items[1])], equality))(call, arguments, context);
    }
}
