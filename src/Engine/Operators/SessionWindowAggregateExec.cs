using Grader.Engine.Expressions;
using Grader.Engine.State;

namespace Grader.Engine.Operators;

/// <summary>Groups the rows of one execution by session. Row by row in order of time, so that DISTINCT sees a session's rows together.</summary>
internal sealed class SessionWindowAggregateExec(PlanExec child, GroupedAggregation aggregation, IReadOnlyList<AttributeReference> output) : PlanExec(output, child.Watermark)
{
    public override IEnumerable<Datum[]> Execute()
    {
        var windows = new SessionWindows(aggregation);
        var rowsByKey = new Dictionary<Datum[], List<(Session Session, Datum[] Row)>>(RowComparer.Instance);
        foreach (Datum[] row in child.Execute())
        {
            Datum[] grouping = aggregation.Key(row), key = windows.KeyOf(grouping);
            if (!rowsByKey.TryGetValue(key, out List<(Session, Datum[])>? rows))
            {
                rowsByKey.Add(key, rows = []);
            }

            rows.Add((windows.SessionOf(grouping, []), row));
        }

        return rowsByKey.SelectMany(group => Sessions(group.Value).Select(session => windows.Result(group.Key, session)));
    }

    private List<Session> Sessions(List<(Session Session, Datum[] Row)> rows)
    {
        List<Session> sessions = [];
        HashSet<Datum[]>[] distinctSets = [];
        foreach ((Session session, Datum[] row) in rows.OrderBy(r => r.Session.Start).ThenBy(r => r.Session.End))
        {
            if (sessions is [.., var last] && session.Start <= last.End)
            {
                sessions[^1] = last with { End = Math.Max(last.End, session.End) };
            }
            else
            {
                sessions.Add(session with { Buffer = aggregation.NewBuffer() });
                distinctSets = aggregation.NewDistinctSets();
            }

            aggregation.Update(sessions[^1].Buffer, distinctSets, row);
        }

        return sessions;
    }
}
