using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>One equality of a join's condition.</summary>
/// <param name="IsNullSafe"><c>&lt;=&gt;</c>: null equals null.</param>
internal sealed record EquiJoinKey(ResolvedExpression Left, ResolvedExpression Right, bool IsNullSafe);

/// <summary>A join's condition taken apart into keys and the rest (Spark's ExtractEquiJoinKeys).</summary>
internal sealed record EquiJoinKeys(Seq<EquiJoinKey> Keys, Seq<ResolvedExpression> Rest)
{
    public static EquiJoinKeys Of(ResolvedExpression? condition, IEnumerable<AttributeReference> left, IEnumerable<AttributeReference> right)
    {
        HashSet<long> leftIds = [.. left.Select(a => a.Id)], rightIds = [.. right.Select(a => a.Id)];
        List<EquiJoinKey> keys = [];
        List<ResolvedExpression> rest = [];
        foreach (ResolvedExpression conjunct in condition is null ? [] : Conjuncts.Of(condition))
        {
            if (conjunct is FunctionCall { Function.Name: "=" or "==" or "<=>", Arguments: [var a, var b] } equality)
            {
                bool isNullSafe = equality.Function.Name == "<=>";
                if (IsOver(a, leftIds) && IsOver(b, rightIds))
                {
                    keys.Add(new EquiJoinKey(a, b, isNullSafe));
                    continue;
                }

                if (IsOver(a, rightIds) && IsOver(b, leftIds))
                {
                    keys.Add(new EquiJoinKey(b, a, isNullSafe));
                    continue;
                }
            }

            rest.Add(conjunct);
        }

        return new EquiJoinKeys(keys.ToSeq(), rest.ToSeq());
    }

    /// <summary>The key that carries a watermark, left keys first; null where none does.</summary>
    public int? WatermarkOrdinal()
    {
        List<EquiJoinKey> keys = [.. Keys];
        int ordinal = keys.FindIndex(key => IsWatermarked(key.Left));
        ordinal = ordinal >= 0 ? ordinal : keys.FindIndex(key => IsWatermarked(key.Right));
        return ordinal >= 0 ? ordinal : null;
    }

    private static bool IsOver(ResolvedExpression expression, HashSet<long> ids) =>
        expression.References().Any() && expression.References().All(a => ids.Contains(a.Id));

    private static bool IsWatermarked(ResolvedExpression expression) => expression is AttributeReference { Metadata.WatermarkDelayMs: not null };
}
