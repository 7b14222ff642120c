using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>How the watermark of one side of a stream-stream join bounds the rows that the other side must keep (Spark's StreamingJoinHelper).</summary>
internal static class JoinWatermarks
{
    /// <summary>Any watermark will do to see whether a condition can be solved.</summary>
    private const long SomeWatermarkMs = 1_000_000;

    private const double MicrosPerDay = 86_400_000_000;

    /// <summary>Whether the state of an outer or semi join can ever be dropped, so that unmatched rows come out: a watermark among the keys, or a range that bounds the nullable side.</summary>
    public static bool BoundState(JoinPlan join)
    {
        if (EquiJoinKeys.Of(join.Condition, join.Left.Output, join.Right.Output).WatermarkOrdinal() is not null)
        {
            return true;
        }

        Seq<ResolvedExpression> conjuncts = join.Condition is null ? [] : Conjuncts.Of(join.Condition).ToSeq();
        bool left = StateWatermarkMs(join.Left.Output, join.Right.Output, conjuncts, SomeWatermarkMs) is not null;
        bool right = StateWatermarkMs(join.Right.Output, join.Left.Output, conjuncts, SomeWatermarkMs) is not null;
        return join.JoinType switch
        {
            JoinType.LeftOuter or JoinType.LeftSemi => left,
            JoinType.RightOuter => right,
            _ => left || right,
        };
    }

    /// <summary>
    /// The time at or before which a row of one side can meet no row to come of the other, whose event times are past <paramref name="watermarkMs"/>:
    /// each conjunct is solved for the side's timestamp, and the lowest solution counts.
    /// </summary>
    /// <returns>Milliseconds; null where no conjunct bounds the side from below.</returns>
    public static long? StateWatermarkMs(IReadOnlyList<AttributeReference> side, IReadOnlyList<AttributeReference> other, Seq<ResolvedExpression> conjuncts, long watermarkMs)
    {
        if (!other.Any(IsWatermarked))
        {
            return null;
        }

        long? Solve(ResolvedExpression lower, ResolvedExpression upper) => LowerBoundMs(lower, upper, side, other, watermarkMs);
        return conjuncts.Select(conjunct => conjunct switch
        {
            FunctionCall { Function.Name: "<", Arguments: [var l, var r] } => Solve(l, r),
            FunctionCall { Function.Name: "<=", Arguments: [var l, var r] } => Solve(l, r) - 1,
            FunctionCall { Function.Name: ">", Arguments: [var l, var r] } => Solve(r, l),
            FunctionCall { Function.Name: ">=", Arguments: [var l, var r] } => Solve(r, l) - 1,
            _ => null,
        }).Min();
    }

    /// <summary>From <c>lower &lt; upper</c>, that is <c>0 &lt; upper - lower</c>, the bound on the one timestamp of the side, the other side's standing at the watermark.</summary>
    private static long? LowerBoundMs(
        ResolvedExpression lower, ResolvedExpression upper, IReadOnlyList<AttributeReference> side, IReadOnlyList<AttributeReference> other, long watermarkMs)
    {
        HashSet<long> sideIds = [.. side.Select(a => a.Id)], otherIds = [.. other.Select(a => a.Id)];
        HashSet<long> used = [.. lower.References().Concat(upper.References()).Select(a => a.Id)];
        var terms = new HashSet<Term>();
        if (used.Count(sideIds.Contains) > 1 || used.Count(otherIds.Contains) > 1 || !Collect(upper, false, terms) || !Collect(lower, true, terms))
        {
            return null;
        }

        List<Term> bounded = [.. terms.Where(term => term.Attribute is { DataType: TimestampType } a && sideIds.Contains(a.Id))];
        List<Term> rest = [.. terms.Except(bounded)];
        if (bounded is not [{ IsNegative: false }] || rest.Count == 0
            || rest.Exists(term => term.Attribute is { } a && !(a.DataType is TimestampType && IsWatermarked(a) && otherIds.Contains(a.Id))))
        {
            return null;
        }

        double micros = rest.Sum(term => (term.IsNegative ? -1 : 1) * (term.Attribute is null ? term.Micros : watermarkMs * 1000.0));
        return (long)(-micros / 1000.0);
    }

    /// <summary>The summands of a time. Equal ones count once, as in Spark.</summary>
    /// <returns>False where the expression is no sum of times and intervals of fixed length.</returns>
    private static bool Collect(ResolvedExpression expression, bool negate, HashSet<Term> terms)
    {
        switch (expression)
        {
            case FunctionCall { Function.Name: "+", Arguments: [var a, var b] }:
                return Collect(a, negate, terms) && Collect(b, negate, terms);
            case FunctionCall { Function.Name: "-", Arguments: [{ Type: TimestampType }, { Type: TimestampType or DateType }] }:
                return false;
            case FunctionCall { Function.Name: "-", Arguments: [var a, var b] }:
                return Collect(a, negate, terms) && Collect(b, !negate, terms);
            case FunctionCall { Function.Name: "negative", Arguments: [var a] }:
                return Collect(a, !negate, terms);
            case CastExpression { DataType: NumericType or TimestampType } cast:
                return Collect(cast.Child, negate, terms);
            case AttributeReference attribute:
                terms.Add(new Term(negate, new AttributeReference("", attribute.DataType, true, attribute.Id, attribute.Metadata), 0));
                return true;
            case Constant constant when Micros(constant) is { } micros:
                terms.Add(new Term(negate, null, micros));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Bare numbers are seconds.</summary>
    private static double? Micros(Constant constant) => constant switch
    {
        { Value.IsNull: true } => null,
        { DataType: CalendarIntervalType, Value.Reference: CalendarInterval { Months: 0 } interval } => (interval.Days * MicrosPerDay) + interval.Microseconds,
        { DataType: DayTimeIntervalType or TimestampType } => constant.Value.Int64,
        { DataType: IntegralType } => constant.Value.Int64 * 1_000_000.0,
        { DataType: FloatType or DoubleType } => constant.Value.Double * 1_000_000.0,
        { DataType: DecimalType } => DecimalArithmetic.ToDouble(constant.Value.Decimal) * 1_000_000.0,
        _ => null,
    };

    private static bool IsWatermarked(AttributeReference attribute) => attribute.Metadata.WatermarkDelayMs is not null;

    private sealed record Term(bool IsNegative, AttributeReference? Attribute, double Micros);
}
