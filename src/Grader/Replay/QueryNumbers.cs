using System.Globalization;
using Grader.Plans;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// The queries of one run in the order in which the program learnt of them, in place of their ids, which differ from run to run. A program that is played back
/// names no ids itself: it only hands back what it was given.
/// </summary>
internal sealed class QueryNumbers
{
    private readonly List<string> ids = [];

    /// <summary>A reply with a number in place of an id.</summary>
    public SessionReply Hide(SessionReply reply) => reply switch
    {
        QueryReply(var query) => new QueryReply(Hide(query)),
        QueriesReply(var queries) => new QueriesReply(queries.Select(Hide).ToSeq()),
        _ => reply,
    };

    /// <summary>A request with a number in place of an id.</summary>
    public SessionRequest Hide(SessionRequest request) => WithQuery(request, NumberOf);

    /// <summary>A request with this run's id in place of a number.</summary>
    public SessionRequest Show(SessionRequest request) => WithQuery(request, IdOf);

    private StreamingQueryHandle Hide(StreamingQueryHandle query) => new(NumberOf(query.Id), RunId: "", query.Name);

    private string NumberOf(string id)
    {
        int number = ids.IndexOf(id);
        if (number < 0)
        {
            number = ids.Count;
            ids.Add(id);
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    private string IdOf(string number) => ids[int.Parse(number, CultureInfo.InvariantCulture)];

    private static SessionRequest WithQuery(SessionRequest request, Func<string, string> map) => request switch
    {
        AwaitTerminationRequest { QueryId: { } id } wait => wait with { QueryId = map(id) },
        ProcessAllAvailableRequest process => process with { QueryId = map(process.QueryId) },
        StopQueryRequest stop => stop with { QueryId = map(stop.QueryId) },
        IsQueryActiveRequest question => question with { QueryId = map(question.QueryId) },
        QueryErrorRequest question => question with { QueryId = map(question.QueryId) },
        ExplainQueryRequest explain => explain with { QueryId = map(explain.QueryId) },
        _ => request,
    };
}
