using Grader.Engine.Analysis;
using Grader.Plans.Logical;

namespace Grader.Engine.Catalog;

/// <summary>The plans that a program has cached, with their levels. Nothing is kept but this: a cached plan is computed anew, which changes no rows.</summary>
/// <remarks>As Spark's CacheManager: a plan is cached if one of the same result is.</remarks>
internal sealed class CachedPlans
{
    private readonly List<(ResolvedPlan Plan, StorageLevel Level)> entries = [];

    /// <summary>Null where the plan is not cached.</summary>
    public StorageLevel? LevelOf(ResolvedPlan plan) => entries.Find(entry => SameResult.Of(entry.Plan, plan)).Level;

    /// <summary>Caches a plan; one that is cached already keeps its level.</summary>
    public void Add(ResolvedPlan plan, StorageLevel level)
    {
        if (LevelOf(plan) is null)
        {
            entries.Add((plan, level));
        }
    }

    public void Remove(ResolvedPlan plan) => entries.RemoveAll(entry => SameResult.Of(entry.Plan, plan));

    public void Clear() => entries.Clear();
}
