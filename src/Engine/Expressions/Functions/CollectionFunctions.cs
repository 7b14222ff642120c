using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Arrays, maps and structs (spark-semantics 8.8).</summary>
internal static class CollectionFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("array", ArrayRule, (_, a, _) => row => Datum.Of([.. a.Select(item => item(row))]), "An array of the arguments.")),
        Entry(new("struct", StructRule, (_, a, _) => row => Datum.Of([.. a.Select(item => item(row))]), "A struct of the arguments, named as columns are.")),
        Entry(new("named_struct", NamedStructRule, NamedStruct, "A struct from names and values in pairs.")),
        Entry(new("map", MapRule, Map, "A map from keys and values in pairs.")),
        Entry(new("size", Sized, (_, a, _) => row => a[0](row) is var v && v.IsNull ? Datum.Of(-1L) : Datum.Of((long)Count(v)), "Number of elements; -1 for null.")),
        ("cardinality", new("cardinality", Sized, (_, a, _) => row => a[0](row) is var v && v.IsNull ? Datum.Of(-1L) : Datum.Of((long)Count(v)), "Number of elements; -1 for null.")),
        Entry(new("sequence", SequenceRule, Evaluate.StrictMany(Sequence), "The whole numbers from the first to the second.")),
        Entry(new("flatten", (n, a) => a is [{ Type: ArrayType { ElementType: ArrayType inner } }] ? (a, new ResultType(inner, true)) : throw FunctionErrors.UnexpectedInputType(Signature.CallText(n, a), 1, "\"ARRAY\" of \"ARRAY\"", a[0]),
            Evaluate.Strict(v => v.Items.Any(item => item.IsNull) ? Datum.Null : Datum.Of([.. v.Items.SelectMany(item => item.Items)])), "The elements of an array of arrays.")),
        Entry(new("sort_array", SortRule, Sort, "An array in order, nulls first, or in descending order.", (_, a) => $"sort_array({a[0]}, {(a.Count > 1 ? a[1] : "true")})")),
        Entry(new("array_distinct", OneArray, (call, a, x) => Evaluate.Strict(v => Datum.Of(DistinctItems(v.Items)))(call, a, x), "An array without repetitions.")),
        Entry(new("array_contains", ContainsRule, ContainsEvaluation, "Whether an array holds a value.")),
        Entry(new("array_max", Element, Extreme(1), "The greatest element.")),
        Entry(new("array_min", Element, Extreme(-1), "The least element.")),
        Entry(new("array_join", (n, a) => (Signature.Fit(n, a, [Parameter.Array, Parameter.String, Parameter.String]), new ResultType(new StringType(), a.Any(i => i.Nullable))), Join, "The elements as one text.")),
        Entry(new("element_at", ElementAtRule, ElementAt, "An element by position from 1, or from the end where negative; the value of a map's key.")),
        Entry(new("map_keys", (n, a) => a is [{ Type: MapType m }] ? (a, new ResultType(new ArrayType(m.KeyType, false), a[0].Nullable)) : throw FunctionErrors.UnexpectedInputType(Signature.CallText(n, a), 1, "\"MAP\"", a[0]), Evaluate.Strict(v => Datum.Of(v.Map.Keys)), "The keys of a map.")),
        Entry(new("map_values", (n, a) => a is [{ Type: MapType m }] ? (a, new ResultType(new ArrayType(m.ValueType, m.ValueContainsNull), a[0].Nullable)) : throw FunctionErrors.UnexpectedInputType(Signature.CallText(n, a), 1, "\"MAP\"", a[0]), Evaluate.Strict(v => Datum.Of(v.Map.Values)), "The values of a map.")),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static int Count(Datum value) => value.Reference is MapDatum map ? map.Count : value.Items.Length;

    private static (Seq<ResolvedExpression>, ResultType) ArrayRule(string name, Seq<ResolvedExpression> arguments)
    {
        DataType type = TypeCoercion.LeastCommonType(arguments.Select(argument => argument.Type))
            ?? throw FunctionErrors.DifferentTypes(Signature.CallText(name, arguments), "array", arguments.Select(argument => argument.Type));
        return (arguments.Select(argument => argument.To(type)).ToSeq(), new ResultType(new ArrayType(type, arguments.Any(argument => argument.Nullable)), false));
    }

    private static (Seq<ResolvedExpression>, ResultType) StructRule(string name, Seq<ResolvedExpression> arguments)
    {
        StructType type = new(arguments.Select((argument, i) => new StructField(NameOf(argument, i), argument.Type, argument.Nullable)).ToSeq());
        return (arguments, new ResultType(type, false));
    }

    private static string NameOf(ResolvedExpression argument, int index) => argument switch
    {
        NamedExpression named => named.Name,
        AttributeReference attribute => attribute.Name,
        FunctionCall { Function.Name: "getstructfield" } field => PrettySql.Of(field)[(PrettySql.Of(field).LastIndexOf('.') + 1)..],
        _ => $"col{index + 1}",
    };

    private static (Seq<ResolvedExpression>, ResultType) NamedStructRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count % 2 != 0)
        {
            throw FunctionErrors.ArgumentCount(name, "2n (n > 0)", arguments.Count);
        }

        var fields = new List<StructField>();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            fields.Add(arguments[i] is Constant { DataType: StringType, Value.IsNull: false } fieldName
                ? new StructField(fieldName.Value.String, arguments[i + 1].Type, arguments[i + 1].Nullable)
                : throw FunctionErrors.Mismatch("CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING", Signature.CallText(name, arguments),
                    $"Only foldable `STRING` expressions are allowed to appear at odd position, but they are [\"{PrettySql.Of(arguments[i])}\"]."));
        }

        return (arguments, new ResultType(new StructType(fields.ToSeq()), false));
    }

    private static Evaluator NamedStruct(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        var fields = new Datum[arguments.Length / 2];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = arguments[2 * i + 1](row);
        }

        return Datum.Of(fields);
    };

    private static (Seq<ResolvedExpression>, ResultType) MapRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count % 2 != 0)
        {
            throw FunctionErrors.ArgumentCount(name, "2n (n > 0)", arguments.Count);
        }

        DataType key = TypeCoercion.LeastCommonType(arguments.Where((_, i) => i % 2 == 0).Select(a => a.Type)) ?? throw Different(0);
        DataType value = TypeCoercion.LeastCommonType(arguments.Where((_, i) => i % 2 == 1).Select(a => a.Type)) ?? throw Different(1);
        return (arguments.Select((argument, i) => argument.To(i % 2 == 0 ? key : value)).ToSeq(),
            new ResultType(new MapType(key, value, arguments.Where((_, i) => i % 2 == 1).Any(a => a.Nullable)), false));

        SparkException Different(int parity) => FunctionErrors.DifferentTypes(
            Signature.CallText(name, arguments), "map", arguments.Where((_, i) => i % 2 == parity).Select(a => a.Type));
    }

    private static Evaluator Map(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        var keys = new Datum[arguments.Length / 2];
        var values = new Datum[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            (keys[i], values[i]) = (arguments[2 * i](row), arguments[2 * i + 1](row));
            if (keys[i].IsNull)
            {
                throw SparkException.Analysis("NULL_MAP_KEY", "[NULL_MAP_KEY] Cannot use null as map key.");
            }

            if (keys.Take(i).Any(key => DatumComparer.Identical(key, keys[i])))
            {
                throw SparkException.Analysis("DUPLICATED_MAP_KEY", "[DUPLICATED_MAP_KEY] Duplicate map key was found, please check the input data. If you want to remove the duplicated keys, you can set \"spark.sql.mapKeyDedupPolicy\" to \"LAST_WIN\" so that the key inserted at last takes precedence.");
            }
        }

        return Datum.Of(new MapDatum(keys, values));
    };

    private static (Seq<ResolvedExpression>, ResultType) Sized(string name, Seq<ResolvedExpression> arguments) => arguments is [{ Type: ArrayType or MapType }]
        ? (arguments, new ResultType(new IntegerType(), false))
        : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "(\"ARRAY\" or \"MAP\")", arguments[0]);

    private static (Seq<ResolvedExpression>, ResultType) SequenceRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count is < 2 or > 3)
        {
            throw FunctionErrors.ArgumentCount(name, "[2, 3]", arguments.Count);
        }

        DataType? type = TypeCoercion.LeastCommonType(arguments.Select(argument => argument.Type));
        return type is IntegralType
            ? (arguments.Select(argument => argument.To(type)).ToSeq(), new ResultType(new ArrayType(type, false), arguments.Any(argument => argument.Nullable)))
            : throw SparkException.Analysis(null, "sequence over other types than whole numbers is not supported by this engine yet.");
    }

    private static Datum Sequence(Datum[] a)
    {
        long start = a[0].Int64, stop = a[1].Int64, step = a.Length > 2 ? a[2].Int64 : start <= stop ? 1 : -1;
        if (step == 0 || (step > 0 && start > stop) || (step < 0 && start < stop))
        {
            throw new SparkException(new SparkError("IllegalArgumentException", null, $"requirement failed: Illegal sequence boundaries: {start} to {stop} by {step}"));
        }

        Int128 count = ((Int128)stop - start) / step + 1;
        if (count > 1_000_000)
        {
            throw SparkException.Analysis(null, "A sequence of more than a million elements is more than this engine makes.");
        }

        var items = new Datum[(int)count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Datum.Of(start + i * step);
        }

        return Datum.Of(items);
    }

    private static (Seq<ResolvedExpression>, ResultType) OneArray(string name, Seq<ResolvedExpression> arguments) => arguments is [{ Type: ArrayType } array]
        ? (arguments, new ResultType(array.Type, array.Nullable))
        : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY\"", arguments[0]);

    private static (Seq<ResolvedExpression>, ResultType) SortRule(string name, Seq<ResolvedExpression> arguments) => arguments is [{ Type: ArrayType }, ..] && arguments.Count <= 2
        ? (arguments, new ResultType(arguments[0].Type, arguments[0].Nullable))
        : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY\"", arguments[0]);

    private static Evaluator Sort(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Comparison<Datum> order = DatumComparer.Order(((ArrayType)call.Type).ElementType);
        return row =>
        {
            Datum array = arguments[0](row), ascending = arguments.Length > 1 ? arguments[1](row) : Datum.True;
            if (array.IsNull || ascending.IsNull)
            {
                return Datum.Null;
            }

            Datum[] sorted = [.. array.Items];
            Array.Sort(sorted, ascending.Boolean ? order : (a, b) => order(b, a));
            return Datum.Of(sorted);
        };
    }

    private static Datum[] DistinctItems(Datum[] items)
    {
        List<Datum> kept = [];
        foreach (Datum item in items)
        {
            if (!kept.Exists(other => DatumComparer.Identical(other, item)))
            {
                kept.Add(item);
            }
        }

        return [.. kept];
    }

    private static (Seq<ResolvedExpression>, ResultType) ContainsRule(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count != 2)
        {
            throw FunctionErrors.ArgumentCount(name, "2", arguments.Count);
        }

        if (arguments[0].Type is not ArrayType array || TypeCoercion.TightestCommonType(array.ElementType, arguments[1].Type) is not { } type)
        {
            throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY\"", arguments[0]);
        }

        return ([arguments[0].To(array with { ElementType = type }), arguments[1].To(type)], new ResultType(new BooleanType(), true));
    }

    private static Evaluator ContainsEvaluation(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Comparison<Datum> order = DatumComparer.Order(call.Arguments[1].Type);
        return row => arguments[0](row) is { IsNull: false } array && arguments[1](row) is { IsNull: false } value
            ? array.Items.Any(item => !item.IsNull && order(item, value) == 0) ? Datum.True : array.Items.Any(item => item.IsNull) ? Datum.Null : Datum.False
            : Datum.Null;
    }

    private static (Seq<ResolvedExpression>, ResultType) Element(string name, Seq<ResolvedExpression> arguments) => arguments is [{ Type: ArrayType array }]
        ? (arguments, new ResultType(array.ElementType, true))
        : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY\"", arguments[0]);

    private static ScalarEvaluation Extreme(int sign) => (call, arguments, context) =>
    {
        Comparison<Datum> order = DatumComparer.Order(call.Type);
        return Evaluate.Strict(array =>
        {
            Datum best = Datum.Null;
            foreach (Datum item in array.Items)
            {
                best = !item.IsNull && (best.IsNull || order(item, best) * sign > 0) ? item : best;
            }

            return best;
        })(call, arguments, context);
    };

    private static Evaluator Join(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum array = arguments[0](row), separator = arguments[1](row), replacement = arguments.Length > 2 ? arguments[2](row) : Datum.Null;
        return array.IsNull || separator.IsNull ? Datum.Null : Datum.Of(string.Join(separator.String, array.Items
            .Where(item => !item.IsNull || !replacement.IsNull)
            .Select(item => item.IsNull ? replacement.String : ValueText.Of(item, ((ArrayType)call.Arguments[0].Type).ElementType, context.TimeZone))));
    };

    private static (Seq<ResolvedExpression>, ResultType) ElementAtRule(string name, Seq<ResolvedExpression> arguments) => arguments switch
    {
        [{ Type: ArrayType array }, { Type: IntegralType }] => (arguments, new ResultType(array.ElementType, true)),
        [{ Type: MapType map }, var key] => ([arguments[0], key.To(map.KeyType)], new ResultType(map.ValueType, true)),
        [_, _] => throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "(\"ARRAY\" or \"MAP\")", arguments[0]),
        _ => throw FunctionErrors.ArgumentCount(name, "2", arguments.Count),
    };

    private static Evaluator ElementAt(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.Strict(call.Arguments[0].Type is MapType
        ? ExtractFunctions.Lookup
        : (array, index) => index.Int64 switch
        {
            0 => throw SparkException.Analysis("INVALID_INDEX_OF_ZERO", "[INVALID_INDEX_OF_ZERO] The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1)."),
            > 0 and var i => i <= array.Items.Length ? array.Items[i - 1] : Datum.Null,
            var i => -i <= array.Items.Length ? array.Items[array.Items.Length + i] : Datum.Null,
        })(call, arguments, context);
}
