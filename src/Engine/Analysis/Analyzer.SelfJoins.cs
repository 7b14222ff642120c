using Grader.Engine.Expressions;
using Grader.Engine.Expressions.Functions;

namespace Grader.Engine.Analysis;

/// <content>Columns of frames (<c>df["k"]</c>) where a frame is on both sides of a join.</content>
public sealed partial class Analyzer
{
    /// <summary>
    /// What a join's condition means where its right side was given other ids (Spark's DeduplicateRelations, DetectAmbiguousSelfJoin and <c>Dataset.resolveSelfJoinCondition</c>):
    /// <c>df["k"] == df["k"]</c>, which would always hold, compares the left's column with the right's.
    /// </summary>
    /// <param name="original">The right side as it was before.</param>
    private ResolvedExpression BetweenFrames(ResolvedPlan left, ResolvedPlan original, ResolvedPlan right, ResolvedExpression condition)
    {
        List<FrameColumn> columns = resolver.FrameColumns;
        if (!right.IsStreaming && !left.IsStreaming)
        {
            HashSet<long> present = [.. left.Output.Concat(right.Output).Select(a => a.Id)];
            Dictionary<long, long> moved = original.Output.Zip(right.Output)
                .Where(pair => !present.Contains(pair.First.Id)).DistinctBy(pair => pair.First.Id).ToDictionary(pair => pair.First.Id, pair => pair.Second.Id);
            condition = condition.TransformUp(e => e is AttributeReference a && moved.TryGetValue(a.Id, out long id) ? a with { Id = id } : e);
            columns = [.. columns.Select(c => moved.TryGetValue(c.Attribute.Id, out long id) ? c with { Attribute = c.Attribute with { Id = id } } : c)];
        }

        // The exceptions of a join's own condition hold for this node alone: what is above it is checked by the rule.
        resolver.FrameColumns = [];
        HashSet<long> ambiguous = [.. Ambiguous([left, right], columns).Select(a => a.Id)];
        List<AttributeReference> found = [.. AmbiguousIn(condition, ambiguous, isOneFrame: left.PlanIds.Count > 0 && left.PlanIds == right.PlanIds)];
        if (found.Count > 0)
        {
            throw AnalysisErrors.AmbiguousSelfJoin(found);
        }

        HashSet<long> shared = [.. left.Output.Select(a => a.Id)];
        return ReferenceEquals(original, right) || !original.Output.Any(a => shared.Contains(a.Id)) || !IsOn("spark.sql.selfJoinAutoResolveAmbiguity")
            ? condition
            : condition.TransformUp(e => e is FunctionCall { Function.Name: "==" or "=" or "<=>", Arguments: [AttributeReference a, AttributeReference b] } call && a.Id == b.Id
                ? Call(call.Function.Name, Named(left, a), Named(right, b))
                : e);
    }

    private static AttributeReference Named(ResolvedPlan side, AttributeReference attribute) =>
        new Scope(side.Output).Find(attribute.Name, [attribute.Name])?.Attribute ?? throw AnalysisErrors.UnresolvedColumn(attribute.Name, side.Output);

    /// <summary>An equality of a column with itself is resolved later; in a join of a frame with itself it does not matter which side is compared with a constant.</summary>
    private static IEnumerable<AttributeReference> AmbiguousIn(ResolvedExpression expression, HashSet<long> ambiguous, bool isOneFrame) => expression switch
    {
        FunctionCall { Function.Name: "==" or "=" or "<=>", Arguments: [var a, var b] } when Uncast(a) is { } left && Uncast(b) is { } right && left.Id == right.Id => [],
        FunctionCall { Function.Name: "==" or "=" or "<=>", Arguments: [var a, var b] } when isOneFrame && ((Uncast(a) is not null && b.IsFoldable()) || (Uncast(b) is not null && a.IsFoldable())) => [],
        AttributeReference attribute => ambiguous.Contains(attribute.Id) ? [attribute] : [],
        _ => expression.Children.SelectMany(child => AmbiguousIn(child, ambiguous, isOneFrame)),
    };

    private static AttributeReference? Uncast(ResolvedExpression expression) => expression switch
    {
        CastExpression cast => Uncast(cast.Child),
        AttributeReference attribute => attribute,
        _ => null,
    };

    /// <summary>Throws where an operator above a join of a frame with itself takes a column from that frame, which is one of two.</summary>
    private void CheckFrameColumns(ResolvedPlan plan)
    {
        if (resolver.FrameColumns.Count == 0 || !plan.SelfAndDescendants().Any(node => node is JoinPlan))
        {
            return;
        }

        List<AttributeReference> ambiguous = [.. Ambiguous([plan], resolver.FrameColumns)];
        if (ambiguous.Count > 0)
        {
            throw AnalysisErrors.AmbiguousSelfJoin(ambiguous);
        }
    }

    /// <summary>Those columns whose frame is somewhere in the plans with another attribute in its place.</summary>
    private IEnumerable<AttributeReference> Ambiguous(IEnumerable<ResolvedPlan> plans, List<FrameColumn> columns)
    {
        if (!IsOn("spark.sql.analyzer.failAmbiguousSelfJoin"))
        {
            return [];
        }

        ILookup<long, FrameColumn> byFrame = columns.Distinct().ToLookup(c => c.Frame);
        // A plan over the wire may give one id to frames of different widths.
        return plans.SelectMany(plan => plan.SelfAndDescendants())
            .SelectMany(node => node.PlanIds.SelectMany(id => byFrame[id]).Where(c => node.Output.ElementAtOrDefault(c.Position)?.Id != c.Attribute.Id))
            .Select(c => c.Attribute).DistinctBy(a => a.Id);
    }

    private bool IsOn(string setting) => !string.Equals(context.Conf(setting), "false", StringComparison.OrdinalIgnoreCase);
}
