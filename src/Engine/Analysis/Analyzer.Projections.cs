using Grader.Engine.Expressions;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>Operators that compute, rename, drop and test columns row by row.</content>
public sealed partial class Analyzer
{
    private ResolvedPlan AnalyzeProject(Project project)
    {
        ResolvedPlan child = Analyze(project.Child);
        List<SelectItem> items = SelectList(project.Expressions, Visible(child));
        return ProjectItems(Exposing(child, items), items);
    }

    /// <summary>Nodes that one entry may have after the aliases in it were replaced by what they stand for: aliases of aliases can double each time.</summary>
    private const int MaxAliasedNodes = 10_000, MaxAliasedDepth = 500;

    /// <summary>Entries of a select list, each of which may use the aliases before it.</summary>
    private List<SelectItem> SelectList(IEnumerable<Expression> expressions, Scope scope)
    {
        List<SelectItem> items = [];
        foreach (Expression expression in expressions)
        {
            foreach (SelectItem item in resolver.ResolveItems(expression, scope))
            {
                SelectItem plain = item.Map(e => e.TransformUp(node => node is LateralAliasReference alias ? alias.Child : node));
                items.Add(plain);
                if (item is { IsAliased: true, Names: [var name], Expression: not GeneratorCall } && expression is not UnresolvedStar)
                {
                    scope = plain.Expression.IsDeeperThan(MaxAliasedDepth) || plain.Expression.SelfAndDescendants().Take(MaxAliasedNodes + 1).Count() > MaxAliasedNodes
                        ? throw AnalysisErrors.Unsupported($"An expression that aliases of the select list make larger than {MaxAliasedNodes} nodes or deeper than {MaxAliasedDepth} levels")
                        : scope with { LateralAliases = scope.LateralAliases.Add((name, plain.Expression)) };
                }
            }
        }

        return items;
    }

    /// <summary>Columns of the plan; those that USING merged away can still be named with their table.</summary>
    private static Scope Visible(ResolvedPlan plan) => new(plan.Output, HiddenByUsing(plan));

    private static Scope? HiddenByUsing(ResolvedPlan plan) => plan switch
    {
        ProjectPlan { IsUsingJoin: true } join => new Scope(join.Child.Output.Where(a => a.Qualifier.Count > 0).ToSeq()),
        FilterPlan filter => HiddenByUsing(filter.Child),
        _ => null,
    };

    private static ResolvedPlan Exposing(ResolvedPlan plan, IEnumerable<SelectItem> items)
    {
        if (HiddenByUsing(plan) is not Scope hidden)
        {
            return plan;
        }

        HashSet<long> ids = [.. hidden.Attributes.Select(a => a.Id)];
        List<AttributeReference> used = [.. items.SelectMany(i => i.Expression.References()).Where(a => ids.Contains(a.Id)).DistinctBy(a => a.Id)];
        return used.Count == 0 ? plan : Expose(plan, used);
    }

    private List<SelectItem> Items(IEnumerable<Expression> expressions, Scope scope) =>
        [.. expressions.SelectMany(e => resolver.ResolveItems(e, scope))];

    /// <summary>A select list without GROUP BY: time windows and generators become operators below, aggregates make it a global aggregate.</summary>
    private ResolvedPlan ProjectItems(ResolvedPlan child, List<SelectItem> items)
    {
        CheckInput(items.Select(i => i.Expression), child.Output);
        (child, Func<ResolvedExpression, ResolvedExpression> replace) = timeWindowing.Apply(child, items.Select(i => i.Expression));
        items = [.. items.Select(i => i.Map(replace))];
        if (items.Exists(i => i.Expression.Contains<AggregateCall>()))
        {
            return BuildAggregate(child, [], items);
        }

        if (items.Exists(i => i.Expression.Contains<GroupingCall>()))
        {
            throw AnalysisErrors.GroupingOutside();
        }

        if (items.Exists(i => i.Expression.Contains<WindowCall>()))
        {
            (child, items) = Windowed(child, items);
        }

        List<ResolvedExpression> output = [];
        foreach (SelectItem item in items)
        {
            if (item.Expression is GeneratorCall generator)
            {
                GeneratePlan generate = Generate(child, generator, item.IsAliased ? item.Names : []);
                child = generate;
                output.AddRange(generate.GeneratorOutput);
            }
            else if (item.Expression.Contains<GeneratorCall>())
            {
                throw AnalysisErrors.NestedGenerator(item.Expression);
            }
            else
            {
                output.Add(item.ToNamed(context.Ids));
            }
        }

        return new ProjectPlan(child, output.ToSeq());
    }

    private GeneratePlan Generate(ResolvedPlan child, GeneratorCall generator, Seq<string> names, string? qualifier = null)
    {
        if (names.Count > 0 && names.Count != generator.Outputs.Count)
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1044",
                $"The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF expected {generator.Outputs.Count} aliases but got {string.Join(",", names)}.");
        }

        return new GeneratePlan(child, generator, generator.Outputs.Select((field, i) => new AttributeReference(
            names.Count > 0 ? names[i] : field.Name, field.DataType, field.Nullable || generator.Outer, context.Ids.Next(),
            Qualifier: qualifier is null ? [] : [qualifier])).ToSeq());
    }

    private GeneratePlan AnalyzeLateralView(LateralView view)
    {
        ResolvedPlan child = Analyze(view.Child);
        return resolver.Resolve(view.Generator, new Scope(child.Output)) is GeneratorCall generator
            ? Generate(child, generator with { Outer = generator.Outer || view.Outer }, view.ColumnNames, view.Alias)
            : throw SparkException.Analysis(null, "LATERAL VIEW needs a generator such as explode.");
    }

    /// <summary>A column of another frame that this operator's input does not have.</summary>
    private static void CheckInput(IEnumerable<ResolvedExpression> expressions, Seq<AttributeReference> input)
    {
        HashSet<long> ids = [.. input.Select(a => a.Id)];
        if (expressions.SelectMany(e => e.References()).FirstOrDefault(a => !ids.Contains(a.Id)) is AttributeReference missing)
        {
            throw AnalysisErrors.MissingAttribute(missing.Name, input);
        }
    }

    private ResolvedPlan AnalyzeFilter(ResolvedPlan child, Expression condition)
    {
        if (Aggregated(child) is AggregatePlan aggregate)
        {
            return OverAggregate(child, aggregate, [condition], (plan, conditions) => new FilterPlan(plan, Boolean(conditions[0])));
        }

        ResolvedExpression resolved = resolver.Resolve(ExpressionResolver.Parsed(condition), WithHidden(child));
        List<ResolvedExpression> invalid = [.. resolved.SelfAndDescendants().Where(e => e is AggregateCall or GeneratorCall or WindowCall)];
        if (invalid.Count > 0)
        {
            throw AnalysisErrors.InvalidWhere(resolved, invalid);
        }

        return OverHidden(child, [Boolean(resolved)], (plan, conditions) => new FilterPlan(plan, conditions[0]));
    }

    private static ResolvedExpression Boolean(ResolvedExpression condition) => condition.Type switch
    {
        BooleanType => condition,
        NullType => new CastExpression(condition, new BooleanType(), IsImplicit: true),
        _ => throw AnalysisErrors.FilterNotBoolean(condition),
    };

    private ResolvedPlan AnalyzeSort(Sort sort)
    {
        ResolvedPlan child = Analyze(sort.Child);
        Seq<Expression> order = sort.Order.Select(key => (Expression)Ordinal(key, child.Output)).ToSeq();
        SortPlan Sorted(ResolvedPlan plan, Seq<ResolvedExpression> keys) => new(plan, keys.Select(k => (SortKey)k).ToSeq(), sort.IsGlobal);
        if (Aggregated(child) is AggregatePlan aggregate)
        {
            return OverAggregate(child, aggregate, order, Sorted);
        }

        Scope scope = WithHidden(child);
        Seq<ResolvedExpression> keys = order.Select(key => resolver.Resolve(key, scope)).ToSeq();
        List<ResolvedExpression> invalid = [.. keys.SelectMany(key => key.SelfAndDescendants()).Where(e => e is AggregateCall or GeneratorCall or WindowCall)];
        return invalid.Count > 0
            ? throw AnalysisErrors.UnsupportedForOperator(invalid)
            : OverHidden(child, keys, Sorted);
    }

    /// <summary>ORDER BY 2 means the second column.</summary>
    private static SortOrder Ordinal(SortOrder key, Seq<AttributeReference> output) => key.Child is not Literal { Value: int position }
        ? key
        : position >= 1 && position <= output.Count
            ? key with { Child = new OrdinalReference(position - 1) }
            : throw AnalysisErrors.OrdinalOutOfRange("ORDER BY", position, output.Count);

    /// <summary>Filter and sort may name columns that a select below took away (ResolveMissingReferences).</summary>
    private static Scope WithHidden(ResolvedPlan plan) => new(plan.Output, plan switch
    {
        ProjectPlan or FilterPlan or SortPlan or WindowPlan => WithHidden(plan.Children[0]),
        _ => null,
    });

    /// <summary>Builds the operator over a child that also gives the hidden columns it names, and takes them away again above.</summary>
    private static ResolvedPlan OverHidden(ResolvedPlan child, Seq<ResolvedExpression> expressions, Func<ResolvedPlan, Seq<ResolvedExpression>, ResolvedPlan> build)
    {
        HashSet<long> ids = [.. child.Output.Select(a => a.Id)];
        List<AttributeReference> missing = [.. expressions.SelectMany(e => e.References()).Where(a => !ids.Contains(a.Id)).DistinctBy(a => a.Id)];
        return missing.Count == 0
            ? build(child, expressions)
            : new ProjectPlan(build(Expose(child, missing), expressions), child.Output.Select(a => (ResolvedExpression)a).ToSeq());
    }

    private static ResolvedPlan Expose(ResolvedPlan plan, List<AttributeReference> missing)
    {
        HashSet<long> ids = [.. plan.Output.Select(a => a.Id)];
        List<AttributeReference> needed = [.. missing.Where(a => !ids.Contains(a.Id))];
        return needed.Count == 0
            ? plan
            : plan switch
            {
                ProjectPlan p => new ProjectPlan(Expose(p.Child, needed), [.. p.Expressions, .. needed]) { Origin = p.Origin, PlanIds = p.PlanIds },
                FilterPlan f => f with { Child = Expose(f.Child, needed) },
                SortPlan s => s with { Child = Expose(s.Child, needed) },
                WindowPlan w => w with { Child = Expose(w.Child, needed) },
                _ => throw AnalysisErrors.MissingAttribute(needed[0].Name, plan.Output),
            };
    }

    private ResolvedPlan AnalyzeWithColumns(WithColumns with)
    {
        ResolvedPlan child = Analyze(with.Child);
        var scope = new Scope(child.Output);
        List<(string Name, SelectItem Item)> added = [.. with.Columns.Select(c => (c.Names[0], resolver.ResolveItems(c, scope).Single()))];
        List<SelectItem> items =
        [
            .. child.Output.Select(a => added.Exists(x => ColumnNames.Same(x.Name, a.Name))
                ? added.First(x => ColumnNames.Same(x.Name, a.Name)).Item
                : SelectItem.Of(a, a.Name)),
            .. added.Where(x => !child.Output.Any(a => ColumnNames.Same(a.Name, x.Name))).Select(x => x.Item),
        ];
        return ProjectItems(child, items);
    }

    private ResolvedPlan AnalyzeRenamed(WithColumnsRenamed renamed)
    {
        ResolvedPlan child = Analyze(renamed.Child);
        foreach (var (from, to) in renamed.Renames)
        {
            child = child.Output.Any(a => ColumnNames.Same(a.Name, from))
                ? Select(child, child.Output.Select(a => ColumnNames.Same(a.Name, from) ? (ResolvedExpression)Renamed(a, to) : a))
                : child;
        }

        return child;
    }

    private ResolvedPlan AnalyzeToDF(ToDF named)
    {
        ResolvedPlan child = Analyze(named.Child);
        if (named.Names.Count != child.Output.Count)
        {
            throw SparkException.IllegalArgument(
                $"requirement failed: The number of columns doesn't match.\nOld column names ({child.Output.Count}): {string.Join(", ", child.Output.Select(a => a.Name))}\n"
                + $"New column names ({named.Names.Count}): {string.Join(", ", named.Names)}");
        }

        return Select(child, child.Output.Select((a, i) => (ResolvedExpression)Renamed(a, named.Names[i])));
    }

    private ResolvedPlan AnalyzeDrop(Drop drop)
    {
        ResolvedPlan child = Analyze(drop.Child);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        HashSet<long> ids = [];
        foreach (Expression column in drop.Columns)
        {
            if (column is UnresolvedAttribute { PlanId: null } attribute)
            {
                names.Add(attribute.Name);
                names.UnionWith(ColumnNames.Parse(attribute.Name) is [var single] ? [single] : []);
            }
            else if (resolver.Resolve(column, new Scope(child.Output)) is AttributeReference reference)
            {
                ids.Add(reference.Id);
            }
        }

        List<AttributeReference> kept = [.. child.Output.Where(a => !names.Contains(a.Name) && !ids.Contains(a.Id))];
        return kept.Count == child.Output.Count ? child : Select(child, kept);
    }

    private NamedExpression Renamed(AttributeReference attribute, string name) => new(attribute, name, context.Ids.Next(), attribute.Metadata);

    private static ProjectPlan Select(ResolvedPlan child, IEnumerable<ResolvedExpression> expressions) => new(child, expressions.ToSeq());

    private ResolvedPlan AnalyzeNaFill(NaFill fill)
    {
        ResolvedPlan child = Analyze(fill.Child);
        ResolvedExpression Filled(AttributeReference column)
        {
            int index = fill.Columns.ToList().FindIndex(c => ColumnNames.Same(ColumnNames.Parse(c)[^1], column.Name));
            Literal? value = fill.Columns.Count == 0 ? fill.Values[0] : index < 0 ? null : fill.Values[Math.Min(index, fill.Values.Count - 1)];
            if (value is null || !IsFillable(value.Type, column.Type))
            {
                return column;
            }

            ResolvedExpression constant = new Constant(PlanValues.ToDatum(value.Value, value.Type), value.Type);
            ResolvedExpression replacement = value.Type == column.Type ? constant : new CastExpression(constant, column.Type, IsImplicit: true);
            // NaN counts as missing.
            ResolvedExpression present = column.Type is DoubleType or FloatType
                ? Call("nanvl", column, new Constant(Datum.Null, column.Type))
                : column;
            return new NamedExpression(Call("coalesce", present, replacement), column.Name, context.Ids.Next());
        }

        foreach (string name in fill.Columns)
        {
            _ = new Scope(child.Output).Find(name, ColumnNames.Parse(name)) ?? throw AnalysisErrors.UnresolvedColumn(name, child.Output);
        }

        return Select(child, child.Output.Select(Filled));
    }

    private static bool IsFillable(DataType value, DataType column) => (value, column) switch
    {
        (NumericType, NumericType) or (StringType, StringType) or (BooleanType, BooleanType) => true,
        _ => false,
    };

    private FilterPlan AnalyzeNaDrop(NaDrop drop)
    {
        ResolvedPlan child = Analyze(drop.Child);
        Seq<ResolvedExpression> columns = drop.Columns.Count == 0
            ? child.Output.Select(a => (ResolvedExpression)a).ToSeq()
            : drop.Columns.Select(name => resolver.Resolve(new UnresolvedAttribute(name), new Scope(child.Output))).ToSeq();
        int least = drop.MinNonNulls ?? columns.Count;
        return new FilterPlan(child, new FunctionCall(
            AtLeastNonNulls.Function, [new Constant(Datum.Of((long)least), new IntegerType()), .. columns], new ResultType(new BooleanType(), false)));
    }
}
