using System.Globalization;
using Grader.Plans;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// One run's messages in terms that all runs of a program share: times count from the run's start, and queries have numbers, in the order in which the program learnt
/// of them, in place of their ids.
/// </summary>
/// <param name="startUtcTicks">The clock at the run's start.</param>
/// <param name="showsIds">Whether the program can see the ids: then they stay what they are.</param>
internal sealed class RunTerms(long startUtcTicks, bool showsIds)
{
    // As a wait without end is put.
    private static readonly long Never = DateTime.MaxValue.Ticks;

    private readonly List<string> ids = [];

    /// <summary>What the lane says, in shared terms.</summary>
    public LaneMessage Share(LaneMessage message) => message switch
    {
        CallReply reply => reply with { RunId = 0, Reply = Share(reply.Reply) },
        AbandonRun => new AbandonRun(0),
        _ => message,
    };

    /// <summary>What the program says, in shared terms.</summary>
    public WorkerMessage Share(WorkerMessage message) => message is Call call ? call with { Request = Map(call.Request, NumberOf, time => time - startUtcTicks) } : message;

    /// <summary>What the program said in shared terms, as this run says it.</summary>
    public WorkerMessage Own(WorkerMessage message, int runId) => message switch
    {
        Call call => call with { RunId = runId, Request = Map(call.Request, IdOf, time => time + startUtcTicks) },
        Printed printed => printed with { RunId = runId },
        ThreadIdle idle => idle with { RunId = runId },
        EntryPointReturned => new EntryPointReturned(runId),
        RunEnded ended => ended with { RunId = runId },
        RunAbandoned => new RunAbandoned(runId),
        RunCleared cleared => cleared with { RunId = runId },
        _ => message,
    };

    private SessionReply Share(SessionReply reply) => reply switch
    {
        TimeReply(var time) => new TimeReply(time - startUtcTicks),
        QueryReply(var query) => new QueryReply(Share(query)),
        QueriesReply(var queries) => new QueriesReply(queries.Select(Share).ToSeq()),
        _ => reply,
    };

    private StreamingQueryHandle Share(StreamingQueryHandle query)
    {
        if (showsIds)
        {
            return query;
        }

        if (!ids.Contains(query.Id))
        {
            ids.Add(query.Id);
        }

        return new StreamingQueryHandle(NumberOf(query.Id), RunId: "", query.Name);
    }

    // An id that the program has from elsewhere stays what it is.
    private string NumberOf(string id) => ids.IndexOf(id) is >= 0 and var number ? number.ToString(CultureInfo.InvariantCulture) : id;

    private string IdOf(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < ids.Count ? ids[index] : number;

    private static SessionRequest Map(SessionRequest request, Func<string, string> id, Func<long, long> time) => request switch
    {
        SleepUntilRequest sleep when sleep.UtcTicks != Never => sleep with { UtcTicks = time(sleep.UtcTicks) },
        AwaitTerminationRequest { QueryId: { } query } wait => wait with { QueryId = id(query) },
        ProcessAllAvailableRequest process => process with { QueryId = id(process.QueryId) },
        StopQueryRequest stop => stop with { QueryId = id(stop.QueryId) },
        IsQueryActiveRequest question => question with { QueryId = id(question.QueryId) },
        QueryErrorRequest question => question with { QueryId = id(question.QueryId) },
        ExplainQueryRequest explain => explain with { QueryId = id(explain.QueryId) },
        _ => request,
    };
}
