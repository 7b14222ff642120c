using Grader.Engine.Expressions;
using Grader.Engine.Operators;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Engine.Analysis;

/// <summary>
/// Takes calls of the program's functions out of the operators that they stand in: each gets a column, computed below by a <see cref="BatchEvalUdfPlan"/>
/// that calls the program for many rows at once. So a call is made for every row that the operator gets, also in the branch of a CASE that is not taken.
/// </summary>
/// <remarks>Source: Spark's ExtractPythonUDFs, ExtractPythonUDFFromAggregate, ExtractGroupingPythonUDFFromAggregate and ExtractPythonUDFFromJoinCondition.</remarks>
internal sealed class UserDefinedCalls
{
    // Ids are compared within one plan only, and the plan is complete.
    private long lastId;

    private UserDefinedCalls(ResolvedPlan plan) => lastId = plan.SelfAndDescendants()
        .SelectMany(node => node.Expressions().SelectMany(e => e.SelfAndDescendants()).Concat(node.Output))
        .Select(e => e is AttributeReference a ? a.Id : e is NamedExpression n ? n.Id : 0).Append(0).Max();

    public static ResolvedPlan Extract(ResolvedPlan plan) =>
        plan.SelfAndDescendants().Any(HasCalls) ? new UserDefinedCalls(plan).Rewrite(plan) : plan;

    private static bool HasCalls(ResolvedPlan plan) => plan.Expressions().Any(HasCalls);

    private static bool HasCalls(ResolvedExpression expression) => expression.Contains<UserDefinedCall>();

    private ResolvedPlan Rewrite(ResolvedPlan plan)
    {
        plan = plan.MapChildren(Rewrite);
        return !HasCalls(plan) ? plan : plan switch
        {
            JoinPlan join => OfJoin(join),
            AggregatePlan aggregate => OfAggregate(aggregate),
            ResolvedUnary unary => OfUnary(unary),
            _ => throw NotSupported.Yet($"A user-defined function in {plan.GetType().Name}"),
        };
    }

    private ResolvedPlan OfUnary(ResolvedUnary plan)
    {
        (ResolvedPlan child, Replacement replacement) = Evaluated(plan.Child, plan.Expressions());
        return Keeping(plan.Output, (ResolvedUnary)plan.MapExpressions(replacement.Apply) with { Child = child });
    }

    /// <summary>A call inside an aggregate's argument or of a key is made below; one over the aggregate's results, above.</summary>
    private ResolvedPlan OfAggregate(AggregatePlan aggregate)
    {
        IEnumerable<ResolvedExpression> below =
            [.. aggregate.Groupings, .. aggregate.Aggregates.SelectMany(e => e.SelfAndDescendants()).OfType<AggregateCall>().SelectMany(call => call.Children)];
        (ResolvedPlan child, Replacement replacement) = Evaluated(aggregate.Child, below);
        var grouped = (AggregatePlan)aggregate.MapExpressions(replacement.Apply) with { Child = child };
        if (!grouped.Aggregates.Any(HasCalls))
        {
            return grouped;
        }

        var results = new List<NamedExpression>();
        ResolvedExpression Result(ResolvedExpression value)
        {
            NamedExpression? known = results.Find(result => result.Child.IsSameAs(value));
            if (known is null)
            {
                known = new NamedExpression(value, "_agg", ++lastId);
                results.Add(known);
            }

            return known.ToAttribute();
        }

        // What the calls are over: aggregates, and the keys however they are computed.
        ResolvedExpression Above(ResolvedExpression expression) => expression.ReplaceDown(node =>
            node is AggregateCall || grouped.Groupings.Any(key => (key is NamedExpression named ? named.Child : key).IsSameAs(node)) ? Result(node) : null);
        Seq<ResolvedExpression> computed = grouped.Aggregates.Select(e => HasCalls(e) ? Above(e) : OutputAttribute.Of(e)).ToSeq();
        var inner = new AggregatePlan(grouped.Child, grouped.Groupings, [.. grouped.Aggregates.Where(e => !HasCalls(e)), .. results])
        {
            Origin = aggregate.Origin,
            PlanIds = aggregate.PlanIds,
        };
        return OfUnary(new ProjectPlan(inner, computed) { Origin = aggregate.Origin });
    }

    /// <summary>A call over one side is made there; what needs both sides is a filter above an inner join.</summary>
    private ResolvedPlan OfJoin(JoinPlan join)
    {
        List<ResolvedExpression> above = [], kept = [];
        ResolvedPlan left = join.Left, right = join.Right;
        foreach (ResolvedExpression conjunct in Conjuncts.Of(join.Condition!))
        {
            List<UserDefinedCall> calls = [.. conjunct.SelfAndDescendants().OfType<UserDefinedCall>()];
            if (!calls.TrueForAll(call => IsOver(call, join.Left) || IsOver(call, join.Right)))
            {
                above.Add(conjunct);
                continue;
            }

            (left, Replacement ofLeft) = Evaluated(left, calls.Where(call => IsOver(call, join.Left)));
            (right, Replacement ofRight) = Evaluated(right, calls.Where(call => !IsOver(call, join.Left)));
            kept.Add(ofRight.Apply(ofLeft.Apply(conjunct)));
        }

        if (above.Count > 0 && join.JoinType is not (JoinType.Inner or JoinType.Cross))
        {
            throw AnalysisErrors.UserDefinedInOuterJoin(join.JoinType);
        }

        ResolvedPlan joined = join with { Left = left, Right = right, Condition = Optimizer.And(kept) };
        return above.Count == 0
            ? Keeping(join.Output, joined)
            : Keeping(join.Output, OfUnary(new FilterPlan(joined, Optimizer.And(above)!) { Origin = join.Origin }));
    }

    private static bool IsOver(UserDefinedCall call, ResolvedPlan side)
    {
        HashSet<long> ids = [.. side.Output.Select(a => a.Id)];
        return call.References().All(a => ids.Contains(a.Id));
    }

    /// <summary>The columns as they were, without those of calls.</summary>
    private static ResolvedPlan Keeping(Seq<AttributeReference> output, ResolvedPlan plan) => plan.Output.Count == output.Count
        ? plan
        : new ProjectPlan(plan, output.Select(a => (ResolvedExpression)a).ToSeq()) { Origin = plan.Origin };

    /// <summary>The plan with a column more for each call in the expressions; calls in the arguments of calls come first.</summary>
    private (ResolvedPlan Plan, Replacement Replacement) Evaluated(ResolvedPlan plan, IEnumerable<ResolvedExpression> expressions)
    {
        List<ResolvedExpression> rest = [.. expressions];
        var replacement = new Replacement([]);
        while (true)
        {
            List<UserDefinedCall> calls = [.. rest.SelectMany(e => e.SelfAndDescendants()).OfType<UserDefinedCall>().Where(call => !call.Arguments.Any(HasCalls)).DistinctBy(call => call.Canonical())];
            if (calls.Count == 0)
            {
                return (plan, replacement);
            }

            Seq<NamedExpression> columns = calls.Select(call => new NamedExpression(call, "udf", ++lastId)).ToSeq();
            plan = new BatchEvalUdfPlan(plan, columns) { Origin = plan.Origin };
            var layer = new Replacement([columns.ToDictionary(column => column.Child.Canonical(), column => column.ToAttribute())]);
            rest = [.. rest.Select(layer.Apply)];
            replacement = new Replacement([.. replacement.Layers, .. layer.Layers]);
        }
    }

    /// <summary>Puts columns in place of calls, the innermost first.</summary>
    private sealed record Replacement(IReadOnlyList<Dictionary<ResolvedExpression, AttributeReference>> Layers)
    {
        public ResolvedExpression Apply(ResolvedExpression expression) => Layers.Aggregate(expression, (rewritten, layer) =>
            rewritten.ReplaceDown(node => node is UserDefinedCall && layer.TryGetValue(node.Canonical(), out AttributeReference? column) ? column : null));
    }
}
