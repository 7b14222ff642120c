using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Functions that apply a lambda to the elements of arrays and the entries of maps.</summary>
internal static class HigherOrderFunctions
{
    private const string Variable = "namedlambdavariable()";

    // array_sort without a lambda compares with this one, and Spark prints it.
    private const string DefaultComparator =
        $"lambdafunction((IF((({Variable} IS NULL) AND ({Variable} IS NULL)), 0, (IF(({Variable} IS NULL), 1, (IF(({Variable} IS NULL), -1, "
        + $"(IF(({Variable} < {Variable}), -1, (IF(({Variable} > {Variable}), 1, 0)))))))))), {Variable}, {Variable})";

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("transform", TransformRule, OverElements((_, body, items) => Datum.Of(items.Select(body).ToArray())), "The lambda's result for each element.", Lambdas: ElementAndIndex)),
        Entry(new("filter", FilterRule, OverElements((_, body, items) => Datum.Of(items.Where((item, i) => IsTrue(body(item, i))).ToArray())), "The elements for which the lambda is true.", Lambdas: ElementAndIndex)),
        Entry(new("exists", TestRule, OverElements((_, body, items) => AnyHolds(items.Select(body))), "Whether the lambda is true for some element.", Lambdas: Element)),
        Entry(new("forall", TestRule, OverElements((_, body, items) => AllHold(items.Select(body))), "Whether the lambda is true for every element.", Lambdas: Element)),
        Entry(new("aggregate", AggregateRule, Aggregate, "Folds the elements into one value, then finishes it.", FoldText, Lambdas: Accumulator)),
        Entry(new("reduce", AggregateRule, Aggregate, "Folds the elements into one value, then finishes it.", FoldText, Lambdas: Accumulator)),
        Entry(new("zip_with", ZipRule, ZipWith, "The lambda's result for the elements of two arrays at each position.", Lambdas: (a, i, _) => i == 2 ? [ElementOf(a, 0, true), ElementOf(a, 1, true)] : null)),
        Entry(new("array_sort", SortRule, Sort, "An array in the lambda's order, or in ascending order with nulls last.",
            (_, a) => $"array_sort({a[0]}, {(a.Count > 1 ? a[1] : DefaultComparator)})", Lambdas: (a, i, _) => i == 1 && ElementOf(a, 0, null) is var element ? [element, element] : null)),
        Entry(new("transform_keys", TransformKeysRule, TransformKeys, "A map with each key replaced by the lambda's result.", Lambdas: KeyAndValue)),
        Entry(new("transform_values", TransformValuesRule, TransformValues, "A map with each value replaced by the lambda's result.", Lambdas: KeyAndValue)),
        Entry(new("map_filter", MapFilterRule, MapFilter, "The entries for which the lambda is true.", Lambdas: KeyAndValue)),
        Entry(new("map_zip_with", MapZipRule, MapZip, "The lambda's result for the values of two maps at each key.", Lambdas: KeyAndTwoValues)),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    // What a lambda is bound to.
    private static ResultType ElementOf(IReadOnlyList<ResolvedExpression?> arguments, int index, bool? nullable) => arguments.Count > index && arguments[index]?.Type is ArrayType array
        ? new ResultType(array.ElementType, nullable ?? array.ContainsNull)
        : new ResultType(new NullType(), true);

    private static IReadOnlyList<ResultType>? ElementAndIndex(IReadOnlyList<ResolvedExpression?> arguments, int index, int count) => index != 1 ? null
        : count == 2 ? [ElementOf(arguments, 0, null), new ResultType(new IntegerType(), false)]
        : [ElementOf(arguments, 0, null)];

    private static IReadOnlyList<ResultType>? Element(IReadOnlyList<ResolvedExpression?> arguments, int index, int count) => index == 1 ? [ElementOf(arguments, 0, null)] : null;

    private static IReadOnlyList<ResultType>? Accumulator(IReadOnlyList<ResolvedExpression?> arguments, int index, int count)
    {
        ResultType accumulator = new(arguments.Count > 1 ? arguments[1]?.Type ?? new NullType() : new NullType(), true);
        return index == 2 ? [accumulator, ElementOf(arguments, 0, null)] : index == 3 ? [accumulator] : null;
    }

    private static IReadOnlyList<ResultType>? KeyAndValue(IReadOnlyList<ResolvedExpression?> arguments, int index, int count) =>
        index != 1 ? null
        : arguments[0]?.Type is MapType map ? [new ResultType(map.KeyType, false), new ResultType(map.ValueType, map.ValueContainsNull)]
        : [new ResultType(new NullType(), true), new ResultType(new NullType(), true)];

    private static IReadOnlyList<ResultType>? KeyAndTwoValues(IReadOnlyList<ResolvedExpression?> arguments, int index, int count) =>
        index != 2 ? null
        : arguments[0]?.Type is MapType a && arguments[1]?.Type is MapType b
            ? [new ResultType(TypeCoercion.TightestCommonType(a.KeyType, b.KeyType) ?? a.KeyType, false), new ResultType(a.ValueType, true), new ResultType(b.ValueType, true)]
            : [.. Enumerable.Repeat(new ResultType(new NullType(), true), 3)];

    // Types of the calls.
    private static (Seq<ResolvedExpression>, ResultType) TransformRule(string name, Seq<ResolvedExpression> arguments)
    {
        Lambda body = Body(name, arguments, 1, 2);
        arguments.ArrayAt(name, 0);
        return (arguments, new ResultType(new ArrayType(body.Type, body.Nullable), arguments[0].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) FilterRule(string name, Seq<ResolvedExpression> arguments)
    {
        BooleanBody(name, arguments, 1, 2);
        return (arguments, new ResultType(arguments.ArrayAt(name, 0), arguments[0].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) TestRule(string name, Seq<ResolvedExpression> arguments)
    {
        Lambda body = BooleanBody(name, arguments, 1, 2);
        arguments.ArrayAt(name, 0);
        return (arguments, new ResultType(new BooleanType(), arguments[0].Nullable || body.Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) AggregateRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 3, 4);
        Lambda merge = Body(name, arguments, 2, arguments.Count);
        arguments.ArrayAt(name, 0);
        if (!TypeCoercion.SameShape(arguments[1].Type, merge.Type))
        {
            throw FunctionErrors.UnexpectedInputType(CallText(name, arguments), 3, $"\"{arguments[1].Type.Sql}\"", merge);
        }

        DataType result = arguments.Count > 3 ? Body(name, arguments, 3, 4).Type : merge.Type;
        return (arguments, new ResultType(result, true));
    }

    private static (Seq<ResolvedExpression>, ResultType) ZipRule(string name, Seq<ResolvedExpression> arguments)
    {
        Lambda body = Body(name, arguments, 2, 3);
        arguments.ArrayAt(name, 0);
        arguments.ArrayAt(name, 1);
        return (arguments, new ResultType(new ArrayType(body.Type, body.Nullable), arguments[0].Nullable || arguments[1].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) SortRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        ArrayType array = arguments.ArrayAt(name, 0);
        if (arguments.Count == 2)
        {
            Lambda comparator = Body(name, arguments, 1, 2);
            return comparator.Type is IntegerType
                ? (arguments, new ResultType(array, arguments[0].Nullable))
                : throw FunctionErrors.Mismatch("UNEXPECTED_RETURN_TYPE", CallText(name, arguments), $"The `{name}` requires return \"INT\" type, but the actual is \"{comparator.Type.Sql}\" type.");
        }

        return TypeCoercion.IsOrderable(array.ElementType)
            ? (arguments, new ResultType(array, arguments[0].Nullable))
            : throw FunctionErrors.NoOrder(Signature.CallText(name, arguments), name, array.ElementType);
    }

    private static (Seq<ResolvedExpression>, ResultType) TransformKeysRule(string name, Seq<ResolvedExpression> arguments)
    {
        Lambda body = Body(name, arguments, 1, 2);
        MapType map = arguments.MapAt(name, 0);
        return (arguments, new ResultType(map with { KeyType = body.Type }, arguments[0].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) TransformValuesRule(string name, Seq<ResolvedExpression> arguments)
    {
        Lambda body = Body(name, arguments, 1, 2);
        return (arguments, new ResultType(new MapType(arguments.MapAt(name, 0).KeyType, body.Type, body.Nullable), arguments[0].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) MapFilterRule(string name, Seq<ResolvedExpression> arguments)
    {
        BooleanBody(name, arguments, 1, 2);
        return (arguments, new ResultType(arguments.MapAt(name, 0), arguments[0].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) MapZipRule(string name, Seq<ResolvedExpression> arguments)
    {
        Lambda body = Body(name, arguments, 2, 3);
        MapType left = arguments.MapAt(name, 0), right = arguments.MapAt(name, 1);
        DataType key = TypeCoercion.TightestCommonType(left.KeyType, right.KeyType) ?? throw FunctionErrors.Mismatch(
            "MAP_ZIP_WITH_DIFF_TYPES", CallText(name, arguments), $"Input to the `{name}` should have been two maps with compatible key types, but it's [\"{left.KeyType.Sql}\", \"{right.KeyType.Sql}\"].");
        return ([arguments[0].To(left with { KeyType = key }), arguments[1].To(right with { KeyType = key }), body],
            new ResultType(new MapType(key, body.Type, body.Nullable), arguments[0].Nullable || arguments[1].Nullable));
    }

    private static Lambda Body(string name, Seq<ResolvedExpression> arguments, int index, int count)
    {
        arguments.Expect(name, count);
        return arguments[index] as Lambda ?? throw SparkException.Analysis(
            "INVALID_LAMBDA_FUNCTION_CALL.PARAMETER_DOES_NOT_ACCEPT_LAMBDA_FUNCTION",
            $"[INVALID_LAMBDA_FUNCTION_CALL] Invalid lambda function call. The `{name}` requires a lambda function as its argument {index + 1}.");
    }

    private static Lambda BooleanBody(string name, Seq<ResolvedExpression> arguments, int index, int count) =>
        Body(name, arguments, index, count) is var body && body.Type is BooleanType or NullType
            ? body
            : throw FunctionErrors.UnexpectedInputType(CallText(name, arguments), index + 1, "\"BOOLEAN\"", body);

    private static string CallText(string name, Seq<ResolvedExpression> arguments) => Signature.CallText(name, arguments);

    private static string FoldText(FunctionCall call, IReadOnlyList<string> arguments) =>
        $"{call.Function.Name}({string.Join(", ", arguments)}{(arguments.Count < 4 ? $", lambdafunction({Variable}, {Variable})" : "")})";

    // Evaluation. A lambda's evaluator takes the row with the parameters' values behind it.
    private static Datum[] Extended(Datum[] row, int parameters)
    {
        var extended = new Datum[row.Length + parameters];
        row.CopyTo(extended, 0);
        return extended;
    }

    private static ScalarEvaluation OverElements(Func<FunctionCall, Func<Datum, int, Datum>, Datum[], Datum> apply) => (call, arguments, _) =>
    {
        int parameters = ((Lambda)call.Arguments[1]).Parameters.Count;
        return row =>
        {
            if (arguments[0](row) is not { IsNull: false } array)
            {
                return Datum.Null;
            }

            Datum[] extended = Extended(row, parameters);
            return apply(call, (item, i) =>
            {
                extended[row.Length] = item;
                if (parameters > 1)
                {
                    extended[row.Length + 1] = Datum.Of((long)i);
                }

                return arguments[1](extended);
            }, array.Items);
        };
    };

    private static bool IsTrue(Datum value) => value is { IsNull: false, Boolean: true };

    private static Datum AnyHolds(IEnumerable<Datum> values)
    {
        bool sawNull = false;
        foreach (Datum value in values)
        {
            if (IsTrue(value))
            {
                return Datum.True;
            }

            sawNull |= value.IsNull;
        }

        return sawNull ? Datum.Null : Datum.False;
    }

    private static Datum AllHold(IEnumerable<Datum> values)
    {
        bool sawNull = false;
        foreach (Datum value in values)
        {
            if (value is { IsNull: false, Boolean: false })
            {
                return Datum.False;
            }

            sawNull |= value.IsNull;
        }

        return sawNull ? Datum.Null : Datum.True;
    }

    private static Evaluator Aggregate(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        if (arguments[0](row) is not { IsNull: false } array)
        {
            return Datum.Null;
        }

        Datum accumulated = arguments[1](row);
        Datum[] extended = Extended(row, 2);
        foreach (Datum item in array.Items)
        {
            (extended[row.Length], extended[row.Length + 1]) = (accumulated, item);
            accumulated = arguments[2](extended);
        }

        if (arguments.Length < 4)
        {
            return accumulated;
        }

        Datum[] last = Extended(row, 1);
        last[row.Length] = accumulated;
        return arguments[3](last);
    };

    private static Evaluator ZipWith(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        if (arguments[0](row) is not { IsNull: false } left || arguments[1](row) is not { IsNull: false } right)
        {
            return Datum.Null;
        }

        Datum[] extended = Extended(row, 2);
        var items = new Datum[Math.Max(left.Items.Length, right.Items.Length)];
        for (int i = 0; i < items.Length; i++)
        {
            extended[row.Length] = i < left.Items.Length ? left.Items[i] : Datum.Null;
            extended[row.Length + 1] = i < right.Items.Length ? right.Items[i] : Datum.Null;
            items[i] = arguments[2](extended);
        }

        return Datum.Of(items);
    };

    private static Evaluator Sort(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        if (arguments.Length == 1)
        {
            Comparison<Datum> order = ArrayFunctions.OrderOf(call.Type);
            return Evaluate.Strict(array => Datum.Of(ArrayFunctions.Sorted(array.Items, (a, b) => a.IsNull || b.IsNull ? a.IsNull.CompareTo(b.IsNull) : order(a, b))))(call, arguments, context);
        }

        return row =>
        {
            if (arguments[0](row) is not { IsNull: false } array)
            {
                return Datum.Null;
            }

            Datum[] extended = Extended(row, 2);
            return Datum.Of(MergeSort.Of(array.Items, (a, b) =>
            {
                (extended[row.Length], extended[row.Length + 1]) = (a, b);
                return arguments[1](extended) is { IsNull: false } result
                    ? (int)result.Int64
                    : throw FunctionErrors.AtRun("SparkRuntimeException", "COMPARATOR_RETURNS_NULL",
                        "[COMPARATOR_RETURNS_NULL] The comparator has returned a NULL for a comparison between two values. It should return a positive integer for \"greater than\", 0 for \"equal\" and a negative integer for \"less than\". To revert to deprecated behavior where NULL is treated as 0 (equal), you must set \"spark.sql.legacy.allowNullComparisonResultInArraySort\" to \"true\".");
            }));
        };
    }

    private static Evaluator TransformKeys(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = MapFunctions.KeyEquality(call.Type);
        return row => arguments[0](row) is { IsNull: false } map ? MapFunctions.Build(OverEntries(map.Map, row, arguments[1]), map.Map.Values, equality) : Datum.Null;
    }

    private static Evaluator TransformValues(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        row => arguments[0](row) is { IsNull: false } map ? Datum.Of(new MapDatum(map.Map.Keys, OverEntries(map.Map, row, arguments[1]))) : Datum.Null;

    private static Evaluator MapFilter(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        if (arguments[0](row) is not { IsNull: false } map)
        {
            return Datum.Null;
        }

        Datum[] holds = OverEntries(map.Map, row, arguments[1]);
        return Datum.Of(new MapDatum([.. map.Map.Keys.Where((_, i) => IsTrue(holds[i]))], [.. map.Map.Values.Where((_, i) => IsTrue(holds[i]))]));
    };

    private static Datum[] OverEntries(MapDatum map, Datum[] row, Evaluator body)
    {
        Datum[] extended = Extended(row, 2);
        var results = new Datum[map.Count];
        for (int i = 0; i < results.Length; i++)
        {
            (extended[row.Length], extended[row.Length + 1]) = (map.Keys[i], map.Values[i]);
            results[i] = body(extended);
        }

        return results;
    }

    private static Evaluator MapZip(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = MapFunctions.KeyEquality(call.Type);
        return row =>
        {
            if (arguments[0](row) is not { IsNull: false } left || arguments[1](row) is not { IsNull: false } right)
            {
                return Datum.Null;
            }

            Datum[] extended = Extended(row, 3);
            Datum[] keys = [.. left.Map.Keys.Concat(right.Map.Keys).Distinct(equality)];
            Dictionary<Datum, Datum> first = Entries(left.Map, equality), second = Entries(right.Map, equality);
            var values = new Datum[keys.Length];
            for (int i = 0; i < keys.Length; i++)
            {
                extended[row.Length] = keys[i];
                extended[row.Length + 1] = first.GetValueOrDefault(keys[i]);
                extended[row.Length + 2] = second.GetValueOrDefault(keys[i]);
                values[i] = arguments[2](extended);
            }

            return Datum.Of(new MapDatum(keys, values));
        };
    }

    private static Dictionary<Datum, Datum> Entries(MapDatum map, IEqualityComparer<Datum> equality) =>
        new(map.Keys.Zip(map.Values, KeyValuePair.Create), equality);
}
