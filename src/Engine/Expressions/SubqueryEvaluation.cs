using Grader.Engine.Analysis;
using Grader.Engine.State;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>Evaluates sub-queries row by row.</summary>
/// <remarks>
/// Parts of the query that do not use the outer row run once. The rest runs once per different outer values; equalities with them are looked up in an index,
/// so that a correlated sub-query costs about what the join does that Spark makes of it.
/// </remarks>
internal static class SubqueryEvaluation
{
    public static Evaluator Compile(SubqueryCall call, Evaluator[] values, Evaluator[] outer, EvaluationContext context)
    {
        Func<ResolvedPlan, IEnumerable<Datum[]>> run = context.RunSubquery ?? throw new InvalidOperationException("A sub-query where no plan can run");
        CorrelatedPlan? plan = null;
        var answers = new Dictionary<Datum[], Func<Datum[], Datum>>(RowComparer.Instance);
        return row =>
        {
            Datum[] parameters = Evaluate(outer, row);
            if (!answers.TryGetValue(parameters, out Func<Datum[], Datum>? answer))
            {
                context.Cells.Keep(parameters);
                plan ??= CorrelatedPlan.Create(Optimizer.Optimize(call.Plan), call.Parameters, run, context);
                answers.Add(parameters, answer = Answer(call, run(plan.Bind(parameters))));
            }

            return answer(Evaluate(values, row));
        };
    }

    private static Datum[] Evaluate(Evaluator[] evaluators, Datum[] row) => Array.ConvertAll(evaluators, evaluator => evaluator(row));

    private static Func<Datum[], Datum> Answer(SubqueryCall call, IEnumerable<Datum[]> rows)
    {
        switch (call.Kind)
        {
            case SubqueryKind.Exists:
                Datum exists = Datum.Of(rows.Any());
                return _ => exists;
            case SubqueryKind.Scalar:
                List<Datum[]> found = [.. rows.Take(2)];
                Datum value = found.Count > 1
                    ? throw new SparkException(new SparkError("SparkRuntimeException", "SCALAR_SUBQUERY_TOO_MANY_ROWS",
                        "[SCALAR_SUBQUERY_TOO_MANY_ROWS] More than one row returned by a subquery used as an expression."))
                    : found.Count == 1 ? found[0][0] : Datum.Null;
                return _ => value;
            default:
                return Membership([.. rows], [.. call.Values.Select(v => v.Type)]);
        }
    }

    /// <summary>IN with SQL's three values: unknown where only a null stands in the way.</summary>
    private static Func<Datum[], Datum> Membership(List<Datum[]> rows, DataType[] types)
    {
        Datum[] Key(Datum[] row) => [.. row.Select((value, i) => KeyNormalization.Normalize(value, types[i]))];
        List<Datum[]> normalized = [.. rows.Select(Key)];
        var whole = new HashSet<Datum[]>(normalized.Where(row => !row.Any(v => v.IsNull)), RowComparer.Instance);
        List<Datum[]> withNulls = [.. normalized.Where(row => row.Any(v => v.IsNull)).Distinct(RowComparer.Instance)];
        return values =>
        {
            Datum[] wanted = Key(values);
            if (!wanted.Any(v => v.IsNull) && whole.Contains(wanted))
            {
                return Datum.True;
            }

            bool MayEqual(Datum[] row) => !row.Where((v, i) => !v.IsNull && !wanted[i].IsNull && !DatumComparer.Identical(v, wanted[i])).Any();
            bool unknown = wanted.Any(v => v.IsNull) ? whole.Any(MayEqual) || withNulls.Exists(MayEqual) : withNulls.Exists(MayEqual);
            return unknown ? Datum.Null : Datum.False;
        };
    }
}
