using Grader.Engine.Streaming;
using Grader.Plans;
using Grader.Replay;

namespace Grader.Compare;

/// <summary>A batch as the sink received it, with the run and query it belongs to.</summary>
/// <param name="Run">Index of the run: 0 from the start, one more after every restart.</param>
internal sealed record DeliveredBatch(int Run, QueryTrace Query, MicroBatch Batch)
{
    public long TimeMs => Batch.TriggerTimeMs;
}

/// <summary>The one query of a run that is compared: the only one writing to the console where there is just one such, otherwise the first.</summary>
/// <remarks>A second query costs the sink's points; the rows are still compared, so that the report can say what else is wrong.</remarks>
internal static class GradedQuery
{
    public static QueryTrace? Of(ProgramRun run) =>
        run.Queries.Count(IsConsole) == 1 ? run.Queries.First(IsConsole) : run.Queries.FirstOrDefault();

    /// <summary>The batches of all runs in time order.</summary>
    public static Seq<DeliveredBatch> Batches(ScenarioTrace trace) =>
        trace.Runs.SelectMany((run, i) => Of(run) is { } query ? query.Batches.Select(batch => new DeliveredBatch(i, query, batch)) : []).ToSeq();

    private static bool IsConsole(QueryTrace query) => query.SinkFormat == "console";
}
