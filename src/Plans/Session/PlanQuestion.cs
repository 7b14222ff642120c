namespace Grader.Plans.Session;

/// <summary>What a program may ask about a plan, as Spark Connect's <c>AnalyzePlan</c>.</summary>
public enum PlanQuestion
{
    /// <summary>A BOOLEAN: whether its rows are in the plan itself.</summary>
    IsLocal,

    /// <summary>A row with a STRING for each file that it reads, as URI.</summary>
    InputFiles,

    /// <summary>A BOOLEAN: whether it and the other plan compute the same.</summary>
    SameSemantics,

    /// <summary>An INT that is the same for plans of the same semantics.</summary>
    SemanticHash,

    /// <summary>Four BOOLEANs and an INT, as <see cref="Logical.StorageLevel"/> has them.</summary>
    StorageLevel,
}
