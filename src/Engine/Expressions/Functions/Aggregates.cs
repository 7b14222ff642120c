using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Aggregate functions with buffers that merge (spark-semantics 8.4).</summary>
internal static class Aggregates
{
    public static IEnumerable<(string Name, AggregateFunction Function)> All =>
    [
        .. Names(["count"], "count", CountRule, _ => [new LongType()], _ => new CountAggregation(), "Rows, or rows where no argument is null."),
        .. Names(["count_if"], "count_if", (n, a) => (Signature.FitAll(n, a, [Parameter.Boolean]), new ResultType(new LongType(), false)), _ => [new LongType()], _ => new CountIfAggregation(), "Rows for which the condition holds."),
        .. Names(["sum"], "sum", SumRule, call => [call.Type], call => SumAggregation.For(call.Type), "Sum; null where every value is null."),
        .. Names(["avg", "mean"], "avg", AverageRule, AverageBuffer, AverageAggregation.For, "Average; null where every value is null."),
        .. Names(["min"], "min", OrderedRule, call => [call.Type], call => new ExtremeAggregation(call.Type, -1), "The least value."),
        .. Names(["max"], "max", OrderedRule, call => [call.Type], call => new ExtremeAggregation(call.Type, 1), "The greatest value."),
        .. Names(["min_by"], "min_by", ByRule, call => [call.Arguments[0].Type, call.Arguments[1].Type], call => new ExtremeByAggregation(call.Arguments[1].Type, -1), "The value of the row with the least second argument."),
        .. Names(["max_by"], "max_by", ByRule, call => [call.Arguments[0].Type, call.Arguments[1].Type], call => new ExtremeByAggregation(call.Arguments[1].Type, 1), "The value of the row with the greatest second argument."),
        .. Names(["bool_and", "every"], "bool_and", BooleanRule, call => [call.Type], call => new ExtremeAggregation(call.Type, -1), "Whether the condition holds in every row that has one."),
        .. Names(["bool_or", "some", "any"], "bool_or", BooleanRule, call => [call.Type], call => new ExtremeAggregation(call.Type, 1), "Whether the condition holds in some row."),
        .. Names(["bit_and"], "bit_and", BitsRule, call => [call.Type], _ => new FoldAggregation((a, b) => a & b), "Bitwise and of all values."),
        .. Names(["bit_or"], "bit_or", BitsRule, call => [call.Type], _ => new FoldAggregation((a, b) => a | b), "Bitwise or of all values."),
        .. Names(["bit_xor"], "bit_xor", BitsRule, call => [call.Type], _ => new FoldAggregation((a, b) => a ^ b), "Bitwise exclusive or of all values."),
        .. Names(["first", "first_value", "any_value"], "first", FirstRule, call => [call.Type, new BooleanType()], call => new FirstAggregation(IgnoresNulls(call)), "The first value in processing order.", printed => printed[0]),
        .. Names(["last", "last_value"], "last", FirstRule, call => [call.Type, new BooleanType()], call => new LastAggregation(IgnoresNulls(call)), "The last value in processing order.", printed => printed[0]),
        .. Names(["collect_list", "array_agg"], "collect_list", CollectRule, call => CollectListAggregation.BufferOf(call.Arguments[0].Type), _ => new CollectListAggregation(), "All values that are not null, as an array."),
        .. Names(["collect_set"], "collect_set", CollectSetRule, call => DistinctAggregation.BufferOf(call.Arguments[0].Type), call => new DistinctAggregation(call.Arguments[0].Type, values => Datum.Of(values)), "All different values that are not null, as an array."),
        .. Names(["approx_count_distinct"], "approx_count_distinct", CountDistinctRule, call => DistinctAggregation.BufferOf(call.Arguments[0].Type), call => new DistinctAggregation(call.Arguments[0].Type, values => Datum.Of((long)values.Length)), "How many different values there are: counted, where Spark estimates."),
        .. Names(["(collect_frequent_items)"], "(collect_frequent_items)", FrequentItemsRule, call => CollectListAggregation.BufferOf(new StructType([new StructField("item", call.Arguments[0].Type)])), call => new FrequentItemsAggregation(call.Arguments[0].Type, ((Constant)call.Arguments[1]).Value.Int64), "Frequent items."),
        .. Names(["mode"], "mode", (n, a) => OneOf(n, a), call => CollectListAggregation.BufferOf(call.Arguments[0].Type), call => new ModeAggregation(call.Arguments[0].Type), "The most frequent value."),
        .. Names(["try_sum"], "try_sum", SumRule, call => [call.Type is IntegralType or DayTimeIntervalType or YearMonthIntervalType ? new DecimalType(38, 0) : call.Type], call => call.Type is IntegralType or DayTimeIntervalType or YearMonthIntervalType ? new TrySumAggregation(call.Type) : SumAggregation.For(call.Type), "Sum; null where it overflows."),
        .. Names(["try_avg"], "try_avg", AverageRule, AverageBuffer, AverageAggregation.For, "Average; null where it overflows."),
        .. StatisticalAggregates.All,
    ];

    // Each spelling prints under its own name.
    private static IEnumerable<(string, AggregateFunction)> Names(
        string[] names, string canonical, TypeRule rule, Func<AggregateCall, Seq<DataType>> buffer, Func<AggregateCall, IAggregation> create, string documentation,
        Func<IReadOnlyList<string>, string>? text = null) =>
        names.Select(name => (name, new AggregateFunction(name, rule, buffer, create, documentation, text)));

    private static (Seq<ResolvedExpression>, ResultType) CountRule(string name, Seq<ResolvedExpression> arguments) => arguments.Count > 0
        ? (arguments, new ResultType(new LongType(), false))
        : throw FunctionErrors.ArgumentCount(name, "> 0", 0);

    private static (Seq<ResolvedExpression>, ResultType) FrequentItemsRule(string name, Seq<ResolvedExpression> arguments) => arguments is [var item, Constant { Value.IsNull: false, DataType: IntegralType }]
        ? (arguments, new ResultType(new ArrayType(item.Type, item.Nullable), false))
        : throw FunctionErrors.ArgumentCount(name, "2", arguments.Count);

    private static (Seq<ResolvedExpression>, ResultType) SumRule(string name, Seq<ResolvedExpression> arguments)
    {
        ResolvedExpression argument = Single(name, arguments, type => type is NumericType or DayTimeIntervalType or YearMonthIntervalType, "\"NUMERIC\" or \"ANSI INTERVAL\"");
        return ([argument], new ResultType(argument.Type switch
        {
            IntegralType => new LongType(),
            DecimalType d => TypeCoercion.Bounded(d.Precision + 10, d.Scale),
            FloatType => new DoubleType(),
            var other => other,
        }, true));
    }

    private static (Seq<ResolvedExpression>, ResultType) AverageRule(string name, Seq<ResolvedExpression> arguments)
    {
        ResolvedExpression argument = Single(name, arguments, type => type is NumericType or DayTimeIntervalType or YearMonthIntervalType, "\"NUMERIC\" or \"ANSI INTERVAL\"");
        return ([argument], new ResultType(argument.Type switch
        {
            DecimalType d => TypeCoercion.Bounded(d.Precision + 4, d.Scale + 4),
            DayTimeIntervalType => new DayTimeIntervalType(),
            YearMonthIntervalType => new YearMonthIntervalType(),
            _ => new DoubleType(),
        }, true));
    }

    private static Seq<DataType> AverageBuffer(AggregateCall call) =>
        [call.Arguments[0].Type switch
        {
            DecimalType d => TypeCoercion.Bounded(d.Precision + 10, d.Scale),
            DayTimeIntervalType or YearMonthIntervalType => new DecimalType(38, 0),
            _ => new DoubleType(),
        }, new LongType()];

    private static (Seq<ResolvedExpression>, ResultType) OrderedRule(string name, Seq<ResolvedExpression> arguments) =>
        arguments is not [var argument] ? throw FunctionErrors.ArgumentCount(name, "1", arguments.Count)
        : TypeCoercion.IsOrderable(argument.Type) ? (arguments, new ResultType(argument.Type, true))
        : throw FunctionErrors.Mismatch("INVALID_ORDERING_TYPE", Signature.CallText(name, arguments), $"The `{name}` does not support ordering on type \"{argument.Type.Sql}\".");

    private static (Seq<ResolvedExpression>, ResultType) ByRule(string name, Seq<ResolvedExpression> arguments) =>
        arguments is not [var value, var key] ? throw FunctionErrors.ArgumentCount(name, "2", arguments.Count)
        : TypeCoercion.IsOrderable(key.Type) ? (arguments, new ResultType(value.Type, true))
        : throw FunctionErrors.Mismatch("INVALID_ORDERING_TYPE", Signature.CallText(name, arguments), $"The `{name}` does not support ordering on type \"{key.Type.Sql}\".");

    private static (Seq<ResolvedExpression>, ResultType) BooleanRule(string name, Seq<ResolvedExpression> arguments) =>
        (Signature.FitAll(name, arguments, [Parameter.Boolean]), new ResultType(new BooleanType(), true));

    private static (Seq<ResolvedExpression>, ResultType) BitsRule(string name, Seq<ResolvedExpression> arguments) =>
        arguments.Count != 1 ? throw FunctionErrors.ArgumentCount(name, "1", arguments.Count)
        : arguments is [{ Type: IntegralType } only] ? (arguments, new ResultType(only.Type, true))
        : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, "\"INTEGRAL\"", arguments[0]);

    private static (Seq<ResolvedExpression>, ResultType) FirstRule(string name, Seq<ResolvedExpression> arguments) => arguments.Count is 1 or 2
        ? (arguments, new ResultType(arguments[0].Type, true))
        : throw FunctionErrors.ArgumentCount(name, "[1, 2]", arguments.Count);

    private static bool IgnoresNulls(AggregateCall call) => call.Arguments.Count > 1 && call.Arguments[1] is Constant { Value: { IsNull: false, Boolean: true } };

    private static (Seq<ResolvedExpression>, ResultType) CollectRule(string name, Seq<ResolvedExpression> arguments) => arguments is [var only]
        ? (arguments, new ResultType(new ArrayType(only.Type, false), false))
        : throw FunctionErrors.ArgumentCount(name, "1", arguments.Count);

    private static (Seq<ResolvedExpression>, ResultType) CollectSetRule(string name, Seq<ResolvedExpression> arguments) => CollectRule(name, arguments) is var typed && arguments[0].Type.ContainsMap()
        ? throw FunctionErrors.Mismatch("UNSUPPORTED_INPUT_TYPE", Signature.CallText(name, arguments), $"The input of `{name}` can't be \"MAP\" type data.")
        : typed;

    private static (Seq<ResolvedExpression>, ResultType) OneOf(string name, Seq<ResolvedExpression> arguments)
    {
        arguments.Expect(name, 1);
        return (arguments, new ResultType(arguments[0].Type, true));
    }

    private static (Seq<ResolvedExpression>, ResultType) CountDistinctRule(string name, Seq<ResolvedExpression> arguments) => arguments.Count is 1 or 2
        ? ([arguments[0]], new ResultType(new LongType(), false))
        : throw FunctionErrors.ArgumentCount(name, "[1, 2]", arguments.Count);

    private static ResolvedExpression Single(string name, Seq<ResolvedExpression> arguments, Func<DataType, bool> accepts, string words)
    {
        if (arguments is not [var argument])
        {
            throw FunctionErrors.ArgumentCount(name, "1", arguments.Count);
        }

        return accepts(argument.Type) ? argument
            : argument.Type is StringType or NullType ? argument.To(new DoubleType())
            : throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), 1, words, argument);
    }
}
