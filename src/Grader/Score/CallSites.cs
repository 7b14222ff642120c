using Grader.Compile;
using Grader.Engine.Analysis;
using Grader.Plans;

namespace Grader.Score;

/// <summary>Finds the student's line to name for a fault.</summary>
/// <param name="Calls">Every call into the Spark API in the program's text.</param>
internal sealed record CallSites(Seq<SparkCall> Calls)
{
    /// <summary>The last call of <paramref name="method"/> before the query's start in the same file; where there is none, the start itself.</summary>
    public Origin Before(Origin start, string method) =>
        Calls.LastOrDefault(call => call.Method == method && call.File == start.File && (call.Line, call.Column).CompareTo((start.Line, start.Column)) < 0) is { } found
            ? new Origin(found.File, found.Line, found.Column)
            : start;

    /// <summary>The call that made the plan's outermost node; unknown where no node knows.</summary>
    public static Origin Of(ResolvedPlan plan) => plan.SelfAndDescendants().Select(node => node.Origin).FirstOrDefault(origin => origin.IsKnown);
}
