using Grader.Engine.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Analysis;

/// <summary>Conditions that every row of an operator is known to meet; equal ones once (Spark's QueryPlanConstraints).</summary>
internal sealed class ConstraintSet
{
    /// <summary>More are not looked for: each equality can double them.</summary>
    private const int MaxConstraints = 100;

    private readonly List<ResolvedExpression> constraints = [];
    private readonly HashSet<ResolvedExpression> known = [];

    private ConstraintSet(IEnumerable<ResolvedExpression> given) => Add(given);

    public IReadOnlyList<ResolvedExpression> Constraints => constraints;

    public bool Contains(ResolvedExpression constraint) => known.Contains(constraint.Canonical());

    /// <param name="known">Sets of plans that were asked for before, by reference: a plan is asked for at each operator above it.</param>
    public static ConstraintSet Of(ResolvedPlan plan, Dictionary<ResolvedPlan, ConstraintSet> known)
    {
        if (!known.TryGetValue(plan, out ConstraintSet? set))
        {
            HashSet<long> output = [.. plan.Output.Select(a => a.Id)];
            set = new ConstraintSet(new ConstraintSet(Valid(plan, known)).WithInferred().Where(c => IsOver(c, output)));
            known.Add(plan, set);
        }

        return set;
    }

    /// <summary>What follows from the constraints of both sides of a join and from its condition.</summary>
    public static IEnumerable<ResolvedExpression> OfJoin(JoinPlan join, Dictionary<ResolvedPlan, ConstraintSet> known) => new ConstraintSet(
        [.. Of(join.Left, known).Constraints, .. Of(join.Right, known).Constraints, .. join.Condition is null ? [] : Conjuncts.Of(join.Condition)]).WithInferred();

    public static bool IsOver(ResolvedExpression constraint, HashSet<long> ids) =>
        constraint.IsDeterministic() && constraint.References().Any() && constraint.References().All(a => ids.Contains(a.Id));

    private static IEnumerable<ResolvedExpression> Valid(ResolvedPlan plan, Dictionary<ResolvedPlan, ConstraintSet> known) => plan switch
    {
        FilterPlan filter => [.. Of(filter.Child, known).Constraints, .. Conjuncts.Of(filter.Condition)],
        ProjectPlan project => Renamed(Of(project.Child, known).Constraints, project.Expressions),
        AggregatePlan aggregate => Renamed(
            Renamed(Of(aggregate.Child, known).Constraints, aggregate.Groupings), aggregate.Aggregates.Where(a => !a.Contains<AggregateCall>())),
        JoinPlan join => JoinConstraints(join, known),
        EventTimeWatermark or DeduplicatePlan or SortPlan or LimitPlan or OffsetPlan or DistinctPlan or SubqueryAliasPlan or GeneratePlan or SamplePlan =>
            Of(plan.Children[0], known).Constraints,
        _ => [],
    };

    private static IEnumerable<ResolvedExpression> JoinConstraints(JoinPlan join, Dictionary<ResolvedPlan, ConstraintSet> known) => join.JoinType switch
    {
        JoinType.Inner or JoinType.Cross => OfJoin(join, known),
        JoinType.LeftSemi => [.. Of(join.Left, known).Constraints, .. join.Condition is null ? [] : Conjuncts.Of(join.Condition)],
        JoinType.LeftOuter or JoinType.LeftAnti => Of(join.Left, known).Constraints,
        JoinType.RightOuter => Of(join.Right, known).Constraints,
        _ => [],
    };

    /// <summary>Constraints on an expression hold for the column that is made of it.</summary>
    private static IEnumerable<ResolvedExpression> Renamed(IEnumerable<ResolvedExpression> constraints, IEnumerable<ResolvedExpression> definitions)
    {
        List<ResolvedExpression> all = [.. constraints];
        foreach (NamedExpression named in definitions.OfType<NamedExpression>().Where(n => n.IsDeterministic()))
        {
            AttributeReference column = named.ToAttribute();
            if (all.Count < MaxConstraints)
            {
                all.AddRange([.. all.Select(c => c.ReplaceDown(node => node.IsSameAs(named.Child) ? column : null)).Where(c => c.References().Any(a => a.Id == column.Id))]);
            }
        }

        return all;
    }

    private IEnumerable<ResolvedExpression> WithInferred()
    {
        Add([.. constraints.SelectMany(FromEquality)]);
        Add([.. constraints.SelectMany(NullIntolerance.NotNullColumns).Where(a => a.IsNullable)
            .DistinctBy(a => a.Id).Select(a => FunctionRegistry.BuiltIn.TryResolve("isnotnull", [a], false, null)!)]);
        return constraints;
    }

    /// <summary>Where two columns are equal, what holds for one holds for the other.</summary>
    private IEnumerable<ResolvedExpression> FromEquality(ResolvedExpression constraint)
    {
        if (constraint is not FunctionCall { Function.Name: "=" or "==", Arguments: [var left, var right] } || constraints.Count >= MaxConstraints)
        {
            return [];
        }

        IEnumerable<ResolvedExpression> Replaced(ResolvedExpression source, ResolvedExpression target) => constraints
            .Where(other => !ReferenceEquals(other, constraint))
            .Select(other => other.ReplaceDown(node => node.IsSameAs(source) ? target : null));
        return (left, right) switch
        {
            (AttributeReference, AttributeReference) => [.. Replaced(left, right), .. Replaced(right, left)],
            (CastExpression { Child: AttributeReference }, AttributeReference) => Replaced(right, left),
            (AttributeReference, CastExpression { Child: AttributeReference }) => Replaced(left, right),
            _ => [],
        };
    }

    private void Add(IEnumerable<ResolvedExpression> added)
    {
        foreach (ResolvedExpression constraint in added.Where(c => c.IsDeterministic()))
        {
            if (constraints.Count < MaxConstraints && known.Add(constraint.Canonical()))
            {
                constraints.Add(constraint);
            }
        }
    }
}
