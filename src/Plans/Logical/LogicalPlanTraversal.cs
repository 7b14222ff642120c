namespace Grader.Plans.Logical;

/// <summary>The two rewrites and the search on which all rules over plans are built.</summary>
public static class LogicalPlanTraversal
{
    /// <summary>Rewrites children first. The identity rule returns the same object.</summary>
    public static LogicalPlan TransformUp(this LogicalPlan plan, Func<LogicalPlan, LogicalPlan> rule) =>
        rule(plan.MapChildren(child => child.TransformUp(rule)));

    /// <summary>Rewrites the node first, then the children of what came out.</summary>
    public static LogicalPlan TransformDown(this LogicalPlan plan, Func<LogicalPlan, LogicalPlan> rule) =>
        rule(plan).MapChildren(child => child.TransformDown(rule));

    /// <summary>This node and all below it, parents before children.</summary>
    public static IEnumerable<LogicalPlan> SelfAndDescendants(this LogicalPlan plan) =>
        plan.Children.SelectMany(SelfAndDescendants).Prepend(plan);
}
