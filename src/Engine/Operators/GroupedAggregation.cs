using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>The arithmetic of one Aggregate operator: keys of a row, buffers to update and merge, result rows. For one thread.</summary>
internal sealed class GroupedAggregation
{
    private readonly AggregatePlan plan;
    private readonly IReadOnlyList<AttributeReference> input;
    private readonly QueryContext context;
    private readonly Evaluator[] keys;
    private readonly List<Call> calls = [];
    private readonly Evaluator[] results;

    public GroupedAggregation(AggregatePlan plan, IReadOnlyList<AttributeReference> input, QueryContext context)
    {
        (this.plan, this.input, this.context) = (plan, input, context);
        KeyColumns = plan.Groupings.Select(OutputAttribute.Of).ToSeq();
        keys = [.. plan.Groupings.Select(g => KeyNormalization.Wrap(ExpressionCompiler.Compile(g, input, context.Evaluation), g.Type))];
        ResolvedExpression[] grouped = [.. plan.Groupings.Select(ResolvedTrees.Canonical)];
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

            int key = Array.IndexOf(grouped, expression.Canonical());
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

        // One key array serves for all rows, until a group keeps it.
        var key = new Datum[keys.Length];
        foreach (Datum[] row in rows)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                key[i] = keys[i](row);
            }

            HashSet<Datum[]>[] sets = [];
            if (hasDistinct && !distinctSets.TryGetValue(key, out sets!))
            {
                distinctSets.Add([.. key], sets = NewDistinctSets());
            }

            if (!groups.TryGetValue(key, out Datum[]? buffer))
            {
                groups.Add(key, buffer = NewBuffer());
                context.Evaluation.Cells.Keep(key);
                context.Evaluation.Cells.Keep(buffer);
                key = new Datum[keys.Length];
            }

            Update(buffer, sets, row);
        }

        return groups;
    }

    /// <summary>
    /// The groups of rows that come in parts. Where threads may share the work, each part is aggregated by itself and the parts are merged in their
    /// order: the result depends on how the rows are parted, and not on the threads.
    /// </summary>
    public Dictionary<Datum[], Datum[]> Aggregate(IReadOnlyList<IEnumerable<Datum[]>> partitions)
    {
        // A value that comes in two parts counts once, so their sets would have to be merged, not their counts.
        if (partitions.Count < 2 || context.DegreeOfParallelism == 1 || HasDistinct)
        {
            return Aggregate(partitions.SelectMany(rows => rows));
        }

        var groups = new Dictionary<Datum[], Datum[]>(RowComparer.Instance);
        OrderedParallel.Run(partitions.Count, context.DegreeOfParallelism, MakeWorker, MergeInto);
        return groups;

        // Evaluators are for one thread.
        Func<int, Dictionary<Datum[], Datum[]>> MakeWorker()
        {
            var worker = new GroupedAggregation(plan, input, context);
            return part => worker.Aggregate(partitions[part]);
        }

        void MergeInto(Dictionary<Datum[], Datum[]> part)
        {
            foreach ((Datum[] key, Datum[] later) in part)
            {
                groups[key] = groups.TryGetValue(key, out Datum[]? earlier) ? Merge(earlier, later) : later;
            }
        }
    }

    private sealed class Call(AggregateCall call, IReadOnlyList<AttributeReference> input, QueryContext context, int offset)
    {
        private readonly Projection arguments = new(call.Arguments, input, context);
        private readonly Evaluator? filter = call.Filter is null ? null : ExpressionCompiler.Compile(call.Filter, input, context.Evaluation);
        private readonly int width = call.Function.BufferTypes(call).Count;

        // What it is given stays in memory: in a buffer that holds lists, or to tell what was seen.
        private readonly bool keepsValues = call.IsDistinct || call.Function.BufferTypes(call).Any(type => type is ArrayType or MapType);
        private readonly Datum[] values = new Datum[call.Arguments.Count];

        public IAggregation Aggregation { get; } = call.Function.Create(call);

        public bool IsDistinct => call.IsDistinct;

        public Span<Datum> Slice(Datum[] buffer) => buffer.AsSpan(offset, width);

        public void Update(Datum[] buffer, HashSet<Datum[]>? seen, Datum[] row)
        {
            if (filter is not null && filter(row) is not { IsNull: false, Boolean: true })
            {
                return;
            }

            arguments.Evaluate(row, values);
            if (seen is null || (!seen.Contains(values) && seen.Add([.. values])))
            {
                if (keepsValues)
                {
                    context.Evaluation.Cells.Keep(values);
                }

                Aggregation.Update(Slice(buffer), values);
            }
        }
    }
}
