using Grader.Engine.Expressions;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>Sub-queries (Spark's ResolveSubquery and the rules of CheckAnalysis for them).</content>
internal sealed partial class ExpressionResolver
{
    private SubqueryCall Scalar(ScalarSubquery subquery, Scope scope)
    {
        SubqueryCall call = Subquery(SubqueryKind.Scalar, subquery.Query, scope);
        if (call.Plan.Output.Count != 1)
        {
            throw AnalysisErrors.SubqueryWidth(call.Plan.Output.Count);
        }

        if (call.Parameters.Count > 0)
        {
            CheckAtMostOneRow(call.Plan);
        }

        return call;
    }

    private SubqueryCall Exists(ExistsSubquery subquery, Scope scope) => Subquery(SubqueryKind.Exists, subquery.Query, scope);

    private SubqueryCall In(InSubquery subquery, Scope scope, int depth)
    {
        Seq<ResolvedExpression> values = subquery.Values.Select(v => Resolve(v, scope, depth + 1)).ToSeq();
        SubqueryCall call = Subquery(SubqueryKind.In, subquery.Query, scope) with { Values = values };
        Seq<AttributeReference> output = call.Plan.Output;
        string text = PrettySql.Of(call);
        if (output.Count != values.Count)
        {
            throw AnalysisErrors.InSubqueryWidth(text, values, output);
        }

        List<(ResolvedExpression Left, AttributeReference Right)> pairs = [.. values.Zip(output, (l, r) => (l, r))];
        DataType?[] types = [.. pairs.Select(p => p.Left.Type == p.Right.Type ? p.Left.Type : TypeCoercion.LeastCommonType(p.Left.Type, p.Right.Type))];
        return types.Contains(null)
            ? throw AnalysisErrors.InSubqueryTypes(text, pairs, p => p.Left.Type != p.Right.Type && TypeCoercion.LeastCommonType(p.Left.Type, p.Right.Type) is null)
            : call with
            {
                Values = values.Select((v, i) => v.Type == types[i] ? v : new CastExpression(v, types[i]!, IsImplicit: true)).ToSeq(),
                Plan = output.Select(a => a.Type).SequenceEqual(types!) ? call.Plan : new ProjectPlan(call.Plan, output.Select((a, i) =>
                    (ResolvedExpression)(a.Type == types[i] ? a : new NamedExpression(new CastExpression(a, types[i]!, IsImplicit: true), a.Name, context.Ids.Next()))).ToSeq()),
            };
    }

    /// <summary>The query's plan with the outer columns that it uses.</summary>
    public SubqueryCall Subquery(SubqueryKind kind, LogicalPlan query, Scope scope)
    {
        var names = new OuterNames(scope, context.Ids);
        OuterNames? enclosing = outer;
        outer = names;
        ResolvedPlan plan;
        try
        {
            plan = analyze(query);
        }
        finally
        {
            outer = enclosing;
        }

        if (plan.IsStreaming)
        {
            throw AnalysisErrors.Unsupported("A sub-query over a stream");
        }

        HashSet<long> used = [.. plan.SelfAndDescendants().SelectMany(node => node.Expressions()).SelectMany(e => e.SelfAndDescendants()).OfType<OuterReference>().Select(o => o.Id)];
        List<(OuterReference Parameter, ResolvedExpression Value)> captured = [.. names.Captured.Where(c => used.Contains(c.Parameter.Id))];
        return new SubqueryCall(kind, plan, [], captured.Select(c => c.Parameter.Id).ToSeq(), captured.Select(c => c.Value).ToSeq());
    }

    /// <summary>A correlated scalar sub-query must be an aggregate that gives one row per outer row.</summary>
    private static void CheckAtMostOneRow(ResolvedPlan plan)
    {
        switch (plan)
        {
            case ProjectPlan or FilterPlan or SubqueryAliasPlan or SortPlan:
                CheckAtMostOneRow(plan.Children[0]);
                return;
            case LimitPlan { Count: <= 1 }:
                return;
            case AggregatePlan aggregate when aggregate.Groupings.Count == 0 || aggregate.Aggregates.Any(e => e.Contains<AggregateCall>()):
                HashSet<long> correlated = [.. aggregate.Child.SelfAndDescendants().OfType<FilterPlan>().SelectMany(f => Conjuncts.Of(f.Condition)).OfType<FunctionCall>()
                    .Where(c => c.Function.Name is "=" or "==" or "<=>" && c.Contains<OuterReference>()).SelectMany(c => c.References()).Select(a => a.Id)];
                List<string> free = [.. aggregate.Groupings.SelectMany(g => g.References()).Where(a => !correlated.Contains(a.Id)).Select(a => a.Name)];
                if (free.Count > 0)
                {
                    throw AnalysisErrors.CorrelatedGrouping(free);
                }

                return;
            case LocalRows { Rows.Count: <= 1 }:
                return;
            default:
                throw AnalysisErrors.CorrelatedScalarNotAggregated();
        }
    }
}

/// <summary>Names of the query around a sub-query. Only the next one outwards is seen, as in Spark.</summary>
internal sealed class OuterNames(Scope scope, ExpressionIdSource ids)
{
    private readonly List<(OuterReference Parameter, ResolvedExpression Value)> captured = [];

    public IReadOnlyList<(OuterReference Parameter, ResolvedExpression Value)> Captured => captured;

    public (OuterReference Reference, Seq<string> Fields)? Find(string name, Seq<string> parts)
    {
        if (scope.Find(name, parts) is not var (attribute, fields))
        {
            return null;
        }

        int known = captured.FindIndex(c => c.Value is AttributeReference a && a.Id == attribute.Id);
        if (known < 0)
        {
            known = captured.Count;
            captured.Add((new OuterReference(attribute.Name, attribute.Type, attribute.Nullable, ids.Next()), attribute));
        }

        return (captured[known].Parameter, fields);
    }
}
