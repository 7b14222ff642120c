using System.Text;
using Grader.Engine.Expressions;

namespace Grader.Engine.Analysis;

/// <summary>Whether two plans compute the same rows from the same sources, names and ids apart (Spark's sameResult, by which an exchange is used again).</summary>
internal static class SameResult
{
    public static bool Of(ResolvedPlan left, ResolvedPlan right) => Canonical(left).Equals(Canonical(right));

    /// <summary>A number that plans of the same result share, the same in every process.</summary>
    public static int HashOf(ResolvedPlan plan) => Murmur3.OfBytes(Encoding.UTF8.GetBytes(Canonical(plan).Explain()), 42);

    private static ResolvedPlan Canonical(ResolvedPlan plan)
    {
        Dictionary<long, long> numbers = [];
        long Number(long id) => numbers.TryGetValue(id, out long known) ? known : numbers[id] = numbers.Count;
        ResolvedExpression Unnamed(ResolvedExpression expression) => expression switch
        {
            AttributeReference a => new AttributeReference("", a.DataType, a.IsNullable, Number(a.Id), a.Metadata),
            NamedExpression n => new NamedExpression(n.Child, "", Number(n.Id), n.Metadata),
            _ => expression with { Origin = default },
        };
        return plan.TransformUp(node => node.MapExpressions(e => e.TransformUp(Unnamed)) with { Origin = default, PlanIds = [] });
    }
}
