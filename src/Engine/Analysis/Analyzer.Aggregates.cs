using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>Grouping, aggregates, and what stands above them.</content>
public sealed partial class Analyzer
{
    /// <summary>Default of <c>spark.sql.pivotMaxValues</c>.</summary>
    private const int DefaultPivotValues = 10_000;

    private ResolvedPlan AnalyzeAggregate(Aggregate aggregate)
    {
        ResolvedPlan child = Analyze(aggregate.Child);
        (child, List<SelectItem> groupings, var replaceWindow) = Groupings(child, Items(aggregate.Groupings, new Scope(child.Output)));
        List<SelectItem> aggregates = [.. Items(aggregate.Aggregates, new Scope(child.Output)).Select(i => i.Map(replaceWindow))];
        if (aggregate.GroupType == GroupType.Pivot)
        {
            return AnalyzePivot(child, aggregate, groupings, aggregates);
        }

        return Grouped(child, groupings, [.. groupings, .. aggregates], Sets(aggregate.GroupType, groupings.Count));
    }

    /// <summary>The rows as they are. The metrics are checked as Spark checks them; there is no listener here that would hear of them.</summary>
    private ResolvedPlan AnalyzeMetrics(CollectMetrics observed)
    {
        ResolvedPlan child = Analyze(observed.Child);
        if (observed.Name.Length == 0)
        {
            throw AnalysisErrors.ObservedMetrics("MISSING_NAME", "The observed metrics should be named.");
        }

        foreach (SelectItem item in Items(observed.Metrics, new Scope(child.Output)))
        {
            CheckMetric(item.Expression, inAggregate: false);
        }

        return child;
    }

    private static void CheckMetric(ResolvedExpression metric, bool inAggregate)
    {
        switch (metric)
        {
            case AttributeReference { IsLambdaVariable: false } when !inAggregate:
                throw AnalysisErrors.ObservedMetrics("NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE", $"Attribute \"{PrettySql.Of(metric)}\" can only be used as an argument to an aggregate function.");
            case AggregateCall when inAggregate:
                throw AnalysisErrors.ObservedMetrics("NESTED_AGGREGATES_UNSUPPORTED", $"Nested aggregates are not allowed in observed metrics: \"{PrettySql.Of(metric)}\".");
            case AggregateCall { IsDistinct: true }:
                throw AnalysisErrors.ObservedMetrics("AGGREGATE_EXPRESSION_WITH_DISTINCT_UNSUPPORTED", $"Aggregate expression with distinct are not allowed in observed metrics, but found: \"{PrettySql.Of(metric)}\".");
            case WindowCall:
                throw AnalysisErrors.ObservedMetrics("WINDOW_EXPRESSIONS_UNSUPPORTED", $"Window expressions are not allowed in observed metrics, but found: \"{PrettySql.Of(metric)}\".");
        }

        foreach (ResolvedExpression child in metric.Children)
        {
            CheckMetric(child, inAggregate || metric is AggregateCall);
        }
    }

    private ResolvedPlan AnalyzeSqlAggregate(SqlAggregate aggregate)
    {
        ResolvedPlan child = Analyze(aggregate.Child);
        Scope scope = Visible(child);
        bool all = aggregate.Groupings is [UnresolvedAttribute { PlanId: null } only]
            && ColumnNames.Same(only.Name, "all") && scope.Find(only.Name, [only.Name]) is null;
        List<SelectItem> groupings = all
            ? [.. Items(aggregate.SelectList, scope).Where(i => !i.Expression.Contains<AggregateCall>())]
            : Items(aggregate.Groupings.Select(g => SelectListEntry(g, aggregate.SelectList, scope)), scope);
        (child, groupings, var replaceWindow) = Groupings(Exposing(child, groupings), groupings);
        List<SelectItem> entries = SelectList(aggregate.SelectList, Visible(child));
        child = Exposing(child, entries);
        List<SelectItem> items = [.. entries.Select(i => i.Map(replaceWindow))];
        (child, items) = MoreWindows(child, groupings, items);
        Seq<Seq<bool>>? sets = aggregate.GroupingSets is Seq<Seq<Expression>> given
            ? given.Select(set => Included(set, groupings, aggregate.SelectList, scope)).ToSeq()
            : Sets(aggregate.GroupType, groupings.Count);
        return Grouped(child, groupings, items, sets, plan => aggregate.Having is null ? plan : AnalyzeFilter(plan, aggregate.Having));
    }

    /// <summary>GROUP BY 1 and GROUP BY alias mean an entry of the select list; a column of the input wins over an alias.</summary>
    private static Expression SelectListEntry(Expression grouping, Seq<Expression> selectList, Scope scope) => grouping switch
    {
        Literal { Value: int position } => position >= 1 && position <= selectList.Count
            ? selectList[position - 1]
            : throw AnalysisErrors.OrdinalOutOfRange("GROUP BY", position, selectList.Count),
        UnresolvedAttribute { PlanId: null } attribute when scope.Find(attribute.Name, ColumnNames.Parse(attribute.Name)) is null =>
            selectList.OfType<Alias>().FirstOrDefault(a => a.Names is [var name] && ColumnNames.Same(name, attribute.Name)) ?? grouping,
        _ => grouping,
    };

    private (ResolvedPlan Child, List<SelectItem> Groupings, Func<ResolvedExpression, ResolvedExpression> ReplaceWindow) Groupings(ResolvedPlan child, List<SelectItem> groupings)
    {
        CheckInput(groupings.Select(i => i.Expression), child.Output);
        foreach (SelectItem grouping in groupings)
        {
            if (grouping.Expression.Contains<AggregateCall>())
            {
                throw AnalysisErrors.GroupByAggregate(grouping.Expression);
            }

            if (grouping.Expression.Contains<GeneratorCall>())
            {
                // Spark moves the generator below the aggregate and then misses its input.
                throw AnalysisErrors.MissingAggregation(grouping.Expression.References().FirstOrDefault()?.Name ?? PrettySql.Of(grouping.Expression));
            }
        }

        (child, Func<ResolvedExpression, ResolvedExpression> replace) = timeWindowing.Apply(child, groupings.Select(g => g.Expression));
        return (child, [.. groupings.Select(g => g.Map(replace))], replace);
    }

    /// <summary>A window of the select list that is not GROUP BY's.</summary>
    private (ResolvedPlan Child, List<SelectItem> Items) MoreWindows(ResolvedPlan child, List<SelectItem> groupings, List<SelectItem> items)
    {
        bool grouped = groupings.Exists(g => g.Expression is AttributeReference { Metadata.IsTimeWindow: true });
        if (grouped && items.Exists(i => i.Expression.Contains<TimeWindow>() || i.Expression.Contains<SessionWindow>()))
        {
            throw AnalysisErrors.SeveralTimeWindows();
        }

        (child, Func<ResolvedExpression, ResolvedExpression> replace) = timeWindowing.Apply(child, items.Select(i => i.Expression));
        return (child, [.. items.Select(i => i.Map(replace))]);
    }

    private ResolvedPlan Grouped(ResolvedPlan child, List<SelectItem> groupings, List<SelectItem> items, Seq<Seq<bool>>? sets, Func<ResolvedPlan, ResolvedPlan>? having = null)
    {
        // GROUPING SETS (()) is an aggregate over everything.
        if (sets is null || (groupings.Count == 0 && sets.Value.Count == 1))
        {
            return BuildAggregate(child, groupings, sets is null ? items : [.. items.Select(i => i.Map(e => GroupingBits(e, [], null)))], having);
        }

        (ResolvedPlan expanded, List<AttributeReference> keys, List<AttributeReference> marks) = GroupingSets(child, groupings, sets.Value);
        AttributeReference groupingId = marks[0];
        ResolvedExpression InSets(ResolvedExpression expression) => expression.ReplaceDown(node => node switch
        {
            GroupingCall call => GroupingBits(call, [.. groupings.Select(g => g.Expression)], groupingId),
            // Aggregates read the rows as they were, not the keys that a grouping set takes away.
            AggregateCall => node,
            _ => groupings.FindIndex(g => g.Expression.IsSameAs(node)) is >= 0 and var i
                ? node is AttributeReference written ? keys[i] with { Name = written.Name } : keys[i]
                : null,
        });
        return BuildAggregate(
            expanded, [.. keys.Concat(marks).Select(k => SelectItem.Of(k, k.Name))], [.. items.Select(i => i.Map(InSets))], having);
    }

    private const string GroupingIdName = "spark_grouping_id";

    /// <summary>grouping and grouping_id as bits of the grouping id; the first key is the highest bit.</summary>
    private ResolvedExpression GroupingBits(ResolvedExpression expression, List<ResolvedExpression> keys, AttributeReference? id) => expression.ReplaceDown(node =>
    {
        if (node is not GroupingCall call)
        {
            return null;
        }

        if (call.Name == "grouping_id")
        {
            if (call.Arguments.Count > 0 && !(call.Arguments.Count == keys.Count && call.Arguments.Zip(keys).All(pair => pair.First.IsSameAs(pair.Second))))
            {
                throw AnalysisErrors.GroupingIdColumns(call.Arguments, keys.Select(PrettySql.Of));
            }

            return id ?? (ResolvedExpression)new Constant(Datum.Of(0L), new LongType());
        }

        if (call.Arguments is not [var column])
        {
            throw FunctionErrors.ArgumentCount("grouping", "1", call.Arguments.Count);
        }

        int place = keys.FindIndex(k => k.IsSameAs(column));
        return place < 0 || id is null ? throw AnalysisErrors.GroupingColumn(column, keys.Select(PrettySql.Of)) : new CastExpression(
            Call("%", Call("div", id, new Constant(Datum.Of(1L << (keys.Count - 1 - place)), new LongType())), new Constant(Datum.Of(2L), new LongType())),
            new ByteType(), IsImplicit: true);
    });

    /// <summary>Which keys each grouping set keeps; null for a plain GROUP BY.</summary>
    private static Seq<Seq<bool>>? Sets(GroupType type, int count) => type switch
    {
        GroupType.Rollup => Enumerable.Range(0, count + 1).Select(dropped => Enumerable.Range(0, count).Select(i => i < count - dropped).ToSeq()).ToSeq(),
        GroupType.Cube when count > 12 => throw AnalysisErrors.Unsupported("A cube over more than 12 columns"),
        GroupType.Cube => Enumerable.Range(0, 1 << count).Select(mask => Enumerable.Range(0, count).Select(i => (mask >> (count - 1 - i) & 1) == 0).ToSeq()).ToSeq(),
        _ => null,
    };

    private Seq<bool> Included(Seq<Expression> set, List<SelectItem> groupings, Seq<Expression> selectList, Scope scope)
    {
        List<ResolvedExpression> kept = [.. set.Select(e => resolver.Resolve(SelectListEntry(e, selectList, scope), scope))];
        return groupings.Select(g => kept.Exists(k => k.IsSameAs(g.Expression))).ToSeq();
    }

    /// <summary>A row per grouping set, with the keys that it leaves out nulled and a number that tells the sets apart (Spark's Expand).</summary>
    /// <returns>The marks are the grouping id, and where a set comes twice its position, so that both make groups.</returns>
    private (ResolvedPlan Plan, List<AttributeReference> Keys, List<AttributeReference> Marks) GroupingSets(
        ResolvedPlan child, List<SelectItem> groupings, Seq<Seq<bool>> sets)
    {
        List<AttributeReference> keys = [.. groupings.Select(g => new AttributeReference(
            g.Name, g.Expression.Type, true, context.Ids.Next(), (g.Expression as AttributeReference)?.Metadata ?? default))];
        List<AttributeReference> marks = [new AttributeReference(GroupingIdName, new LongType(), false, context.Ids.Next())];
        bool repeated = sets.Distinct().Count() < sets.Count;
        if (repeated)
        {
            marks.Add(new AttributeReference("_gen_grouping_pos", new LongType(), false, context.Ids.Next()));
        }

        Seq<ResolvedExpression> Projection(Seq<bool> set, int position) =>
        [
            .. child.Output,
            .. groupings.Select((g, i) => set[i] ? g.Expression : new Constant(Datum.Null, g.Expression.Type)),
            new Constant(Datum.Of(set.Aggregate(0L, (id, kept) => (id << 1) | (kept ? 0L : 1L))), new LongType()),
            .. repeated ? [new Constant(Datum.Of((long)position), new LongType())] : (IEnumerable<ResolvedExpression>)[],
        ];
        return (new ExpandPlan(child, sets.Select(Projection).ToSeq(), [.. child.Output, .. keys, .. marks]), keys, marks);
    }

    /// <summary>
    /// The aggregate node. Its groupings are attributes or named expressions; outside of aggregate calls its output refers to
    /// groupings only, by their ids.
    /// </summary>
    /// <param name="having">Filters the groups, before window functions see them.</param>
    private ResolvedPlan BuildAggregate(ResolvedPlan child, List<SelectItem> groupings, List<SelectItem> items, Func<ResolvedPlan, ResolvedPlan>? having = null)
    {
        having ??= plan => plan;
        CheckInput(items.Select(i => i.Expression), child.Output);
        if (items.Exists(i => i.Expression.Contains<GroupingCall>()))
        {
            throw AnalysisErrors.GroupingOutside();
        }

        Seq<ResolvedExpression> keys = groupings.DistinctBy(g => g.Expression).Select(g => g.Expression is AttributeReference attribute
            ? attribute
            : (ResolvedExpression)new NamedExpression(g.Expression, PrettySql.Of(g.Expression), context.Ids.Next())).ToSeq();
        items = [.. items.Select(i => i.Map(e => ToGroupings(e, keys)))];
        if (items.Exists(i => i.Expression.Contains<WindowCall>()))
        {
            return WindowsOverAggregate(child, keys, items, having);
        }

        if (!items.Exists(i => i.Expression.Contains<GeneratorCall>()))
        {
            return having(new AggregatePlan(child, keys, items.Select(i => i.ToNamed(context.Ids)).ToSeq()));
        }

        // A generator over aggregates runs on their result.
        List<ResolvedExpression> computed = [];
        ResolvedExpression Computed(ResolvedExpression expression, string name)
        {
            NamedExpression named = new(expression, name, context.Ids.Next());
            computed.Add(named);
            return named.ToAttribute();
        }

        List<SelectItem> above = [.. items.Select(item => item.Expression is GeneratorCall generator
            ? item with { Expression = generator with { Arguments = generator.Arguments.Select(a => Computed(a, PrettySql.Of(a))).ToSeq() } }
            : item with { Expression = Computed(item.Expression, item.Name) })];
        return ProjectItems(having(new AggregatePlan(child, keys, computed.ToSeq())), above);
    }

    private static ResolvedExpression ToGroupings(ResolvedExpression expression, Seq<ResolvedExpression> keys) => expression.ReplaceDown(node =>
    {
        if (node is AggregateCall)
        {
            return node;
        }

        foreach (ResolvedExpression key in keys)
        {
            if (key.IsSameAs(node))
            {
                return node is AttributeReference ? node : OutputAttribute.Of(key);
            }
        }

        return node is not AttributeReference missing ? null
            : throw (keys.Count == 0 ? AnalysisErrors.MissingGroupBy() : AnalysisErrors.MissingAggregation(missing.Name));
    });

    /// <summary>The aggregate that a filter or sort right above it may look into.</summary>
    private static AggregatePlan? Aggregated(ResolvedPlan plan) => plan switch
    {
        AggregatePlan aggregate => aggregate,
        FilterPlan { Child: AggregatePlan aggregate } => aggregate,
        _ => null,
    };

    /// <summary>HAVING and ORDER BY may use aggregates and groupings that the select list does not have: they are computed and taken away again.</summary>
    /// <remarks>Names mean the aggregate's output, then its groupings, then its input, of which only groupings and arguments of aggregates may remain.</remarks>
    private ResolvedPlan OverAggregate(
        ResolvedPlan child, AggregatePlan aggregate, Seq<Expression> expressions, Func<ResolvedPlan, Seq<ResolvedExpression>, ResolvedPlan> build)
    {
        var input = new Scope(aggregate.Child.Output);
        var scope = new Scope(aggregate.Output, null, input);
        var output = aggregate.Output;
        List<ResolvedExpression> hidden = [];
        ResolvedExpression Lifted(ResolvedExpression expression) => expression.ReplaceDown(node =>
        {
            // What the select list computes already is taken from there.
            if (aggregate.Aggregates.FirstOrDefault(a => a is NamedExpression n && n.Child.IsSameAs(node)) is NamedExpression same)
            {
                return same.ToAttribute();
            }

            if (node is GroupingCall grouping)
            {
                AttributeReference? id = aggregate.Groupings.OfType<AttributeReference>().FirstOrDefault(g => g.Name == GroupingIdName);
                List<ResolvedExpression> sets = [.. aggregate.Groupings.OfType<AttributeReference>().TakeWhile(g => g.Name != GroupingIdName)];
                if (id is null || grouping.Arguments.Any(a => !sets.Exists(k => k.IsSameAs(a))))
                {
                    throw AnalysisErrors.GroupingOutside();
                }

                NamedExpression bits = new(GroupingBits(grouping, sets, id), PrettySql.Of(grouping), context.Ids.Next());
                hidden.Add(bits);
                return bits.ToAttribute();
            }

            if (node is AggregateCall)
            {
                NamedExpression named = new(node, PrettySql.Of(node), context.Ids.Next());
                hidden.Add(named);
                return named.ToAttribute();
            }

            foreach (ResolvedExpression key in aggregate.Groupings)
            {
                if (key.IsSameAs(node) && !(node is AttributeReference a && output.Any(o => o.Id == a.Id)))
                {
                    AttributeReference attribute = OutputAttribute.Of(key);
                    hidden.Add(attribute);
                    return attribute;
                }
            }

            return null;
        });

        Scope groupings = scope with { Fallback = new Scope(aggregate.Groupings.Select(OutputAttribute.Of).ToSeq(), input) };
        Seq<ResolvedExpression> found = expressions.Select(e => resolver.Resolve(ExpressionResolver.Parsed(e), groupings)).ToSeq();
        foreach (AggregateCall call in found.SelectMany(e => e.SelfAndDescendants()).OfType<AggregateCall>())
        {
            if (call.References().Any(a => !input.Attributes.Any(i => i.Id == a.Id)))
            {
                throw AnalysisErrors.InvalidWhere(found[0], [call]);
            }
        }

        Seq<ResolvedExpression> resolved = found.Select(Lifted).ToSeq();
        HashSet<long> known = [.. output.Concat(hidden.Select(OutputAttribute.Of)).Select(a => a.Id)];
        if (resolved.SelectMany(e => e.References()).FirstOrDefault(a => !known.Contains(a.Id)) is AttributeReference unknown)
        {
            throw AnalysisErrors.UnresolvedColumn(unknown.Name, output);
        }

        if (hidden.Count == 0)
        {
            return build(child, resolved);
        }

        var widened = new AggregatePlan(aggregate.Child, aggregate.Groupings, [.. aggregate.Aggregates, .. hidden.DistinctBy(h => OutputAttribute.Of(h).Id)]) { Origin = aggregate.Origin };
        ResolvedPlan below = child is FilterPlan having ? having with { Child = widened } : widened;
        return Select(build(below, resolved), output);
    }

    /// <summary>
    /// Pivot with given values is two aggregates, as in Spark: by keys and pivot column, then by keys with the value picked for each column.
    /// </summary>
    private ResolvedPlan AnalyzePivot(ResolvedPlan child, Aggregate aggregate, List<SelectItem> groupings, List<SelectItem> aggregates)
    {
        Expression column = aggregate.PivotColumn ?? throw AnalysisErrors.Unsupported("A pivot without a column");
        SelectItem pivot = Items([column], new Scope(child.Output)).Single();
        IEnumerable<Constant> values = aggregate.PivotValues is Seq<Literal> given
            ? given.Select(value => new Constant(PlanValues.ToDatum(value.Value, value.Type), value.Type))
            : FoundValues(child, pivot);
        return Pivoted(child, groupings, aggregates, pivot, [.. values.Select(value =>
            (value, value.Value.IsNull ? "null" : ValueText.Of(value.Value, value.DataType, context.TimeZone)))]);
    }

    /// <summary>The values of the pivot column in their order, which a query finds before the pivot is planned (Spark's RelationalGroupedDataset.pivot).</summary>
    private IEnumerable<Constant> FoundValues(ResolvedPlan child, SelectItem pivot)
    {
        if (child.IsStreaming)
        {
            throw SparkException.Analysis(null, UnsupportedOperationChecker.BatchOnly);
        }

        int most = int.TryParse(context.Conf("spark.sql.pivotMaxValues"), System.Globalization.CultureInfo.InvariantCulture, out int set) ? set : DefaultPivotValues;
        ResolvedExpression named = pivot.ToNamed(context.Ids);
        AttributeReference column = OutputAttribute.Of(named);
        var distinct = new LimitPlan(new DistinctPlan(new ProjectPlan(child, [named])), (int)Math.Min(most + 1L, int.MaxValue));
        IReadOnlyList<Datum[]> rows = context.RunBatch(new SortPlan(distinct, [new SortKey(column, Descending: false, NullsLast: false)], IsGlobal: true));
        return rows.Count > most
            ? throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1324",
                $"The pivot column {pivot.Name} has more than {most} distinct values, this could indicate an error. If this was intended, set spark.sql.pivotMaxValues to at least the number of distinct values of the pivot column.")
            : rows.Select(row => new Constant(row[0], column.Type));
    }

    private ResolvedPlan Pivoted(
        ResolvedPlan child, List<SelectItem> groupings, List<SelectItem> aggregates, SelectItem pivot, List<(Constant Value, string Name)> values)
    {
        List<SelectItem> first = [.. groupings, pivot, .. aggregates];
        ResolvedPlan inner = BuildAggregate(child, [.. groupings, pivot], first);
        Seq<AttributeReference> output = inner.Output;
        AttributeReference pivoted = output[groupings.Count];
        List<SelectItem> keys = [.. Enumerable.Range(0, groupings.Count).Select(i => SelectItem.Of(output[i], output[i].Name))];
        List<SelectItem> picked = [.. values.SelectMany(value => aggregates.Select((item, i) =>
        {
            ResolvedExpression chosen = Call("if", Call("<=>", pivoted, value.Value), output[groupings.Count + 1 + i], new Constant(Datum.Null, new NullType()));
            string name = value.Name + (aggregates.Count > 1 ? $"_{item.Name}" : "");
            return new SelectItem(Call("first", chosen, new Constant(Datum.True, new BooleanType())), [name], IsAliased: true);
        }))];
        return BuildAggregate(inner, keys, [.. keys, .. picked]);
    }
}
