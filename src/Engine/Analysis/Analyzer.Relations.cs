using Grader.Engine.Expressions;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>Relations that only SQL text can say.</content>
public sealed partial class Analyzer
{
    private static LocalRows OneRow { get; } = new([], [[]]);

    private ResolvedPlan AnalyzeInlineTable(InlineTable table)
    {
        int width = table.Rows[0].Count;
        int odd = table.Rows.ToList().FindIndex(row => row.Count != width);
        if (odd >= 0)
        {
            throw AnalysisErrors.InlineTable("NUM_COLUMNS_MISMATCH", $"Inline table expected {width} columns but found {table.Rows[odd].Count} columns in row {odd}.");
        }

        var nothing = new Scope([]);
        List<ResolvedExpression[]> rows = [.. table.Rows.Select(row => row.Select(e => Constant(e, nothing)).ToArray())];
        List<AttributeReference> columns = [];
        for (int i = 0; i < width; i++)
        {
            DataType type = TypeCoercion.LeastCommonType(rows.Select(row => row[i].Type))
                ?? throw AnalysisErrors.InlineTable("INCOMPATIBLE_TYPES_IN_INLINE_TABLE", $"Found incompatible types in the column `col{i + 1}` for inline table.");
            columns.Add(new AttributeReference($"col{i + 1}", type, rows.Exists(row => row[i].Nullable), context.Ids.Next()));
            rows.ForEach(row => row[i] = row[i].To(type));
        }

        return rows.TrueForAll(row => Array.TrueForAll(row, e => e is Constant))
            ? new LocalRows(columns.ToSeq(), rows.Select(row => Array.ConvertAll(row, e => ((Constant)e).Value)).ToSeq())
            : new ExpandPlan(OneRow, rows.Select(row => row.ToSeq()).ToSeq(), columns.ToSeq());
    }

    private ResolvedExpression Constant(Expression expression, Scope nothing)
    {
        ResolvedExpression resolved = resolver.Resolve(expression, nothing);
        return resolved.SelfAndDescendants().FirstOrDefault(e => e is AggregateCall or GeneratorCall or WindowCall or SubqueryCall or OuterReference) is null
            ? resolved
            : throw AnalysisErrors.InlineTable("CANNOT_EVALUATE_EXPRESSION_IN_INLINE_TABLE", $"Cannot evaluate the expression \"{PrettySql.Of(resolved)}\" in inline table definition.");
    }

    private ResolvedPlan AnalyzeTableFunction(TableValuedFunction function)
    {
        Seq<ResolvedExpression> arguments = function.Arguments.Select(e => resolver.Resolve(e, new Scope([]))).ToSeq();
        if (ColumnNames.Same(function.Name, "range"))
        {
            return RangeOf(function.Name, arguments);
        }

        return context.Functions.TryResolve(function.Name, arguments, false, null) is GeneratorCall generator
            ? Generate(OneRow, generator, [])
            : throw AnalysisErrors.UnknownTableFunction(function.Name);
    }

    private LocalRows RangeOf(string name, Seq<ResolvedExpression> arguments)
    {
        if (arguments.Count is 0 or > 4)
        {
            throw FunctionErrors.ArgumentCount(name, "[1, 2, 3, 4]", arguments.Count);
        }

        long[] values = [.. arguments.Select((argument, i) => ConstantFolding.TryFold(argument.Type is IntegralType ? argument : argument.To(new LongType())) is { Value: { IsNull: false } value } && argument.Type is NumericType
            ? value.Int64
            : throw FunctionErrors.UnexpectedInputType($"{name}({string.Join(", ", arguments.Select(PrettySql.Of))})", i + 1, "\"BIGINT\"", argument))];
        return AnalyzeRange(values switch
        {
            [var end] => new Grader.Plans.Logical.Range(0, end, 1),
            [var start, var end] => new Grader.Plans.Logical.Range(start, end, 1),
            _ => new Grader.Plans.Logical.Range(values[0], values[1], values[2]),
        });
    }

    private ResolvedPlan AnalyzeColumnAliases(ColumnAliases aliases)
    {
        ResolvedPlan child = Analyze(aliases.Child);
        return aliases.Names.Count == child.Output.Count
            ? Select(child, child.Output.Select((a, i) => (ResolvedExpression)Renamed(a, aliases.Names[i])))
            : throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1049", "Number of column aliases does not match number of columns. "
                + $"Number of column aliases: {aliases.Names.Count}; number of columns: {child.Output.Count}.");
    }

    private ResolvedPlan AnalyzeSqlLimit(SqlLimit limit)
    {
        ResolvedPlan child = Analyze(limit.Child);
        if (limit.Offset is not null)
        {
            child = new OffsetPlan(child, Count("offset", limit.Offset, child));
        }

        return limit.Limit is null ? child : new LimitPlan(child, Count("limit", limit.Limit, child));
    }

    private int Count(string name, Expression expression, ResolvedPlan child)
    {
        ResolvedExpression resolved = resolver.Resolve(expression, new Scope(child.Output));
        string text = PrettySql.Of(resolved);
        return ConstantFolding.TryFold(resolved) switch
        {
            null => throw AnalysisErrors.Limit("IS_UNFOLDABLE", text, $"The {name} expression must evaluate to a constant value."),
            { DataType: not IntegerType } constant => throw AnalysisErrors.Limit("DATA_TYPE", text, $"The {name} expression must be integer type, but got \"{constant.DataType.Sql}\"."),
            { Value.IsNull: true } => throw AnalysisErrors.Limit("IS_NULL", text, $"The evaluated {name} expression must not be null."),
            { Value.Int64: < 0 and var count } => throw AnalysisErrors.Limit("IS_NEGATIVE", text, $"The {name} expression must be equal to or greater than 0, but got {count}."),
            var constant => (int)constant.Value.Int64,
        };
    }

    private ResolvedPlan AnalyzeNaturalJoin(NaturalJoin join)
    {
        ResolvedPlan left = Analyze(join.Left), right = Unlike(left, Analyze(join.Right));
        Seq<string> common = left.Output.Select(a => a.Name).Where(name => right.Output.Any(b => ColumnNames.Same(name, b.Name))).ToSeq();
        return common.Count == 0
            ? new JoinPlan(left, right, join.JoinType, null)
            : UsingJoin(left, right, new Join(join.Left, join.Right, null, join.JoinType, common));
    }

    private LateralJoinPlan AnalyzeLateralJoin(LateralJoin join)
    {
        if (join.JoinType is not (JoinType.Inner or JoinType.Cross or JoinType.LeftOuter))
        {
            throw SparkException.Parse("UNSUPPORTED_JOIN_TYPE", $"[UNSUPPORTED_JOIN_TYPE] Unsupported join type '{join.JoinType}' with LATERAL.");
        }

        ResolvedPlan left = Analyze(join.Left);
        SubqueryCall right = resolver.Subquery(SubqueryKind.Exists, join.Right, new Scope(left.Output));
        Seq<AttributeReference> output = right.Plan.Output.Select(a => a with { Id = context.Ids.Next() }).ToSeq();
        var scope = new Scope([.. left.Output, .. output]);
        ResolvedExpression? condition = join.Condition is null ? null : resolver.Resolve(join.Condition, scope);
        return condition is null or { Type: BooleanType }
            ? new LateralJoinPlan(left, right, condition, join.JoinType, output)
            : throw AnalysisErrors.JoinConditionNotBoolean(condition);
    }

    private ResolvedPlan AnalyzeSqlPivot(SqlPivot pivot)
    {
        ResolvedPlan child = Analyze(pivot.Child);
        var scope = new Scope(child.Output);
        List<SelectItem> aggregates = Items(pivot.Aggregates, scope);
        SelectItem column = pivot.Columns.Count == 1
            ? Items(pivot.Columns, scope).Single()
            : Items([new UnresolvedFunction("struct", pivot.Columns)], scope).Single();
        foreach (SelectItem item in aggregates.Where(item => !item.Expression.Contains<AggregateCall>()))
        {
            throw SparkException.Analysis("_LEGACY_ERROR_TEMP_1006",
                $"Aggregate expression required for pivot, but '{PrettySql.Of(item.Expression)}' did not appear in any aggregate function.");
        }

        List<(Constant, string)> values = [.. Items(pivot.Values, scope).Select(item => PivotValue(item, column.Expression.Type))];
        HashSet<long> used = [.. aggregates.Append(column).SelectMany(item => item.Expression.References()).Select(a => a.Id)];
        List<SelectItem> groupings = [.. child.Output.Where(a => !used.Contains(a.Id)).Select(a => SelectItem.Of(a, a.Name))];
        return Pivoted(child, groupings, aggregates, column, values);
    }

    private static (Constant Value, string Name) PivotValue(SelectItem item, DataType type)
    {
        if (item.Expression.References().Any() || ConstantFolding.TryFold(item.Expression) is null)
        {
            throw SparkException.Analysis("NON_LITERAL_PIVOT_VALUES",
                $"[NON_LITERAL_PIVOT_VALUES] Literal expressions required for pivot values, found \"{PrettySql.Of(item.Expression)}\".");
        }

        if (item.Expression.Type != type && !CastRules.CanCast(item.Expression.Type, type))
        {
            throw SparkException.Analysis("PIVOT_VALUE_DATA_TYPE_MISMATCH", $"[PIVOT_VALUE_DATA_TYPE_MISMATCH] Invalid pivot value '{PrettySql.Of(item.Expression)}': "
                + $"value data type {item.Expression.Type.SimpleString} does not match pivot column data type {type.SimpleString}.");
        }

        Constant value = ConstantFolding.TryFold(item.Expression.Type == type ? item.Expression : new CastExpression(item.Expression, type, IsImplicit: true))!;
        Constant text = ConstantFolding.TryFold(new CastExpression(value, new StringType(), IsImplicit: false))!;
        return (value, item.IsAliased ? item.Name : text.Value.IsNull ? "null" : text.Value.String);
    }

    private ResolvedPlan AnalyzeUnpivot(Unpivot unpivot)
    {
        ResolvedPlan child = Analyze(unpivot.Child);
        var scope = new Scope(child.Output);
        if (unpivot.Sets.Any(set => set.Columns.Count != unpivot.ValueColumns.Count))
        {
            throw SparkException.Analysis("UNPIVOT_VALUE_SIZE_MISMATCH",
                $"[UNPIVOT_VALUE_SIZE_MISMATCH] All unpivot value columns must have the same size as there are value column names ({string.Join(", ", unpivot.ValueColumns)}).");
        }

        List<List<ResolvedExpression>> sets = [.. unpivot.Sets.Select(set => set.Columns.Select(c => resolver.Resolve(c, scope)).ToList())];
        HashSet<long> used = [.. sets.SelectMany(set => set).SelectMany(e => e.References()).Select(a => a.Id)];
        List<AttributeReference> kept = [.. child.Output.Where(a => !used.Contains(a.Id))];
        List<AttributeReference> values = [.. unpivot.ValueColumns.Select((name, i) => new AttributeReference(name, ValueType(name, sets, i), true, context.Ids.Next()))];
        var nameColumn = new AttributeReference(unpivot.NameColumn, new StringType(), false, context.Ids.Next());
        ResolvedPlan expanded = new ExpandPlan(
            child,
            sets.Select((set, i) => (Seq<ResolvedExpression>)[.. kept, new Constant(Datum.Of(NameOf(unpivot.Sets[i])), new StringType()), .. set.Select((e, c) => e.To(values[c].Type))]).ToSeq(),
            [.. kept, nameColumn, .. values]);
        return unpivot.IncludeNulls ? expanded : new FilterPlan(expanded, values.Select(v => Call("isnotnull", v)).Aggregate((a, b) => Call("or", a, b)));
    }

    private static DataType ValueType(string name, List<List<ResolvedExpression>> sets, int column) =>
        TypeCoercion.LeastCommonType(sets.Select(set => set[column].Type)) ?? throw SparkException.Analysis("UNPIVOT_VALUE_DATA_TYPE_MISMATCH",
            "[UNPIVOT_VALUE_DATA_TYPE_MISMATCH] Unpivot value columns must share a least common type, some types do not: ["
            + string.Join(", ", sets.GroupBy(set => set[column].Type).Select(g => $"\"{g.Key.Sql}\" ({string.Join(", ", g.Select(set => ColumnNames.Quote([PrettySql.Of(set[column])])))})")) + "].");

    private static string NameOf(UnpivotSet set) =>
        set.Alias ?? string.Join("_", set.Columns.Select(c => c is UnresolvedAttribute a ? ColumnNames.Parse(a.Name)[^1] : c.ToString()));
}
