using Grader.Engine.Expressions;
using Grader.Engine.State;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Operators;

/// <summary>A join of one execution's rows: hash join on the equalities of the condition, the rest tested on each pair.</summary>
internal sealed class JoinExec(PlanExec left, PlanExec right, JoinType type, ResolvedExpression? condition, IReadOnlyList<AttributeReference> output, QueryContext context)
    : PlanExec(output, OperatorWatermark.Min(left.Watermark, right.Watermark))
{
    public override IEnumerable<Datum[]> Execute()
    {
        (Evaluator[] leftKeys, Evaluator[] rightKeys) = EqualityKeys();
        Evaluator? test = condition is null ? null : ExpressionCompiler.Compile(condition, [.. left.Output, .. right.Output], context.Evaluation);
        List<Datum[]> rightRows = [.. right.Execute()];
        var index = new Dictionary<Datum[], List<int>>(RowComparer.Instance);
        for (int i = 0; i < rightRows.Count; i++)
        {
            Datum[] key = Evaluators.Evaluate(rightKeys, rightRows[i]);
            if (!index.TryGetValue(key, out List<int>? places))
            {
                index.Add(key, places = []);
            }

            places.Add(i);
        }

        var matchedRight = new bool[rightRows.Count];
        Datum[] noLeft = new Datum[left.Output.Count], noRight = new Datum[right.Output.Count];
        foreach (Datum[] leftRow in left.Execute())
        {
            bool matched = false;
            foreach (int place in index.GetValueOrDefault(Evaluators.Evaluate(leftKeys, leftRow)) ?? [])
            {
                Datum[] pair = [.. leftRow, .. rightRows[place]];
                if (test is not null && test(pair) is not { IsNull: false, Boolean: true })
                {
                    continue;
                }

                matched = matchedRight[place] = true;
                if (type is JoinType.LeftSemi or JoinType.LeftAnti)
                {
                    break;
                }

                context.Budget.Take();
                yield return pair;
            }

            switch (type)
            {
                case JoinType.LeftSemi when matched:
                case JoinType.LeftAnti when !matched:
                    yield return leftRow;
                    break;
                case JoinType.LeftOuter or JoinType.FullOuter when !matched:
                    yield return [.. leftRow, .. noRight];
                    break;
            }
        }

        if (type is JoinType.RightOuter or JoinType.FullOuter)
        {
            for (int i = 0; i < rightRows.Count; i++)
            {
                if (!matchedRight[i])
                {
                    yield return [.. noLeft, .. rightRows[i]];
                }
            }
        }
    }

    /// <summary>Keys that equal rows share. The whole condition is tested again on each pair, so leaving one out only costs time.</summary>
    private (Evaluator[] Left, Evaluator[] Right) EqualityKeys()
    {
        var leftIds = left.Output.Select(a => a.Id).ToHashSet();
        var rightIds = right.Output.Select(a => a.Id).ToHashSet();
        var pairs = new List<(ResolvedExpression Left, ResolvedExpression Right)>();
        foreach (ResolvedExpression conjunct in Conjuncts(condition))
        {
            if (conjunct is FunctionCall { Function.Name: "==" or "=", Arguments: [var a, var b] } && a.Type == b.Type && a.Type is not MapType)
            {
                if (Uses(a, leftIds) && Uses(b, rightIds))
                {
                    pairs.Add((a, b));
                }
                else if (Uses(a, rightIds) && Uses(b, leftIds))
                {
                    pairs.Add((b, a));
                }
            }
        }

        return ([.. pairs.Select(pair => Compile(pair.Left, left))], [.. pairs.Select(pair => Compile(pair.Right, right))]);
    }

    private Evaluator Compile(ResolvedExpression key, PlanExec side) =>
        KeyNormalization.Wrap(ExpressionCompiler.Compile(key, side.Output, context.Evaluation), key.Type);

    private static IEnumerable<ResolvedExpression> Conjuncts(ResolvedExpression? expression) => expression switch
    {
        null => [],
        FunctionCall { Function.Name: "and" } and => and.Arguments.SelectMany(Conjuncts),
        _ => [expression],
    };

    private static bool Uses(ResolvedExpression expression, HashSet<long> ids)
    {
        List<long> used = [.. Attributes(expression)];
        return used.Count > 0 && used.TrueForAll(ids.Contains);
    }

    private static IEnumerable<long> Attributes(ResolvedExpression expression) =>
        expression is AttributeReference attribute ? [attribute.Id] : expression.Children.SelectMany(Attributes);
}
