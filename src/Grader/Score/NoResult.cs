using Grader.Engine.Analysis;
using Grader.Plans;
using Grader.Replay;
using Grader.Scenarios;

namespace Grader.Score;

/// <summary>Says why a program that came to its end, or waits, never completed a batch.</summary>
internal static class NoResult
{
    public static Cause Of(Assignment assignment, Seq<ScenarioTrace> traces)
    {
        ProgramRun? run = traces.SelectMany(trace => trace.Runs).FirstOrDefault(run => run.Queries.Count > 0);
        if (run is null)
        {
            return new Cause("no-query", "The program ended without starting a query: call Start() on the stream writer, then AwaitTermination() on the query.", null, null);
        }

        QueryTrace query = run.Queries[0];
        Origin start = query.Operation.Origin;
        return query switch
        {
            { WasStopped: true } => At("stopped-early", start, "The query was stopped before its first micro-batch: after Start() let the program wait in query.AwaitTermination()."),
            _ when run.End is ProgramReturned or ProgramDied && query.TriggerIntervalMs is not null =>
                At("ended-early", start, "The program ended before the query's first micro-batch: after Start() let it wait in query.AwaitTermination()."),
            _ when run.End is ProgramWaited { IsInCallback: true } =>
                At("waits-in-callback", start, "No micro-batch was ever completed: code of the program's that the query calls was still waiting when all events had arrived."),
            _ => NoData(assignment, query, start),
        };
    }

    private static Cause NoData(Assignment assignment, QueryTrace query, Origin start)
    {
        StreamingRelation? source = query.Plan.SelfAndDescendants().OfType<StreamingRelation>().FirstOrDefault();
        Origin place = source is { Origin.IsKnown: true } ? source.Origin : start;
        string read = source switch
        {
            { Path: { } path } => $"it reads `{path}`",
            { Format: "socket" } => $"it listens to {source.Options["host"]}:{source.Options["port"]}",
            _ => "its source gives nothing",
        };
        string given = assignment.Input switch
        {
            FolderInput folder => $"the files arrive in `{folder.Path}`",
            SocketInput socket => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the lines come from {socket.Host}:{socket.Port}"),
            _ => throw new System.Diagnostics.UnreachableException(assignment.Input.GetType().Name),
        };
        return query.TriggerIntervalMs is null
            ? At("no-data", place, "The query runs once, when there are no data yet, and ends.")
            : At("no-data", place, $"The query never got any data: {read}, but {given}.");
    }

    private static Cause At(string id, Origin place, string message) => new(id, message, place.File, place.IsKnown ? place.Line : null);
}
