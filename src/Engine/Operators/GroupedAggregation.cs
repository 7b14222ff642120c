using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>The arithmetic of one Aggregate operator: keys of a row, buffers to update and merge, result rows.</summary>
internal sealed class GroupedAggregation
{
    private readonly Evaluator[] keys;
    private readonly List<Call> calls = [];
    private readonly Evaluator[] results;

    public GroupedAggregation(AggregatePlan plan, IReadOnlyList<AttributeReference> input, QueryContext context)
    {
        KeyColumns = plan.Groupings.Select(OutputAttribute.Of).ToSeq();
        keys = [.. plan.Groupings.Select(g => KeyNormalization.Wrap(ExpressionCompiler.Compile(g, input, context.Evaluation), g.Type))];
        ResolvedExpression[] grouped = [.. plan.Groupings.Select(Canonical)];
        var slots = new List<AttributeReference>();

        ResolvedExpression Rewrite(ResolvedExpression expression)
        {
            if (expression is AggregateCall call)
            {
                // Ids below zero belong to no plan.
                var slot = new AttributeReference("", call.Type, call.Nullable, -1 - slots.Count);
                slots.Add(slot);
                calls.Add(new Call(call, input, context, BufferTypes.Count));
                BufferTypes.AddRange(call.Function.BufferTypes(call));
                return slot;
            }

            int key = Array.IndexOf(grouped, Canonical(expression));
            return key >= 0 ? KeyColumns[key] : expression.MapChildren(Rewrite);
        }

        ResolvedExpression[] outputs = [.. plan.Aggregates.Select(aggregate => aggregate is NamedExpression named
            ? KeyColumns.FirstOrDefault(key => key.Id == named.Id) ?? Rewrite(named.Child)
            : Rewrite(aggregate))];
        results = [.. outputs.Select(o => ExpressionCompiler.Compile(o, [.. KeyColumns, .. slots], context.Evaluation))];
    }

    public Seq<AttributeReference> KeyColumns { get; }

    public List<DataType> BufferTypes { get; } = [];

    public bool HasDistinct => calls.Any(call => call.IsDistinct);

    public Datum[] Key(Datum[] row) => Evaluators.Evaluate(keys, row);

    public Datum[] NewBuffer()
    {
        var buffer = new Datum[BufferTypes.Count];
        foreach (Call call in calls)
        {
            call.Aggregation.Initialize(call.Slice(buffer));
        }

        return buffer;
    }

    /// <summary>Sets of the argument values seen, for DISTINCT calls.</summary>
    public HashSet<Datum[]>[] NewDistinctSets() => [.. calls.Where(call => call.IsDistinct).Select(_ => new HashSet<Datum[]>(RowComparer.Instance))];

    public void Update(Datum[] buffer, HashSet<Datum[]>[] distinctSets, Datum[] row)
    {
        int distinct = 0;
        foreach (Call call in calls)
        {
            HashSet<Datum[]>? seen = call.IsDistinct ? distinctSets[distinct++] : null;
            call.Update(buffer, seen, row);
        }
    }

    /// <summary>Merges without changing either buffer.</summary>
    public Datum[] Merge(Datum[] earlier, Datum[] later)
    {
        Datum[] merged = [.. earlier];
        foreach (Call call in calls)
        {
            call.Aggregation.Merge(call.Slice(merged), call.Slice(later));
        }

        return merged;
    }

    public Datum[] Result(Datum[] key, Datum[] buffer)
    {
        var row = new Datum[key.Length + calls.Count];
        key.CopyTo(row, 0);
        for (int i = 0; i < calls.Count; i++)
        {
            row[key.Length + i] = calls[i].Aggregation.Evaluate(calls[i].Slice(buffer));
        }

        return Evaluators.Evaluate(results, row);
    }

    /// <summary>The input's groups in order of first appearance. Without keys there is always one.</summary>
    public Dictionary<Datum[], Datum[]> Aggregate(IEnumerable<Datum[]> rows)
    {
        var groups = new Dictionary<Datum[], Datum[]>(RowComparer.Instance);
        var distinctSets = new Dictionary<Datum[], HashSet<Datum[]>[]>(RowComparer.Instance);
        bool hasDistinct = HasDistinct;
        if (keys.Length == 0)
        {
            groups.Add([], NewBuffer());
        }

        foreach (Datum[] row in rows)
        {
            Datum[] key = Key(row);
            if (!groups.TryGetValue(key, out Datum[]? buffer))
            {
                groups.Add(key, buffer = NewBuffer());
            }

            HashSet<Datum[]>[] sets = [];
            if (hasDistinct && !distinctSets.TryGetValue(key, out sets!))
            {
                distinctSets.Add(key, sets = NewDistinctSets());
            }

            Update(buffer, sets, row);
        }

        return groups;
    }

    /// <summary>The expression without what does not change its value: names, qualifiers, metadata.</summary>
    private static ResolvedExpression Canonical(ResolvedExpression expression) => expression switch
    {
        AttributeReference attribute => new AttributeReference("", attribute.Type, IsNullable: true, attribute.Id),
        NamedExpression named => Canonical(named.Child),
        _ => expression.MapChildren(Canonical),
    };

    private sealed class Call(AggregateCall call, IReadOnlyList<AttributeReference> input, QueryContext context, int offset)
    {
        private readonly Evaluator[] arguments = Evaluators.Compile(call.Arguments, input, context);
        private readonly Evaluator? filter = call.Filter is null ? null : ExpressionCompiler.Compile(call.Filter, input, context.Evaluation);
        private readonly int width = call.Function.BufferTypes(call).Count;

        public IAggregation Aggregation { get; } = call.Function.Create(call);

        public bool IsDistinct => call.IsDistinct;

        public Span<Datum> Slice(Datum[] buffer) => buffer.AsSpan(offset, width);

        public void Update(Datum[] buffer, HashSet<Datum[]>? seen, Datum[] row)
        {
            if (filter is not null && filter(row) is not { IsNull: false, Boolean: true })
            {
                return;
            }

            Datum[] values = Evaluators.Evaluate(arguments, row);
            if (seen is null || seen.Add(values))
            {
                Aggregation.Update(Slice(buffer), values);
            }
        }
    }
}
