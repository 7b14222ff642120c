using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Evaluators of comparisons, null where either side is null. The common types have a closure of their own: comparisons are what filters and CASE do for every row.</summary>
internal static class Comparisons
{
    public static ScalarEvaluation Of(string comparison) => (call, arguments, _) =>
    {
        Evaluator left = arguments[0], right = arguments[1];
        return call.Arguments[0].Type switch
        {
            NullType => _ => Datum.Null,
            StringType when comparison == "==" => Equal(left, right, call.Arguments[1]),
            IntegralType or DateType or TimestampType or TimestampNtzType => Whole(comparison, left, right),
            var type => Ordered(comparison, left, right, DatumComparer.Order(type)),
        };
    };

    private static Evaluator Equal(Evaluator left, Evaluator right, ResolvedExpression rightExpression)
    {
        if (rightExpression is Constant { Value: { IsNull: false } constant })
        {
            string text = constant.String;
            return row => left(row) is { IsNull: false } a ? Datum.Of(string.Equals(a.String, text)) : Datum.Null;
        }

        return row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(string.Equals(a.String, b.String)) : Datum.Null;
    }

    private static Evaluator Whole(string comparison, Evaluator left, Evaluator right) => comparison switch
    {
        "==" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Int64 == b.Int64) : Datum.Null,
        "<" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Int64 < b.Int64) : Datum.Null,
        "<=" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Int64 <= b.Int64) : Datum.Null,
        ">" => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Int64 > b.Int64) : Datum.Null,
        _ => row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(a.Int64 >= b.Int64) : Datum.Null,
    };

    private static Evaluator Ordered(string comparison, Evaluator left, Evaluator right, Comparison<Datum> order)
    {
        Func<int, bool> holds = comparison switch
        {
            "==" => result => result == 0,
            "<" => result => result < 0,
            "<=" => result => result <= 0,
            ">" => result => result > 0,
            _ => result => result >= 0,
        };
        return row => left(row) is { IsNull: false } a && right(row) is { IsNull: false } b ? Datum.Of(holds(order(a, b))) : Datum.Null;
    }
}
