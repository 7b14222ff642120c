using Grader.Engine;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Conformance.Runner;

/// <summary>The query that a whole program starts, its input replaced by a folder.</summary>
internal static class ProgramQuery
{
    /// <exception cref="SparkException">Spark's error, which ended the program before.</exception>
    /// <exception cref="InvalidOperationException">The program ended without a query.</exception>
    public static WriteStreamOperation Capture(IEnumerable<KeyValuePair<string, string>> sources, string folder, EngineSession session, ProgramWorker worker) =>
        worker.Capture(sources, session, source => Fed(source, folder));

    /// <summary>A socket's lines come as lines of text files.</summary>
    private static DataSource Fed(DataSource source, string folder) => source switch
    {
        { IsStreaming: false } => source,
        { Format: "socket" } => new DataSource("text", null, null, [], [folder], IsStreaming: true) { PlanId = source.PlanId, Origin = source.Origin },
        _ => source with { Paths = [folder] },
    };
}
