using Grader.Engine.Expressions;
using Grader.Plans;

namespace Grader.Engine.Analysis;

/// <content>Window functions become operators below the select list (Spark's ExtractWindowExpressions).</content>
public sealed partial class Analyzer
{
    /// <summary>Puts a Window operator for each partitioning above <paramref name="child"/>; the items then refer to its columns.</summary>
    private (ResolvedPlan Child, List<SelectItem> Items) Windowed(ResolvedPlan child, List<SelectItem> items)
    {
        List<NamedExpression> windows = [];
        int unnamed = 0;
        ResolvedExpression Extracted(WindowCall call, string? name)
        {
            if (windows.Find(w => w.Child.IsSameAs(call)) is not NamedExpression window)
            {
                window = new NamedExpression(call, name ?? $"_we{unnamed++}", context.Ids.Next());
                windows.Add(window);
            }

            return window.ToAttribute();
        }

        // The select item's own name is the column's, which messages quote.
        List<SelectItem> above = [.. items.Select(item => item.Expression is WindowCall whole
            ? new SelectItem(Extracted(whole, item.Name), item.Names, IsAliased: true) { Origin = item.Origin }
            : item.Map(e => e.ReplaceDown(node => node is WindowCall call ? Extracted(call, null) : null)))];
        foreach (List<NamedExpression> group in GroupsOf(windows))
        {
            child = new WindowPlan(child, group.ToSeq());
        }

        return (child, above);
    }

    private static List<List<NamedExpression>> GroupsOf(List<NamedExpression> windows)
    {
        List<List<NamedExpression>> groups = [];
        foreach (NamedExpression window in windows)
        {
            if (groups.Find(g => SameSpecification((WindowCall)g[0].Child, (WindowCall)window.Child)) is { } group)
            {
                group.Add(window);
            }
            else
            {
                groups.Add([window]);
            }
        }

        return groups;
    }

    private static bool SameSpecification(WindowCall left, WindowCall right) =>
        left.Partition.Count == right.Partition.Count && left.Order.Count == right.Order.Count
        && left.Partition.Zip(right.Partition).All(pair => pair.First.IsSameAs(pair.Second))
        && left.Order.Zip(right.Order).All(pair => pair.First.IsSameAs(pair.Second));

    /// <summary>Window functions over groups: the aggregate gives what they need, then they run on its rows.</summary>
    private ResolvedPlan WindowsOverAggregate(
        ResolvedPlan child, Seq<ResolvedExpression> keys, List<SelectItem> items, Func<AggregatePlan, ResolvedPlan> having)
    {
        List<ResolvedExpression> computed = [];
        ResolvedExpression Computed(ResolvedExpression expression, string name)
        {
            if (computed.Find(c => c is NamedExpression n ? n.Child.IsSameAs(expression) : c.IsSameAs(expression)) is ResolvedExpression known)
            {
                return OutputAttribute.Of(known);
            }

            ResolvedExpression named = expression is AttributeReference ? expression : new NamedExpression(expression, name, context.Ids.Next());
            computed.Add(named);
            return OutputAttribute.Of(named);
        }

        List<SelectItem> above = [.. items.Select(item => item.Expression.Contains<WindowCall>()
            ? item.Map(e => e.ReplaceDown(node => node is AggregateCall or AttributeReference ? Computed(node, PrettySql.Of(node)) : null))
            : item with { Expression = Computed(item.Expression, item.Name), IsAliased = item.IsAliased || item.Expression is not AttributeReference })];
        return ProjectItems(having(new AggregatePlan(child, keys, computed.ToSeq())), above);
    }
}
