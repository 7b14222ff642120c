using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Arrays: making them, asking about them, taking them apart (spark-semantics 8.8). Sets of arrays are in <see cref="ArraySetFunctions"/>.</summary>
internal static class ArrayFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("array", ArrayRule, (_, a, _) => row => Datum.Of([.. a.Select(item => item(row))]), "An array of the arguments.")),
        Entry(new("size", Sized, (_, a, _) => row => a[0](row) is var v && v.IsNull ? Datum.Of(-1L) : Datum.Of((long)Count(v)), "Number of elements; -1 for null.")),
        Entry(new("cardinality", Sized, (_, a, _) => row => a[0](row) is var v && v.IsNull ? Datum.Of(-1L) : Datum.Of((long)Count(v)), "Number of elements; -1 for null.")),
        Entry(new("array_size", (n, a) => OneArray(n, a, _ => new IntegerType()), Evaluate.Strict(v => Datum.Of((long)v.Items.Length)), "Number of elements; null for null.")),
        Entry(new("sort_array", SortRule, Sort, "An array in order, nulls first, or in descending order.", (_, a) => $"sort_array({a[0]}, {(a.Count > 1 ? a[1] : "true")})")),
        Entry(new("array_contains", (n, a) => WithElement(n, a, new BooleanType()), Contains, "Whether an array holds a value.")),
        Entry(new("array_position", (n, a) => WithElement(n, a, new LongType()), Position, "Place of the first equal element from 1; 0 where there is none.")),
        Entry(new("array_max", (n, a) => Ordered(n, a), Extreme(1), "The greatest element.")),
        Entry(new("array_min", (n, a) => Ordered(n, a), Extreme(-1), "The least element.")),
        Entry(new("array_join", JoinRule, Join, "The elements as one text; nulls are left out or replaced.")),
        Entry(new("element_at", ElementAtRule, ElementAt(isTry: false), "An element by position from 1, or from the end where negative; the value of a map's key.")),
        Entry(new("try_element_at", ElementAtRule, ElementAt(isTry: true), "element_at; null where there is no such element.")),
        Entry(new("get", GetRule, Get, "An element by position from 0; null outside of the array.")),
        Entry(new("slice", SliceRule, Evaluate.StrictMany(Slice), "Elements from a position, counted from 1 or from the end, up to a number of them.")),
        Entry(new("flatten", FlattenRule, Evaluate.Strict(Flatten), "The elements of an array of arrays.")),
        Entry(new("array_repeat", RepeatRule, Repeat, "An array with the same element a number of times.")),
        Entry(new("array_insert", InsertRule, Insert, "An array with an element put in at a position, counted from 1 or from the end.")),
        Entry(new("array_append", AppendRule, Append, "An array with an element behind the others.")),
        Entry(new("array_prepend", AppendRule, Prepend, "An array with an element before the others.")),
        Entry(new("arrays_zip", ZipRule, Zip, "An array of structs: the elements of each array at the same positions.", ZipText)),
        Entry(new("array_compact", (n, a) => OneArray(n, a, array => array with { ContainsNull = false }), Evaluate.Strict(v => Datum.Of([.. v.Items.Where(item => !item.IsNull)])), "An array without its nulls.")),
        Entry(new("shuffle", (n, a) => OneArray(n, a, array => array), Shuffle, "The elements in random order.", IsDeterministic: false)),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static int Count(Datum value) => value.Reference is MapDatum map ? map.Count : value.Items.Length;

    private static (Seq<ResolvedExpression>, ResultType) ArrayRule(string name, Seq<ResolvedExpression> arguments)
    {
        DataType type = arguments.CommonType("array", "array");
        return (arguments.Select(argument => argument.To(type)).ToSeq(), new ResultType(new ArrayType(type, arguments.AnyNullable()), false));
    }

    private static (Seq<ResolvedExpression>, ResultType) Sized(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        return arguments[0].Type is ArrayType or MapType
            ? (arguments, new ResultType(new IntegerType(), false))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText("size", arguments), 1, "(\"ARRAY\" or \"MAP\")", arguments[0]);
    }

    internal static (Seq<ResolvedExpression>, ResultType) OneArray(string name, Seq<ResolvedExpression> arguments, Func<ArrayType, DataType> result)
    {
        arguments.Expect(name, 1);
        return (arguments, new ResultType(result(arguments.ArrayAt(name, 0)), arguments[0].Nullable));
    }

    private static (Seq<ResolvedExpression>, ResultType) Ordered(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        ArrayType array = arguments.ArrayAt(name, 0);
        return TypeCoercion.IsOrderable(array.ElementType)
            ? (arguments, new ResultType(array.ElementType, true))
            : throw FunctionErrors.NoOrder(Signature.CallText(name, arguments), name, array.ElementType);
    }

    private static (Seq<ResolvedExpression>, ResultType) SortRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1, 2);
        ArrayType array = arguments.ArrayAt(name, 0);
        return !TypeCoercion.IsOrderable(array.ElementType) ? throw FunctionErrors.NoOrder(Signature.CallText(name, arguments), name, array.ElementType)
            : arguments.Count == 2 && arguments[1].Type is not BooleanType ? throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 2, "\"BOOLEAN\"", arguments[1])
            : (arguments, new ResultType(arguments[0].Type, arguments[0].Nullable));
    }

    private static Evaluator Sort(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        Comparison<Datum> order = OrderOf(call.Type);
        return row =>
        {
            Datum array = arguments[0](row), ascending = arguments.Length > 1 ? arguments[1](row) : Datum.True;
            return array.IsNull || ascending.IsNull ? Datum.Null : Datum.Of(Sorted(array.Items, ascending.Boolean ? order : (a, b) => order(b, a)));
        };
    }

    /// <summary>Stable, as Java's sort of objects is.</summary>
    internal static Datum[] Sorted(Datum[] items, Comparison<Datum> order) => [.. items.Order(Comparer<Datum>.Create(order))];

    internal static Comparison<Datum> OrderOf(DataType array) => array is ArrayType { ElementType: var element and not NullType } ? DatumComparer.Order(element) : (_, _) => 0;

    internal static (Seq<ResolvedExpression>, ResultType) WithElement(string name, Seq<ResolvedExpression> arguments, DataType result)
    {
        (Seq<ResolvedExpression> typed, _) = ElementPair(name, arguments);
        return (typed, new ResultType(result, true));
    }

    private static (Seq<ResolvedExpression>, ArrayType) ElementPair(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        ArrayType array = arguments[0].Type as ArrayType ?? throw FunctionErrors.NotItsElement(Signature.CallText(name, arguments), name, arguments[0].Type, arguments[1].Type);
        if (arguments[1].Type is NullType && name == "array_contains")
        {
            throw FunctionErrors.NullTyped(Signature.CallText(name, arguments), name);
        }

        DataType type = TypeCoercion.TightestCommonType(array.ElementType, arguments[1].Type)
            ?? throw FunctionErrors.NotItsElement(Signature.CallText(name, arguments), name, arguments[0].Type, arguments[1].Type);
        return ([arguments[0].To(array with { ElementType = type }), arguments[1].To(type)], array with { ElementType = type });
    }

    private static Evaluator Contains(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = Functions.Arguments.Equality(call.Arguments[1].Type);
        return Evaluate.Strict((array, value) =>
            Array.Exists(array.Items, item => !item.IsNull && equality.Equals(item, value)) ? Datum.True
            : Array.Exists(array.Items, item => item.IsNull) ? Datum.Null : Datum.False)(call, arguments, context);
    }

    private static Evaluator Position(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = Functions.Arguments.Equality(call.Arguments[1].Type);
        return Evaluate.Strict((array, value) => Datum.Of(Array.FindIndex(array.Items, item => !item.IsNull && equality.Equals(item, value)) + 1L))(call, arguments, context);
    }

    private static ScalarEvaluation Extreme(int sign) => (call, arguments, context) =>
    {
        Comparison<Datum> order = OrderOf(call.Arguments[0].Type);
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

    private static (Seq<ResolvedExpression>, ResultType) JoinRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2, 3);
        ResolvedExpression array = arguments[0].Type switch
        {
            ArrayType { ElementType: StringType } => arguments[0],
            ArrayType { ElementType: not (ArrayType or MapType or StructType or BinaryType) } other => arguments[0].To(new ArrayType(new StringType(), other.ContainsNull)),
            _ => throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY<STRING>\"", arguments[0]),
        };
        return ([array, .. Enumerable.Range(1, arguments.Count - 1).Select(i => arguments.As(name, i, Parameter.String))], new ResultType(new StringType(), arguments.AnyNullable()));
    }

    private static Evaluator Join(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum array = arguments[0](row), separator = arguments[1](row), replacement = arguments.Length > 2 ? arguments[2](row) : Datum.Null;
        return array.IsNull || separator.IsNull || (arguments.Length > 2 && replacement.IsNull) ? Datum.Null : Datum.Of(string.Join(separator.String, array.Items
            .Where(item => !item.IsNull || !replacement.IsNull)
            .Select(item => item.IsNull ? replacement.String : item.String)));
    };

    private static (Seq<ResolvedExpression>, ResultType) ElementAtRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        switch (arguments[0].Type)
        {
            case ArrayType array when arguments[1].Type is IntegralType and not LongType:
                return ([arguments[0], arguments[1].To(new IntegerType())], new ResultType(array.ElementType, true));
            case ArrayType:
                throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 2, "\"INT\"", arguments[1]);
            case MapType map when TypeCoercion.TightestCommonType(map.KeyType, arguments[1].Type) is { } key:
                return ([arguments[0].To(map with { KeyType = key }), arguments[1].To(key)], new ResultType(map.ValueType, true));
            case MapType map:
                throw FunctionErrors.NotItsKey(Signature.CallText(name, arguments), name, map, arguments[1].Type);
            default:
                throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "(\"ARRAY\" or \"MAP\")", arguments[0]);
        }
    }

    private static ScalarEvaluation ElementAt(bool isTry) => (call, arguments, context) => Evaluate.Strict(call.Arguments[0].Type is MapType
        ? ExtractFunctions.Lookup
        : (array, index) => index.Int64 switch
        {
            0 => throw FunctionErrors.AtRun("SparkRuntimeException", "INVALID_INDEX_OF_ZERO", "[INVALID_INDEX_OF_ZERO] The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1)."),
            > 0 and var i => i <= array.Items.Length ? array.Items[i - 1] : Datum.Null,
            var i => -i <= array.Items.Length ? array.Items[array.Items.Length + i] : Datum.Null,
        })(call, arguments, context);

    private static (Seq<ResolvedExpression>, ResultType) GetRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        return ([arguments[0], arguments.As(name, 1, Parameter.Integer)], new ResultType(arguments.ArrayAt(name, 0).ElementType, true));
    }

    private static Evaluator Get(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        Evaluate.Strict((array, index) => index.Int64 >= 0 && index.Int64 < array.Items.Length ? array.Items[index.Int64] : Datum.Null)(call, arguments, context);

    private static (Seq<ResolvedExpression>, ResultType) SliceRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 3);
        ArrayType array = arguments.ArrayAt(name, 0);
        return ([arguments[0], arguments.As(name, 1, Parameter.Integer), arguments.As(name, 2, Parameter.Integer)], new ResultType(array, arguments.AnyNullable()));
    }

    private static Datum Slice(Datum[] a)
    {
        Datum[] items = a[0].Items;
        long start = a[1].Int64, length = a[2].Int64;
        if (start == 0)
        {
            throw FunctionErrors.AtRun("SparkRuntimeException", "INVALID_PARAMETER_VALUE.START",
                "[INVALID_PARAMETER_VALUE.START] The value of parameter(s) `start` in `slice` is invalid: Expects a positive or a negative value for `start`, but got 0.");
        }

        if (length < 0)
        {
            throw FunctionErrors.AtRun("SparkRuntimeException", "INVALID_PARAMETER_VALUE.LENGTH",
                $"[INVALID_PARAMETER_VALUE.LENGTH] The value of parameter(s) `length` in `slice` is invalid: Expects `length` greater than or equal to 0, but got {length}.");
        }

        long first = start > 0 ? start - 1 : items.Length + start;
        return first < 0 || first >= items.Length ? Datum.Of(Array.Empty<Datum>()) : Datum.Of(items[(int)first..(int)Math.Min(items.Length, first + length)]);
    }

    private static (Seq<ResolvedExpression>, ResultType) FlattenRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        return arguments[0].Type is ArrayType { ElementType: ArrayType inner, ContainsNull: var containsNull }
            ? (arguments, new ResultType(inner, arguments[0].Nullable || containsNull))
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"ARRAY\" of \"ARRAY\"", arguments[0]);
    }

    private static Datum Flatten(Datum array)
    {
        if (Array.Exists(array.Items, item => item.IsNull))
        {
            return Datum.Null;
        }

        ValueLimits.CheckElements("flatten", array.Items.Sum(item => (long)item.Items.Length));
        return Datum.Of([.. array.Items.SelectMany(item => item.Items)]);
    }

    private static (Seq<ResolvedExpression>, ResultType) RepeatRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 2);
        ResolvedExpression count = arguments.As(name, 1, Parameter.Integer);
        return ([arguments[0], count], new ResultType(new ArrayType(arguments[0].Type, arguments[0].Nullable), count.Nullable));
    }

    private static Evaluator Repeat(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        if (arguments[1](row) is not { IsNull: false } count)
        {
            return Datum.Null;
        }

        var items = new Datum[ValueLimits.CheckElements("array_repeat", Math.Max(0, count.Int64))];
        Array.Fill(items, arguments[0](row));
        return Datum.Of(items);
    };

    private static (Seq<ResolvedExpression>, ResultType) InsertRule(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 3);
        ResolvedExpression position = arguments.As(name, 1, Parameter.Integer);
        if (arguments[0].Type is not ArrayType array || TypeCoercion.TightestCommonType(array.ElementType, arguments[2].Type) is not { } type)
        {
            throw FunctionErrors.NotItsElement(Signature.CallText(name, arguments), name, arguments[0].Type, arguments[2].Type);
        }

        return ([arguments[0].To(array with { ElementType = type }), position, arguments[2].To(type)], new ResultType(new ArrayType(type), arguments[0].Nullable || position.Nullable));
    }

    private static Evaluator Insert(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => row =>
    {
        Datum array = arguments[0](row), position = arguments[1](row);
        if (array.IsNull || position.IsNull)
        {
            return Datum.Null;
        }

        long at = position.Int64;
        if (at == 0)
        {
            throw FunctionErrors.AtRun("SparkRuntimeException", "INVALID_INDEX_OF_ZERO", "[INVALID_INDEX_OF_ZERO] The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).");
        }

        // Positions outside of the array pad it with nulls; -1 is behind the last element.
        Datum[] items = array.Items;
        long index = at > 0 ? at - 1 : items.Length + at + 1;
        long length = at > 0 ? Math.Max(items.Length + 1L, at) : index >= 0 ? items.Length + 1L : -at;
        var result = new Datum[ValueLimits.CheckElements("array_insert", length)];
        long shift = index < 0 ? length - items.Length : 0;
        index = Math.Max(0, index);
        for (int i = 0; i < items.Length; i++)
        {
            result[shift > 0 ? shift + i : i < index ? i : i + 1] = items[i];
        }

        result[index] = arguments[2](row);
        return Datum.Of(result);
    };

    private static (Seq<ResolvedExpression>, ResultType) AppendRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression> typed, ArrayType array) = ElementPair(name, arguments);
        return (typed, new ResultType(array with { ContainsNull = array.ContainsNull || arguments[1].Nullable }, arguments[0].Nullable));
    }

    private static Evaluator Append(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        row => arguments[0](row) is { IsNull: false } array ? Datum.Of([.. array.Items, arguments[1](row)]) : Datum.Null;

    private static Evaluator Prepend(FunctionCall call, Evaluator[] arguments, EvaluationContext context) =>
        row => arguments[0](row) is { IsNull: false } array ? Datum.Of([arguments[1](row), .. array.Items]) : Datum.Null;

    private static (Seq<ResolvedExpression>, ResultType) ZipRule(string name, Seq<ResolvedExpression> arguments)
    {
        StructField[] fields = [.. arguments.Select((argument, i) => new StructField(StructFunctions.ZippedName(argument, i), arguments.ArrayAt(name, i).ElementType))];
        return (arguments, new ResultType(new ArrayType(new StructType(fields.ToSeq()), false), arguments.AnyNullable()));
    }

    private static string ZipText(FunctionCall call, IReadOnlyList<string> arguments) => $"arrays_zip({string.Join(", ", arguments)})";

    private static Evaluator Zip(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        return arguments.Length == 0 ? _ => Datum.Of(Array.Empty<Datum>()) : Evaluate.StrictMany(arrays =>
        {
            var rows = new Datum[arrays.Max(array => array.Items.Length)];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = Datum.Of([.. arrays.Select(array => i < array.Items.Length ? array.Items[i] : Datum.Null)]);
            }

            return Datum.Of(rows);
        })(call, arguments, context);
    }

    private static Evaluator Shuffle(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        var random = new XorShiftRandom(context.BatchTimestampMs);
        return Evaluate.Strict(array =>
        {
            Datum[] items = [.. array.Items];
            for (int i = items.Length - 1; i > 0; i--)
            {
                int j = (int)(random.NextDouble() * (i + 1));
                (items[i], items[j]) = (items[j], items[i]);
            }

            return Datum.Of(items);
        })(call, arguments, context);
    }
}
