using System.Diagnostics;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>An executable plan with what must be asked of it afterwards. Watermark nodes and stateful operators stand in Spark's order: parents first.</summary>
internal sealed record PhysicalPlan(PlanExec Root, IReadOnlyList<EventTimeWatermarkExec> WatermarkNodes, IReadOnlyList<IStatefulExec> StatefulOperators, IReadOnlyList<SourceScan> Scans)
    : IDisposable
{
    /// <summary>Closes what an execution that did not come to its end has left open.</summary>
    public void Dispose()
    {
        foreach (SourceScan scan in Scans)
        {
            scan.Exec.Dispose();
        }
    }
}

/// <summary>A scan of a source; of a stream where <paramref name="SourceId"/> is not null.</summary>
internal sealed record SourceScan(long? SourceId, ScanExec Exec);

/// <summary>Turns a resolved plan into operators, for one execution.</summary>
internal sealed partial class PhysicalPlanner
{
    private readonly QueryContext context;
    private readonly List<EventTimeWatermarkExec?> watermarkNodes = [];
    private readonly List<IStatefulExec?> statefulOperators = [];
    private readonly List<SourceScan> scans = [];

    // Conditions of the filters passed on the way down to a scan.
    private readonly List<ResolvedExpression> scanFilters = [];

    private PhysicalPlanner(QueryContext context) => this.context = context;

    public static PhysicalPlan Plan(ResolvedPlan plan, QueryContext context)
    {
        var planner = new PhysicalPlanner(WithSubqueries(context));
        PlanExec root = planner.Kept(plan);
        return new PhysicalPlan(root, [.. planner.watermarkNodes.OfType<EventTimeWatermarkExec>()], [.. planner.statefulOperators.OfType<IStatefulExec>()], planner.scans);
    }

    /// <summary>Lets expressions run the plans of their sub-queries, on the same budget.</summary>
    private static QueryContext WithSubqueries(QueryContext context)
    {
        if (context.Evaluation.RunSubquery is not null)
        {
            return context;
        }

        QueryContext? complete = null;
        complete = context with { Evaluation = context.Evaluation with { RunSubquery = Run } };
        return complete;

        IEnumerable<Datum[]> Run(ResolvedPlan plan)
        {
            foreach (Datum[] row in Plan(plan, complete!).Root.Execute())
            {
                context.Budget.Take();
                yield return row;
            }
        }
    }

    private KeptRowsExec Kept(ResolvedPlan plan) => Kept(Plan(plan));

    private KeptRowsExec Kept(PlanExec child) => new(child, context.Evaluation.Cells);

    private PlanExec Plan(ResolvedPlan plan) => plan switch
    {
        StreamingRelation relation => PlanScan(relation),
        FileRelation relation => Scan(null, new ScanExec(
            relation.Output, FileScan.Partitions(relation, context), Required(relation.RequiredColumns), () => null, RowLimit(relation), context.DegreeOfParallelism > 1, context.Interruption)),
        LocalRows rows => new RowsExec(rows.Output, rows.Rows),
        MemorySinkRelation sink => new RowsExec(sink.Output, context.MemorySinkRows(sink.QueryName)),
        ProjectPlan project => new ProjectExec(Plan(project.Child), project.Expressions, project.Output, context),
        FilterPlan filter => PlanFilter(filter),
        ExpandPlan expand => new ExpandExec(Plan(expand.Child), expand.Projections, expand.Output, context),
        GeneratePlan generate => new GenerateExec(Plan(generate.Child), generate.Generator, generate.Output, context),
        SubqueryAliasPlan alias => new RenameExec(Plan(alias.Child), alias.Output),
        UnionPlan union => new UnionExec(Plan(union.Left), Plan(union.Right), union.Output),
        SetOperationPlan operation => new SetOperationExec(Plan(operation.Left), Plan(operation.Right), operation.Type, operation.IsAll, operation.Output, context.Evaluation.Cells),
        SortPlan sort => new SortExec(Kept(PlanSorted(sort)), sort.Order, context),
        OffsetPlan offset => new LimitExec(Plan(offset.Child), offset.Count, int.MaxValue),
        JoinPlan { Left.IsStreaming: true, Right.IsStreaming: true } join when context.Streaming is { } batch => PlanStreamStreamJoin(join, batch),
        JoinPlan join => new JoinExec(Plan(join.Left), Kept(join.Right), join.JoinType, join.Condition, join.Output, context),
        SamplePlan sample => new SampleExec(Plan(sample.Child), sample, context),
        WindowPlan window => new WindowExec(Kept(window.Child), window, context),
        BatchEvalUdfPlan udf => new BatchEvalUdfExec(Plan(udf.Child), udf.Calls, udf.Output, context),
        LateralJoinPlan join => new LateralJoinExec(Plan(join.Child), join, context),
        EventTimeWatermark watermark => PlanWatermark(watermark),
        LimitPlan limit => PlanLimit(limit),
        DistinctPlan distinct => PlanAggregate(new AggregatePlan(
            distinct.Child, distinct.Child.Output.Select(a => (ResolvedExpression)a).ToSeq(), distinct.Child.Output.Select(a => (ResolvedExpression)a).ToSeq())),
        AggregatePlan aggregate => PlanAggregate(aggregate),
        DeduplicatePlan deduplicate => PlanDeduplicate(deduplicate),
        _ => throw new UnreachableException(plan.GetType().Name),
    };

    /// <summary>The micro-batch, where the plan below reads a stream and there is one.</summary>
    private MicroBatchContext? StreamOf(ResolvedPlan child) => child.IsStreaming ? context.Streaming : null;

    private ScanExec PlanScan(StreamingRelation relation)
    {
        MicroBatchContext batch = context.Streaming ?? throw new UnreachableException("a stream in a batch execution");
        ResolvedExpression[] filters = relation.Format == "json" ? [.. scanFilters] : [];
        scanFilters.Clear();
        return Scan(relation.SourceId, new ScanExec(
            relation.Output, batch.Sources[relation.SourceId].Partitions, Required(relation.RequiredColumns), () => ScanFilters.Test(filters, relation.Output, context), context.Limits.RowsPerBatch, context.DegreeOfParallelism > 1, context.Interruption));
    }

    // The rows of text are as many as its bytes allow; a Parquet or ORC file can say any number.
    private long RowLimit(FileRelation relation) => relation.Format is "parquet" or "orc" ? context.Limits.RowsPerBatch : long.MaxValue;

    private static bool[]? Required(Seq<bool> columns) => columns.Count == 0 ? null : [.. columns];

    private ScanExec Scan(long? sourceId, ScanExec scan)
    {
        scans.Add(new SourceScan(sourceId, scan));
        return scan;
    }

    private FilterExec PlanFilter(FilterPlan plan)
    {
        if (LeadsToScan(plan.Child))
        {
            scanFilters.Add(plan.Condition);
        }

        return new FilterExec(Plan(plan.Child), plan.Condition, context);
    }

    private static bool LeadsToScan(ResolvedPlan plan) => plan switch
    {
        StreamingRelation => true,
        FilterPlan or SubqueryAliasPlan => LeadsToScan(plan.Children[0]),
        _ => false,
    };

    private PlanExec PlanWatermark(EventTimeWatermark plan)
    {
        if (StreamOf(plan.Child) is not { } batch)
        {
            return new RenameExec(Plan(plan.Child), plan.Output);
        }

        int place = Reserve(watermarkNodes);
        var node = new EventTimeWatermarkExec(Plan(plan.Child), plan.EventTime.Id, plan.DelayMs, plan.Output, batch);
        watermarkNodes[place] = node;
        return node.IsRedefinition && batch.EvictionWatermarkMs > 0 ? throw EventTimeWatermarkExec.Redefined() : node;
    }

    private PlanExec PlanAggregate(AggregatePlan plan)
    {
        if (StreamOf(plan.Child) is not { } batch)
        {
            PlanExec input = Plan(plan.Child);
            var grouping = new GroupedAggregation(plan, input.Output, context);
            return SessionWindows.IsIn(plan.Groupings)
                ? new SessionWindowAggregateExec(Kept(input), grouping, plan.Output)
                : new HashAggregateExec(input, grouping, plan.Output);
        }

        int place = Reserve(statefulOperators);
        PlanExec child = Plan(plan.Child);
        var aggregation = new GroupedAggregation(plan, child.Output, context);
        if (SessionWindows.IsIn(plan.Groupings))
        {
            SessionWindowStateStoreSaveExec sessions = SaveSessions(plan, child, aggregation, batch, place);
            statefulOperators[place] = sessions;
            return sessions;
        }

        StateStore state = batch.OpenState(place, [.. aggregation.KeyColumns.Select(key => key.Type)], aggregation.BufferTypes);
        var save = new StateStoreSaveExec(child, aggregation, plan.Output, batch, state);
        statefulOperators[place] = save;
        return save;
    }

    private static SessionWindowStateStoreSaveExec SaveSessions(AggregatePlan plan, PlanExec child, GroupedAggregation aggregation, MicroBatchContext batch, int place)
    {
        if (plan.Groupings.Count == 1)
        {
            throw SessionWindowStateStoreSaveExec.WithoutKeys();
        }

        DataType[] keys = [.. new SessionWindows(aggregation).KeyColumns.Select(key => key.Type)];
        var state = new SessionWindowState(
            batch.OpenState(place, keys, [new ArrayType(new LongType(), false)], SessionWindowState.StartsStore),
            batch.OpenState(place, [.. keys, new LongType()], [new LongType(), .. aggregation.BufferTypes], SessionWindowState.SessionsStore));
        return new SessionWindowStateStoreSaveExec(child, aggregation, plan.Output, batch, state);
    }

    private PlanExec PlanDeduplicate(DeduplicatePlan plan)
    {
        if (StreamOf(plan.Child) is not { } batch)
        {
            PlanExec input = Plan(plan.Child);
            return new DeduplicateExec(input, Keys(plan, input), context.Evaluation.Cells);
        }

        int place = Reserve(statefulOperators);
        PlanExec child = Plan(plan.Child);
        long? delay = plan.WithinWatermark ? child.Output.Select(a => a.Metadata.WatermarkDelayMs).FirstOrDefault(ms => ms is not null) : null;
        StateStore state = batch.OpenState(place, [.. plan.Keys.Select(key => key.Type)], delay is null ? [] : [new LongType()]);
        AttributeReference[] keyColumns = [.. plan.Keys.Select(key => child.Output.FirstOrDefault(column => column.Id == key.Id) ?? key)];
        var exec = new StreamingDeduplicateExec(child, Keys(plan, child), keyColumns, delay, state);
        statefulOperators[place] = exec;
        return exec;
    }

    private Evaluator[] Keys(DeduplicatePlan plan, PlanExec input) =>
        [.. plan.Keys.Select(key => KeyNormalization.Wrap(ExpressionCompiler.Compile(key, input.Output, context.Evaluation), key.Type))];

    /// <summary>A sort of all rows over several partitions asks twice for its input.</summary>
    private PlanExec PlanSorted(SortPlan plan)
    {
        bool isTwice = plan.IsGlobal && StreamOf(plan.Child) is { ShufflePartitions: > 1 };
        int first = statefulOperators.Count;
        PlanExec child = Plan(plan.Child);
        if (isTwice && statefulOperators.Count > first && statefulOperators[first] is { } topmost)
        {
            statefulOperators[first] = new TwiceExecuted(topmost);
        }

        return child;
    }

    private PlanExec PlanLimit(LimitPlan plan)
    {
        // Above a complete-mode aggregation every batch has the whole result: a limit of each batch.
        if (StreamOf(plan.Child) is not { OutputMode: OutputMode.Append } batch)
        {
            // The first of a sorted input are found without sorting all of it.
            PlanExec limited = plan.Child switch
            {
                SortPlan sort => new SortExec(Kept(sort.Child), sort.Order, context),
                ProjectPlan { Child: SortPlan sort } project => new ProjectExec(new SortExec(Kept(sort.Child), sort.Order, context), project.Expressions, project.Output, context),
                _ => Plan(plan.Child),
            };
            return new LimitExec(limited, 0, plan.Count);
        }

        int place = Reserve(statefulOperators);
        PlanExec child = Plan(plan.Child);
        var limit = new GlobalLimitExec(Kept(child), plan.Count, batch.OpenState(place, [], [new LongType()]));
        statefulOperators[place] = limit;
        return limit;
    }

    private static int Reserve<T>(List<T?> places) where T : class
    {
        places.Add(null);
        return places.Count - 1;
    }
}
