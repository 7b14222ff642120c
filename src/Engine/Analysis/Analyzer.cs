using System.Runtime.CompilerServices;
using Grader.Engine.Expressions;
using Grader.Engine.Sources;
using Grader.Engine.Sql;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>
/// Turns a plan as the program wrote it into one whose names, types and attributes are known. One per session: a DataFrame that was
/// analyzed once keeps its attributes and its source, as Spark's DataFrames, which are analyzed when they are made, do.
/// </summary>
/// <exception cref="SparkException">Whatever does not resolve, in Spark's words.</exception>
public sealed partial class Analyzer
{
    /// <summary>Deeper plans are refused: .NET cannot catch a stack overflow.</summary>
    private const int MaxDepth = 500;

    private readonly AnalysisContext context;
    private readonly ExpressionResolver resolver;
    private readonly TimeWindowing timeWindowing;
    private readonly Dictionary<long, ResolvedPlan> frames = [];
    private readonly Stack<Dictionary<string, ResolvedPlan>> ctes = new();
    private int depth;

    public Analyzer(AnalysisContext context)
    {
        this.context = context;
        resolver = new ExpressionResolver(context, id => frames.GetValueOrDefault(id), Analyze);
        timeWindowing = new TimeWindowing(context);
    }

    public ResolvedPlan Analyze(LogicalPlan plan)
    {
        if (plan.PlanId is long known && frames.TryGetValue(known, out ResolvedPlan? earlier))
        {
            return earlier;
        }

        if (depth >= MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw AnalysisErrors.TooDeep("query");
        }

        ResolvedPlan resolved;
        List<FrameColumn> columnsAbove = resolver.FrameColumns;
        resolver.FrameColumns = [];
        depth++;
        try
        {
            resolved = AnalyzeNode(plan).WithinLimits();
            // A column to drop is only compared with those that are there.
            if (plan is not Drop)
            {
                CheckFrameColumns(resolved);
            }
        }
        finally
        {
            depth--;
            resolver.FrameColumns = columnsAbove;
        }

        if (plan.Origin.IsKnown && !resolved.Origin.IsKnown)
        {
            resolved = resolved with { Origin = plan.Origin };
        }

        if (plan.PlanId is long id)
        {
            resolved = resolved with { PlanIds = [.. resolved.PlanIds, id] };
            frames[id] = resolved;
        }

        return resolved;
    }

    /// <summary>Has another plan of the same columns stand for a frame that was analyzed.</summary>
    internal void Replace(long planId, ResolvedPlan plan) => frames[planId] = plan with { PlanIds = frames[planId].PlanIds };

    private ResolvedPlan AnalyzeNode(LogicalPlan plan) => plan switch
    {
        DataSource source => AnalyzeSource(source),
        NamedTable table => AnalyzeTable(table),
        LocalRelation local => new LocalRows(
            NewAttributes(local.Schema),
            local.Rows.Select(row => row.Select((value, i) => PlanValues.ToDatum(value, local.Schema.Fields[i].DataType)).ToArray()).ToSeq()),
        // New attributes for each frame, as for other rows: two frames of them may be joined.
        CachedRemoteRelation held => context.FindHeldRows(held.RelationId) is { } rows
            ? new LocalRows(NewAttributes(rows.Schema), rows.Rows)
            : throw AnalysisErrors.RelationGone(held.RelationId),
        Grader.Plans.Logical.Range range => AnalyzeRange(range),
        Grader.Plans.Logical.Sql sql => Analyze(SqlParser.ParseQuery(sql.Query)),
        Plans.Logical.Catalog query => Analyze(context.QueryCatalog(query)),
        SqlCommand command => Analyze(context.RunCommand(command)),
        CollectMetrics observed => AnalyzeMetrics(observed),
        OneRowRelation => new LocalRows([], [[]]),
        Project project => AnalyzeProject(project),
        Filter filter => AnalyzeFilter(Analyze(filter.Child), filter.Condition),
        WithColumns with => AnalyzeWithColumns(with),
        WithColumnsRenamed renamed => AnalyzeRenamed(renamed),
        Drop drop => AnalyzeDrop(drop),
        ToDF named => AnalyzeToDF(named),
        Aggregate aggregate => AnalyzeAggregate(aggregate),
        SqlAggregate aggregate => AnalyzeSqlAggregate(aggregate),
        WithWatermark watermark => AnalyzeWatermark(watermark),
        Deduplicate deduplicate => AnalyzeDeduplicate(deduplicate),
        Distinct distinct => new DistinctPlan(Analyze(distinct.Child)),
        Sort sort => AnalyzeSort(sort),
        Limit { Count: < 0 } limit => throw NegativeLimit("limit", limit.Count),
        Limit limit => new LimitPlan(Analyze(limit.Child), limit.Count),
        Offset { Count: < 0 } offset => throw NegativeLimit("offset", offset.Count),
        Offset offset => new OffsetPlan(Analyze(offset.Child), offset.Count),
        // Without a seed Spark draws one; a grader must not.
        Sample sample => new SamplePlan(Analyze(sample.Child), sample.LowerBound, sample.UpperBound, sample.WithReplacement, sample.Seed ?? 0),
        SubqueryAlias alias => new SubqueryAliasPlan(Analyze(alias.Child), alias.Alias),
        LateralView view => AnalyzeLateralView(view),
        NaFill fill => AnalyzeNaFill(fill),
        NaDrop drop => AnalyzeNaDrop(drop),
        Hint hint => Analyze(hint.Child),
        Join join => AnalyzeJoin(join),
        SetOperation operation => AnalyzeSetOperation(operation),
        WithCtes with => AnalyzeCtes(with),
        InlineTable table => AnalyzeInlineTable(table),
        TableValuedFunction function => AnalyzeTableFunction(function),
        ColumnAliases aliases => AnalyzeColumnAliases(aliases),
        SqlLimit limit => AnalyzeSqlLimit(limit),
        SampleRows sample => AnalyzeSqlLimit(new SqlLimit(sample.Child, sample.Count, null)),
        NaturalJoin join => AnalyzeNaturalJoin(join),
        LateralJoin join => AnalyzeLateralJoin(join),
        SqlPivot pivot => AnalyzeSqlPivot(pivot),
        Unpivot unpivot => AnalyzeUnpivot(unpivot),
        _ => throw AnalysisErrors.Unsupported($"The operation {plan.GetType().Name}"),
    };

    private Seq<AttributeReference> NewAttributes(StructType schema, bool forceNullable = false) =>
        schema.Fields.Select(f => new AttributeReference(f.Name, f.DataType, forceNullable || f.Nullable, context.Ids.Next())).ToSeq();

    private ResolvedExpression Call(string name, params ResolvedExpression[] arguments) =>
        context.Functions.TryResolve(name, arguments.ToSeq(), false, null) ?? throw AnalysisErrors.UnresolvedRoutine(name);

    private LocalRows AnalyzeRange(Grader.Plans.Logical.Range range)
    {
        if (range.Step == 0)
        {
            throw SparkException.IllegalArgument("requirement failed: step (0) cannot be 0");
        }

        const long maxRows = 10_000_000;
        Int128 span = (Int128)range.End - range.Start;
        if (span / range.Step > maxRows)
        {
            throw AnalysisErrors.Unsupported($"A range of more than {maxRows} rows");
        }

        var rows = new List<Datum[]>();
        for (Int128 id = range.Start; range.Step > 0 ? id < range.End : id > range.End; id += range.Step)
        {
            rows.Add([Datum.Of((long)id)]);
        }

        return new LocalRows([new AttributeReference("id", new LongType(), false, context.Ids.Next())], rows.ToSeq());
    }

    private ResolvedPlan AnalyzeTable(NamedTable table)
    {
        Seq<string> parts = ColumnNames.Parse(table.Name);
        foreach (Dictionary<string, ResolvedPlan> names in ctes)
        {
            if (names.TryGetValue(table.Name, out ResolvedPlan? cte))
            {
                return new SubqueryAliasPlan(cte, parts[^1]);
            }
        }

        // What no table is named like may be files: SELECT * FROM parquet.`folder`.
        return context.FindView(table.Name) is ResolvedPlan view ? new SubqueryAliasPlan(view, parts[^1])
            : parts is [var format, var path] && FileFormats.All.Contains(format.ToLowerInvariant()) ? Analyze(new DataSource(format, null, null, [], [path], IsStreaming: false))
            : throw AnalysisErrors.TableNotFound(table.Name);
    }

    private ResolvedPlan AnalyzeCtes(WithCtes with)
    {
        var names = new Dictionary<string, ResolvedPlan>(StringComparer.OrdinalIgnoreCase);
        ctes.Push(names);
        try
        {
            foreach (var (name, query) in with.Ctes)
            {
                names[name] = Analyze(query);
            }

            return Analyze(with.Child);
        }
        finally
        {
            ctes.Pop();
        }
    }

    private ResolvedPlan AnalyzeWatermark(WithWatermark watermark)
    {
        ResolvedPlan child = Analyze(watermark.Child);
        CalendarInterval delay = Delay(watermark.DelayThreshold);
        if (!child.IsStreaming)
        {
            // On a batch Spark takes the node away again, before it looks at the column (EliminateEventTimeWatermark).
            return child;
        }

        ResolvedExpression resolved = resolver.Resolve(new UnresolvedAttribute(watermark.EventTime), new Scope(child.Output));
        bool isEventTime = resolved.Type is TimestampType
            || (resolved.Type is StructType type && type.Fields.Any(f => f is { Name: "end", DataType: TimestampType }));
        if (resolved is not AttributeReference attribute || !isEventTime)
        {
            throw AnalysisErrors.EventTimeType(watermark.EventTime, resolved.Type);
        }

        // Months count as 31 days (EventTimeWatermark.getDelayMs).
        long delayMs = (((delay.Months * 31L) + delay.Days) * 24 * 3600 * 1000) + (delay.Microseconds / 1000);
        return new EventTimeWatermark(child, attribute, delayMs);
    }

    private static CalendarInterval Delay(string text)
    {
        CalendarInterval delay;
        try
        {
            delay = SqlParser.ParseInterval(text);
        }
        catch (SparkException)
        {
            throw AnalysisErrors.IntervalNotParsable(text);
        }

        // As Spark's IntervalUtils.isNegative, with 31 days a month.
        Int128 micros = ((((Int128)delay.Months * 31) + delay.Days) * 86_400_000_000) + delay.Microseconds;
        return micros < 0 ? throw AnalysisErrors.NegativeDelay(text) : delay;
    }

    private DeduplicatePlan AnalyzeDeduplicate(Deduplicate deduplicate)
    {
        ResolvedPlan child = Analyze(deduplicate.Child);
        Seq<AttributeReference> keys = deduplicate.ColumnNames.Count == 0
            ? child.Output
            : deduplicate.ColumnNames.SelectMany(name =>
            {
                List<AttributeReference> found = [.. child.Output.Where(a => ColumnNames.Same(a.Name, name))];
                return found.Count > 0 ? found : throw AnalysisErrors.NoSuchField(name, child.Output);
            }).DistinctBy(a => a.Id).ToSeq();
        return new DeduplicatePlan(child, keys, deduplicate.WithinWatermark);
    }

    private static SparkException NegativeLimit(string name, int count) => SparkException.Analysis("INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
        $"[INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE] The limit like expression \"{count}\" is invalid. The {name} expression must be equal to or greater than 0, but got {count}.");
}
