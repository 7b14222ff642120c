using System.Text;
using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <summary>Prints a resolved plan as a tree, one node a line, children below and further in, like Spark's explain.</summary>
public static class ResolvedPlanText
{
    public static string Explain(this ResolvedPlan plan)
    {
        var text = new StringBuilder();
        Print(plan, "", "", text);
        return text.ToString();
    }

    private static void Print(ResolvedPlan plan, string head, string indent, StringBuilder text)
    {
        text.Append(head).Append(Line(plan)).Append('\n');
        for (int i = 0; i < plan.Children.Count; i++)
        {
            bool isLast = i == plan.Children.Count - 1;
            Print(plan.Children[i], indent + (isLast ? "+- " : ":- "), indent + (isLast ? "   " : ":  "), text);
        }
    }

    private static string Line(ResolvedPlan plan) => plan switch
    {
        StreamingRelation r => $"StreamingRelation {r.Format}{(r.Path is null ? "" : $"[{r.Path}]")} {Columns(r.Attributes)}",
        FileRelation r => $"Relation {r.Format}[{string.Join(", ", r.Paths)}] {Columns(r.Attributes)}",
        LocalRows r => $"LocalRelation {Columns(r.Attributes)}, {r.Rows.Count} rows",
        MemorySinkRelation r => $"MemorySink {r.QueryName} {Columns(r.Attributes)}",
        ProjectPlan p => $"Project {Expressions(p.Expressions)}",
        FilterPlan f => $"Filter {Text(f.Condition)}",
        ExpandPlan e => $"Expand [{string.Join(", ", e.Projections.Select(Expressions))}], {Columns(e.Attributes)}",
        GeneratePlan g => $"Generate {g.Generator.Function.Name}({string.Join(", ", g.Generator.Arguments.Select(Text))}), outer={(g.Generator.Outer ? "true" : "false")}, {Columns(g.GeneratorOutput)}",
        AggregatePlan a => $"Aggregate {Expressions(a.Groupings)}, {Expressions(a.Aggregates)}",
        EventTimeWatermark w => $"EventTimeWatermark {Text(w.EventTime)}, {w.DelayMs} ms",
        DeduplicatePlan d => $"Deduplicate{(d.WithinWatermark ? "WithinWatermark" : "")} {Columns(d.Keys)}",
        DistinctPlan => "Distinct",
        SortPlan s => $"Sort [{string.Join(", ", s.Order.Select(k => $"{Text(k.Child)} {(k.Descending ? "DESC" : "ASC")} NULLS {(k.NullsLast ? "LAST" : "FIRST")}"))}], {(s.IsGlobal ? "true" : "false")}",
        LimitPlan l => $"Limit {l.Count}",
        OffsetPlan o => $"Offset {o.Count}",
        SamplePlan s => FormattableString.Invariant($"Sample {s.LowerBound}, {s.UpperBound}, {(s.WithReplacement ? "true" : "false")}, {s.Seed}"),
        SubqueryAliasPlan a => $"SubqueryAlias {a.Alias}",
        WindowPlan w => $"Window {Expressions(w.Windows.Select(n => (ResolvedExpression)n).ToSeq())}",
        BatchEvalUdfPlan b => $"BatchEvalUdf {Expressions(b.Calls.Select(n => (ResolvedExpression)n).ToSeq())}",
        LateralJoinPlan l => $"LateralJoin {l.JoinType}{(l.Condition is null ? "" : $", {Text(l.Condition)}")}, {Columns(l.RightOutput)}",
        JoinPlan j => $"Join {j.JoinType}{(j.Condition is null ? "" : $", {Text(j.Condition)}")}",
        UnionPlan => "Union",
        SetOperationPlan s => $"{s.Type}{(s.IsAll ? " All" : "")}",
        _ => throw new System.Diagnostics.UnreachableException(plan.GetType().Name),
    };

    private static string Columns(Seq<AttributeReference> attributes) => $"[{string.Join(", ", attributes.Select(Text))}]";

    private static string Expressions(Seq<ResolvedExpression> expressions) => $"[{string.Join(", ", expressions.Select(Text))}]";

    private static string Text(ResolvedExpression expression) => expression is NamedExpression named
        ? $"{Text(named.Child)} AS {named.Name}#{named.Id}"
        : PrettySql.Of(expression.TransformUp(e => e is AttributeReference a
            ? a with { Name = $"{a.Name}#{a.Id}{(a.Metadata.WatermarkDelayMs is long delay ? $"-T{delay}ms" : "")}" }
            : e));
}
