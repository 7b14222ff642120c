using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>Rewrites and searches on which the rules over resolved plans and expressions are built.</summary>
public static class ResolvedTrees
{
    /// <summary>Rewrites children first. The identity rule returns the same object.</summary>
    public static ResolvedPlan TransformUp(this ResolvedPlan plan, Func<ResolvedPlan, ResolvedPlan> rule) =>
        rule(plan.MapChildren(child => child.TransformUp(rule)));

    public static IEnumerable<ResolvedPlan> SelfAndDescendants(this ResolvedPlan plan) =>
        plan.Children.SelectMany(SelfAndDescendants).Prepend(plan);

    /// <summary>Children before parents, left to right.</summary>
    public static IEnumerable<ResolvedPlan> BottomUp(this ResolvedPlan plan) =>
        plan.Children.SelectMany(BottomUp).Append(plan);

    public static ResolvedExpression TransformUp(this ResolvedExpression expression, Func<ResolvedExpression, ResolvedExpression> rule) =>
        rule(expression.MapChildren(child => child.TransformUp(rule)));

    /// <summary>Rewrites the node; where the rule changed it, its children are left as they came out.</summary>
    public static ResolvedExpression ReplaceDown(this ResolvedExpression expression, Func<ResolvedExpression, ResolvedExpression?> rule) =>
        rule(expression) ?? expression.MapChildren(child => child.ReplaceDown(rule));

    public static IEnumerable<ResolvedExpression> SelfAndDescendants(this ResolvedExpression expression) =>
        expression.Children.SelectMany(SelfAndDescendants).Prepend(expression);

    /// <summary>Whether the tree has more levels than that; looks no deeper than it must.</summary>
    public static bool IsDeeperThan(this ResolvedExpression expression, int levels) =>
        levels == 0 || expression.Children.Any(child => child.IsDeeperThan(levels - 1));

    public static bool Contains<T>(this ResolvedExpression expression) where T : ResolvedExpression =>
        expression.SelfAndDescendants().Any(e => e is T);

    public static IEnumerable<AttributeReference> References(this ResolvedExpression expression) =>
        expression.SelfAndDescendants().OfType<AttributeReference>().Where(attribute => !attribute.IsLambdaVariable);

    public static bool IsDeterministic(this ResolvedExpression expression) =>
        expression is not (FunctionCall { Function.IsDeterministic: false } or UserDefinedCall { Function.IsDeterministic: false }) && expression.Children.All(IsDeterministic);

    /// <summary>Equal but for spelling, qualifiers and metadata of attributes and names (Spark's semanticEquals).</summary>
    public static bool IsSameAs(this ResolvedExpression left, ResolvedExpression right) =>
        ReferenceEquals(left, right) || left.Canonical().Equals(right.Canonical());

    internal static ResolvedExpression Canonical(this ResolvedExpression expression) => expression.TransformUp(e => e switch
    {
        AttributeReference a => new AttributeReference("", a.DataType, IsNullable: true, a.Id),
        NamedExpression named => named.Child,
        _ => e,
    });

    /// <summary>The expressions of this node alone.</summary>
    public static IReadOnlyList<ResolvedExpression> Expressions(this ResolvedPlan plan)
    {
        List<ResolvedExpression> expressions = [];
        plan.MapExpressions(e =>
        {
            expressions.Add(e);
            return e;
        });
        return expressions;
    }

    /// <summary>The expressions of this node alone, rewritten.</summary>
    public static ResolvedPlan MapExpressions(this ResolvedPlan plan, Func<ResolvedExpression, ResolvedExpression> map) => plan switch
    {
        ProjectPlan p => p with { Expressions = p.Expressions.MapUnchanged(map) },
        FilterPlan f => f with { Condition = map(f.Condition) },
        ExpandPlan e => e with { Projections = e.Projections.Select(p => p.MapUnchanged(map)).ToSeq(), Attributes = Attributes(e.Attributes, map) },
        GeneratePlan g => new GeneratePlan(g.Child, (GeneratorCall)map(g.Generator), Attributes(g.GeneratorOutput, map)) { Origin = g.Origin, PlanIds = g.PlanIds },
        AggregatePlan a => new AggregatePlan(a.Child, a.Groupings.MapUnchanged(map), a.Aggregates.MapUnchanged(map)) { Origin = a.Origin, PlanIds = a.PlanIds },
        EventTimeWatermark w => new EventTimeWatermark(w.Child, (AttributeReference)map(w.EventTime), w.DelayMs) { Origin = w.Origin, PlanIds = w.PlanIds },
        DeduplicatePlan d => d with { Keys = Attributes(d.Keys, map) },
        SortPlan s => s with { Order = s.Order.Select(k => (SortKey)map(k)).ToSeq() },
        WindowPlan w => new WindowPlan(w.Child, w.Windows.Select(n => (NamedExpression)map(n)).ToSeq()) { Origin = w.Origin, PlanIds = w.PlanIds },
        BatchEvalUdfPlan b => new BatchEvalUdfPlan(b.Child, b.Calls.Select(n => (NamedExpression)map(n)).ToSeq()) { Origin = b.Origin, PlanIds = b.PlanIds },
        LateralJoinPlan l => new LateralJoinPlan(l.Child, (SubqueryCall)map(l.Right), l.Condition is null ? null : map(l.Condition), l.JoinType, Attributes(l.RightOutput, map)) { Origin = l.Origin, PlanIds = l.PlanIds },
        JoinPlan j => new JoinPlan(j.Left, j.Right, j.JoinType, j.Condition is null ? null : map(j.Condition)) { Origin = j.Origin, PlanIds = j.PlanIds },
        UnionPlan u => u with { Attributes = Attributes(u.Attributes, map) },
        StreamingRelation r => r with { Attributes = Attributes(r.Attributes, map) },
        FileRelation r => r with { Attributes = Attributes(r.Attributes, map) },
        LocalRows r => r with { Attributes = Attributes(r.Attributes, map) },
        MemorySinkRelation r => r with { Attributes = Attributes(r.Attributes, map) },
        _ => plan,
    };

    private static Seq<AttributeReference> Attributes(Seq<AttributeReference> attributes, Func<ResolvedExpression, ResolvedExpression> map) =>
        attributes.MapUnchanged(a => (AttributeReference)map(a));
}
