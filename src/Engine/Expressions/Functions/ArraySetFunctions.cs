using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Arrays as sets: equality is that of <c>=</c>, nulls equal each other, the first of equal elements stays.</summary>
internal static class ArraySetFunctions
{
    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Entry(new("array_distinct", (n, a) => ArrayFunctions.OneArray(n, a, array => array), Distinct, "An array without repetitions.")),
        Entry(new("array_union", (n, a) => TwoArrays(n, a, (x, y) => x || y), Union, "Elements of either array, without repetitions.")),
        Entry(new("array_intersect", (n, a) => TwoArrays(n, a, (x, y) => x && y), Intersect, "Elements of both arrays, without repetitions.")),
        Entry(new("array_except", (n, a) => TwoArrays(n, a, (x, _) => x), Except, "Elements of the first array that the second lacks, without repetitions.")),
        Entry(new("arrays_overlap", OverlapRule, Overlap, "Whether two arrays share an element that is not null.")),
        Entry(new("array_remove", RemoveRule, Remove, "An array without the elements that equal a value.")),
    ];

    private static (string, ScalarFunction) Entry(ScalarFunction function) => (function.Name, function);

    private static (Seq<ResolvedExpression>, ResultType) TwoArrays(string name, Seq<ResolvedExpression> arguments, Func<bool, bool, bool> containsNull)
    {
        arguments.Expect(name, 2);
        if (arguments[0].Type is not ArrayType left || arguments[1].Type is not ArrayType right || TypeCoercion.LeastCommonType(left.ElementType, right.ElementType) is not { } element)
        {
            throw FunctionErrors.NotTwoArrays(Signature.CallText(name, arguments), name, arguments[0].Type, arguments[1].Type);
        }

        return ([arguments[0].To(left with { ElementType = element }), arguments[1].To(right with { ElementType = element })],
            new ResultType(new ArrayType(element, containsNull(left.ContainsNull, right.ContainsNull)), arguments.AnyNullable()));
    }

    private static (Seq<ResolvedExpression>, ResultType) OverlapRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression> typed, _) = TwoArrays(name, arguments, (x, y) => x || y);
        return (typed, new ResultType(new BooleanType(), true));
    }

    private static (Seq<ResolvedExpression>, ResultType) RemoveRule(string name, Seq<ResolvedExpression> arguments)
    {
        (Seq<ResolvedExpression> typed, _) = ArrayFunctions.WithElement(name, arguments, new BooleanType());
        return (typed, new ResultType(typed[0].Type, arguments.AnyNullable()));
    }

    private static HashSet<Datum> Set(IEnumerable<Datum> items, FunctionCall call) => new(items, EqualityOf(call));

    private static IEqualityComparer<Datum> EqualityOf(FunctionCall call) => Functions.Arguments.Equality(((ArrayType)call.Arguments[0].Type).ElementType);

    private static Evaluator Distinct(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = Functions.Arguments.Equality(call.Arguments[0].Type is ArrayType array ? array.ElementType : new NullType());
        return Evaluate.Strict(items => Datum.Of([.. items.Items.Distinct(equality)]))(call, arguments, context);
    }

    private static Evaluator Union(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = EqualityOf(call);
        return Evaluate.Strict((a, b) => Datum.Of([.. a.Items.Concat(b.Items).Distinct(equality)]))(call, arguments, context);
    }

    private static Evaluator Intersect(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = EqualityOf(call);
        return Evaluate.Strict((a, b) => Set(b.Items, call) is var wanted ? Datum.Of([.. a.Items.Where(wanted.Contains).Distinct(equality)]) : Datum.Null)(call, arguments, context);
    }

    private static Evaluator Except(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = EqualityOf(call);
        return Evaluate.Strict((a, b) => Set(b.Items, call) is var unwanted ? Datum.Of([.. a.Items.Where(item => !unwanted.Contains(item)).Distinct(equality)]) : Datum.Null)(call, arguments, context);
    }

    private static Evaluator Overlap(FunctionCall call, Evaluator[] arguments, EvaluationContext context) => Evaluate.Strict((a, b) =>
    {
        HashSet<Datum> first = Set(a.Items.Where(item => !item.IsNull), call);
        return Array.Exists(b.Items, item => !item.IsNull && first.Contains(item)) ? Datum.True
            : a.Items.Length > 0 && b.Items.Length > 0 && (first.Count == 0 || Array.Exists(a.Items, item => item.IsNull) || Array.Exists(b.Items, item => item.IsNull)) ? Datum.Null
            : Datum.False;
    })(call, arguments, context);

    private static Evaluator Remove(FunctionCall call, Evaluator[] arguments, EvaluationContext context)
    {
        IEqualityComparer<Datum> equality = Functions.Arguments.Equality(call.Arguments[1].Type);
        return Evaluate.Strict((array, value) => Datum.Of([.. array.Items.Where(item => item.IsNull || !equality.Equals(item, value))]))(call, arguments, context);
    }
}
