using System.Globalization;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>What type rules ask of a call's arguments.</summary>
internal static class Arguments
{
    public static void Expect(this Seq<ResolvedExpression> arguments, string name, int least, int? most = null)
    {
        int last = most ?? least;
        if (arguments.Count < least || arguments.Count > last)
        {
            throw FunctionErrors.ArgumentCount(
                name,
                least == last ? least.ToString(CultureInfo.InvariantCulture) : $"[{string.Join(", ", Enumerable.Range(least, last - least + 1))}]",
                arguments.Count);
        }
    }

    public static void ExpectAtLeast(this Seq<ResolvedExpression> arguments, string name, int least)
    {
        if (arguments.Count < least)
        {
            throw FunctionErrors.ArgumentCount(name, $"> {(least - 1).ToString(CultureInfo.InvariantCulture)}", arguments.Count);
        }
    }

    public static ArrayType ArrayAt(this Seq<ResolvedExpression> arguments, string name, int index) => arguments[index].Type switch
    {
        ArrayType array => array,
        NullType => new ArrayType(new NullType()),
        _ => throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), index + 1, "\"ARRAY\"", arguments[index]),
    };

    public static MapType MapAt(this Seq<ResolvedExpression> arguments, string name, int index) => arguments[index].Type switch
    {
        MapType map => map,
        NullType => new MapType(new NullType(), new NullType()),
        _ => throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), index + 1, "\"MAP\"", arguments[index]),
    };

    /// <summary>The argument as the parameter takes it, or Spark's refusal.</summary>
    public static ResolvedExpression As(this Seq<ResolvedExpression> arguments, string name, int index, Parameter parameter) =>
        parameter.Fit(arguments[index]) ?? throw FunctionErrors.UnexpectedInputType(Signature.CallText(name, arguments), index + 1, parameter.Words, arguments[index]);

    public static bool AnyNullable(this Seq<ResolvedExpression> arguments) => arguments.Any(argument => argument.Nullable);

    /// <summary>The type that all arguments widen to.</summary>
    public static DataType CommonType(this Seq<ResolvedExpression> arguments, string name, string printed) =>
        TypeCoercion.LeastCommonType(arguments.Select(argument => argument.Type))
        ?? throw FunctionErrors.NotOneType(Signature.CallText(printed, arguments), printed, arguments.Select(argument => argument.Type));

    /// <summary>Maps have no order and no equality.</summary>
    public static bool ContainsMap(this DataType type) => type switch
    {
        MapType => true,
        ArrayType array => array.ElementType.ContainsMap(),
        StructType fields => fields.Fields.Any(field => field.DataType.ContainsMap()),
        _ => false,
    };

    /// <summary>Whether the expression is the same for every row.</summary>
    public static bool IsFoldable(this ResolvedExpression expression) => expression switch
    {
        Constant => true,
        AttributeReference or AggregateCall or GeneratorCall or Lambda or TimeWindow => false,
        FunctionCall { Function.IsDeterministic: false } => false,
        _ => expression.Children.All(IsFoldable),
    };

    /// <summary>The value of a foldable expression, at analysis.</summary>
    public static Datum Fold(this ResolvedExpression expression) =>
        expression is Constant constant ? constant.Value : ExpressionCompiler.Compile(expression, [], EvaluationContext.Utc(0))([]);

    /// <summary>Makes the parts of lists for sets of values, equal as <c>=</c> compares them: NaN equals itself, -0.0 is 0.0.</summary>
    public static IEqualityComparer<Datum> Equality(DataType type) => new OrderEquality(type is NullType ? (_, _) => 0 : TypeCoercion.IsOrderable(type) ? DatumComparer.Order(type) : null);

    private sealed class OrderEquality(Comparison<Datum>? order) : IEqualityComparer<Datum>
    {
        public bool Equals(Datum x, Datum y) => order is null ? DatumComparer.Identical(x, y) : order(x, y) == 0;

        public int GetHashCode(Datum obj) => HashOf(obj);

        private static int HashOf(Datum value) => value switch
        {
            { Reference: Datum[] items } => items.Aggregate(items.Length, (hash, item) => unchecked(hash * 31 + HashOf(item))),
            // -0.0 and 0.0 are equal; a collision with the whole number of the same bits costs nothing.
            { IsFixedSize: true, Int64: long.MinValue } => 0L.GetHashCode(),
            { IsFixedSize: true } when double.IsNaN(value.Double) => int.MinValue,
            _ => DatumComparer.IdentityHash(value),
        };
    }
}
