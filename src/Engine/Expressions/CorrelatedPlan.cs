using Grader.Engine.Analysis;
using Grader.Engine.State;
using Grader.Plans;

namespace Grader.Engine.Expressions;

/// <summary>A sub-query's plan with its independent parts computed, ready to be bound to outer values.</summary>
internal sealed class CorrelatedPlan
{
    private readonly ResolvedPlan plan;
    private readonly Dictionary<long, int> parameters;
    private readonly Dictionary<ResolvedPlan, KeyIndex> indexes;
    private readonly EvaluationContext context;

    private CorrelatedPlan(ResolvedPlan plan, Dictionary<long, int> parameters, Dictionary<ResolvedPlan, KeyIndex> indexes, EvaluationContext context) =>
        (this.plan, this.parameters, this.indexes, this.context) = (plan, parameters, indexes, context);

    public static CorrelatedPlan Create(ResolvedPlan plan, Seq<long> parameters, Func<ResolvedPlan, IEnumerable<Datum[]>> run, EvaluationContext context)
    {
        var places = parameters.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
        if (parameters.Count == 0)
        {
            return new CorrelatedPlan(plan, places, [], context);
        }

        ResolvedPlan computed = Compute(plan, run);
        var indexes = new Dictionary<ResolvedPlan, KeyIndex>(ReferenceEqualityComparer.Instance);
        foreach (FilterPlan filter in computed.SelfAndDescendants().OfType<FilterPlan>())
        {
            if (filter.Child is LocalRows rows && KeyIndex.TryCreate(filter.Condition, rows) is KeyIndex index)
            {
                indexes[filter] = index;
            }
        }

        return new CorrelatedPlan(computed, places, indexes, context);
    }

    /// <summary>The plan for one outer row: parameters become constants.</summary>
    public ResolvedPlan Bind(Datum[] values) => parameters.Count == 0 ? plan : Bind(plan, values);

    private ResolvedPlan Bind(ResolvedPlan node, Datum[] values)
    {
        if (indexes.TryGetValue(node, out KeyIndex? index))
        {
            var filter = (FilterPlan)node;
            node = filter with { Child = index.Rows(expression => Bound(expression, values), context) };
            return node.MapExpressions(e => Bound(e, values));
        }

        return node.MapChildren(child => Bind(child, values)).MapExpressions(e => Bound(e, values));
    }

    private ResolvedExpression Bound(ResolvedExpression expression, Datum[] values) => expression.TransformUp(e =>
        e is OuterReference outer && parameters.TryGetValue(outer.Id, out int place) ? new Constant(values[place], outer.DataType) : e);

    /// <summary>Runs the largest parts that use no outer row.</summary>
    private static ResolvedPlan Compute(ResolvedPlan plan, Func<ResolvedPlan, IEnumerable<Datum[]>> run) => IsCorrelated(plan)
        ? plan.MapChildren(child => Compute(child, run))
        : plan is LocalRows ? plan : new LocalRows(plan.Output, run(plan).ToSeq());

    private static bool IsCorrelated(ResolvedPlan plan) => plan.SelfAndDescendants().Any(node => node.Expressions().Any(e => e.Contains<OuterReference>()));

    /// <summary>Rows by the values of the columns that a condition compares with the outer row.</summary>
    private sealed class KeyIndex(LocalRows rows, int[] columns, ResolvedExpression[] outer)
    {
        private readonly Lazy<Dictionary<Datum[], List<Datum[]>>> places = new(() =>
        {
            var index = new Dictionary<Datum[], List<Datum[]>>(RowComparer.Instance);
            foreach (Datum[] row in rows.Rows)
            {
                Datum[] key = [.. columns.Select(c => KeyNormalization.Normalize(row[c], rows.Attributes[c].Type))];
                if (!index.TryGetValue(key, out List<Datum[]>? same))
                {
                    index.Add(key, same = []);
                }

                same.Add(row);
            }

            return index;
        });

        public static KeyIndex? TryCreate(ResolvedExpression condition, LocalRows rows)
        {
            List<int> columns = [];
            List<ResolvedExpression> outer = [];
            foreach (FunctionCall equality in Conjuncts.Of(condition).OfType<FunctionCall>().Where(c => c.Function.Name is "==" or "=" && c.Arguments.Count == 2))
            {
                foreach ((ResolvedExpression column, ResolvedExpression other) in new[] { (equality.Arguments[0], equality.Arguments[1]), (equality.Arguments[1], equality.Arguments[0]) })
                {
                    if (column is AttributeReference attribute && column.Type == other.Type && !other.References().Any() && other.Contains<OuterReference>() && !other.Contains<SubqueryCall>()
                        && rows.Attributes.ToList().FindIndex(a => a.Id == attribute.Id) is >= 0 and var place && !columns.Contains(place))
                    {
                        columns.Add(place);
                        outer.Add(other);
                        break;
                    }
                }
            }

            return columns.Count == 0 ? null : new KeyIndex(rows, [.. columns], [.. outer]);
        }

        public LocalRows Rows(Func<ResolvedExpression, ResolvedExpression> bind, EvaluationContext context)
        {
            Datum[] key = [.. outer.Select((e, i) => KeyNormalization.Normalize(
                ExpressionCompiler.Compile(bind(e), [], context)([]), rows.Attributes[columns[i]].Type))];
            return rows with { Rows = (places.Value.GetValueOrDefault(key) ?? []).ToSeq() };
        }
    }
}
