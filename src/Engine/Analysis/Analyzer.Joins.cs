using Grader.Engine.Expressions;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>Operators over two inputs.</content>
public sealed partial class Analyzer
{
    private ResolvedPlan AnalyzeJoin(Join join)
    {
        ResolvedPlan left = Analyze(join.Left), original = Analyze(join.Right), right = Unlike(left, original);
        if (join.UsingColumns.Count > 0)
        {
            return UsingJoin(left, right, join);
        }

        if (join.Condition is null)
        {
            return new JoinPlan(left, right, join.JoinType, null);
        }

        ResolvedExpression condition = resolver.Resolve(join.Condition, new Scope([.. left.Output, .. right.Output]));
        if (resolver.FrameColumns.Count > 0)
        {
            condition = BetweenFrames(left, original, right, condition);
        }

        CheckInput([condition], [.. left.Output, .. right.Output]);
        return condition.Type is BooleanType
            ? new JoinPlan(left, right, join.JoinType, condition)
            : throw AnalysisErrors.JoinConditionNotBoolean(condition);
    }

    /// <summary>The columns of USING come first and once; then the others of the left and of the right.</summary>
    private ResolvedPlan UsingJoin(ResolvedPlan left, ResolvedPlan right, Join join)
    {
        AttributeReference Key(ResolvedPlan side, string name, string sideName) => new Scope(side.Output).Find(name, [name])?.Attribute
            ?? throw AnalysisErrors.UsingColumn(name, sideName, side.Output);
        List<(AttributeReference Left, AttributeReference Right)> keys =
            [.. join.UsingColumns.Select(name => (Key(left, name, "left"), Key(right, name, "right")))];
        ResolvedExpression condition = keys.Select(k => Call("==", k.Left, k.Right)).Aggregate((a, b) => Call("and", a, b));
        var joined = new JoinPlan(left, right, join.JoinType, condition);
        IEnumerable<ResolvedExpression> output = join.JoinType switch
        {
            JoinType.LeftSemi or JoinType.LeftAnti => [.. keys.Select(k => k.Left), .. Others(left, keys.Select(k => k.Left))],
            JoinType.RightOuter => [.. keys.Select(k => k.Right), .. Others(joined, keys.SelectMany(k => new[] { k.Left, k.Right }))],
            JoinType.FullOuter => [
                .. keys.Select(k => new NamedExpression(Call("coalesce", k.Left with { IsNullable = true }, k.Right with { IsNullable = true }), k.Left.Name, context.Ids.Next())),
                .. Others(joined, keys.SelectMany(k => new[] { k.Left, k.Right }))],
            _ => [.. keys.Select(k => k.Left), .. Others(joined, keys.SelectMany(k => new[] { k.Left, k.Right }))],
        };
        return Select(joined, output) with { IsUsingJoin = true };
    }

    private static IEnumerable<AttributeReference> Others(ResolvedPlan plan, IEnumerable<AttributeReference> keys)
    {
        HashSet<long> ids = [.. keys.Select(k => k.Id)];
        return plan.Output.Where(a => !ids.Contains(a.Id));
    }

    /// <summary>
    /// The same plan with other ids where it makes what <paramref name="left"/> makes too, if the two have an attribute in common (Spark's DeduplicateRelations).
    /// What only this plan makes keeps its id, so that columns of its frame still mean it.
    /// </summary>
    private ResolvedPlan Unlike(ResolvedPlan left, ResolvedPlan right)
    {
        HashSet<long> shared = [.. left.Output.Select(a => a.Id)];
        if (!right.Output.Any(a => shared.Contains(a.Id)))
        {
            return right;
        }

        HashSet<long> taken = [.. left.SelfAndDescendants().SelectMany(node => node.Output).Select(a => a.Id)];
        Dictionary<long, long> renewed = [];
        long New(long id) => !taken.Contains(id) ? id : renewed.TryGetValue(id, out long known) ? known : renewed[id] = context.Ids.Next();
        return right.TransformUp(node => node.MapExpressions(e => e.TransformUp(inner => inner switch
        {
            AttributeReference a => a with { Id = New(a.Id) },
            NamedExpression n => n with { Id = New(n.Id) },
            _ => inner,
        })));
    }

    private ResolvedPlan AnalyzeSetOperation(SetOperation operation)
    {
        ResolvedPlan left = Analyze(operation.Left), right = Unlike(left, Analyze(operation.Right));
        if (operation.ByName)
        {
            (left, right) = ByName(left, right, operation.AllowMissingColumns);
        }

        string name = operation.Type.ToString().ToUpperInvariant();
        if (left.Output.Count != right.Output.Count)
        {
            throw AnalysisErrors.WidthMismatch(name, left.Output.Count, right.Output.Count);
        }

        DataType[] types = [.. left.Output.Zip(right.Output, (l, r) => (l, r)).Select((pair, i) => pair.l.Type == pair.r.Type
            ? pair.l.Type
            : TypeCoercion.LeastCommonType(pair.l.Type, pair.r.Type) ?? throw AnalysisErrors.IncompatibleColumn(name, i, pair.l.Type, pair.r.Type))];
        left = Widened(left, types);
        right = Widened(right, types);
        if (operation.Type != SetOperationType.Union)
        {
            return new SetOperationPlan(left, right, operation.Type, operation.IsAll);
        }

        ResolvedPlan union = new UnionPlan(left, right, left.Output.Zip(right.Output, (l, r) => l with { IsNullable = l.IsNullable || r.IsNullable }).ToSeq());
        return operation.IsAll ? union : new DistinctPlan(union);
    }

    private ResolvedPlan Widened(ResolvedPlan plan, DataType[] types) => plan.Output.Select(a => a.Type).SequenceEqual(types)
        ? plan
        : Select(plan, plan.Output.Select((a, i) => a.Type == types[i]
            ? (ResolvedExpression)a
            : new NamedExpression(new CastExpression(a, types[i], IsImplicit: true), a.Name, context.Ids.Next())));

    private (ResolvedPlan Left, ResolvedPlan Right) ByName(ResolvedPlan left, ResolvedPlan right, bool allowMissing)
    {
        ResolvedExpression Column(ResolvedPlan plan, AttributeReference wanted) =>
            plan.Output.FirstOrDefault(a => ColumnNames.Same(a.Name, wanted.Name)) is AttributeReference found ? found
            : allowMissing ? new NamedExpression(new Constant(Datum.Null, wanted.Type), wanted.Name, context.Ids.Next())
            : throw AnalysisErrors.NoSuchField(wanted.Name, plan.Output);
        List<AttributeReference> added = [.. right.Output.Where(r => !left.Output.Any(l => ColumnNames.Same(l.Name, r.Name)))];
        if (added.Count > 0)
        {
            left = allowMissing
                ? Select(left, [.. left.Output, .. added.Select(a => Column(left, a))])
                : throw AnalysisErrors.WidthMismatch("UNION", left.Output.Count, right.Output.Count);
        }

        return (left, Select(right, left.Output.Select(a => Column(right, a))));
    }
}
