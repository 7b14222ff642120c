using Grader.Plans.Expressions;
using Grader.Plans.Logical;

namespace Grader.Engine.Analysis;

/// <summary>
/// Into how many partitions a program cuts its rows. The engine has none, but a <c>foreach</c> writer is opened for each, and programs that say
/// <c>repartition(n)</c> count on it.
/// </summary>
internal static class Partitioning
{
    private const int Most = 1000;

    /// <returns>What the last <c>repartition</c> or <c>coalesce</c> says, where only operators stand above it that leave partitions as they are; else one.</returns>
    public static int Of(LogicalPlan plan) => plan switch
    {
        Hint { Name: "repartition" or "coalesce", Parameters: [Literal { Value: int count }, ..] } => Math.Clamp(count, 1, Most),
        Hint or Project or Filter or WithColumns or WithColumnsRenamed or Drop or ToDF or WithWatermark or SubqueryAlias => Of(plan.Children[0]),
        _ => 1,
    };
}
