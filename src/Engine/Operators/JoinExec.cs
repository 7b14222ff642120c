using Grader.Engine.Analysis;
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
        EquiJoinKey[] keys = [.. EquiJoinKeys.Of(condition, left.Output, right.Output).Keys.Where(key => !key.IsNullSafe && key.Left.Type == key.Right.Type && key.Left.Type is not MapType)];
        return ([.. keys.Select(key => Compile(key.Left, left))], [.. keys.Select(key => Compile(key.Right, right))]);
    }

    private Evaluator Compile(ResolvedExpression key, PlanExec side) =>
        KeyNormalization.Wrap(ExpressionCompiler.Compile(key, side.Output, context.Evaluation), key.Type);
}
