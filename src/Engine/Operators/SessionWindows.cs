using Grader.Engine.Expressions;
using Grader.Engine.State;

namespace Grader.Engine.Operators;

/// <summary>An aggregate's groups by session: the keys apart from the session, and the merging of sessions that touch (Spark's MergingSessionsIterator).</summary>
internal sealed class SessionWindows(GroupedAggregation aggregation)
{
    private readonly int position = aggregation.KeyColumns.ToList().FindIndex(column => column.Metadata.IsSessionWindow);

    public static bool IsIn(IEnumerable<ResolvedExpression> groupings) => groupings.Any(g => g is AttributeReference { Metadata.IsSessionWindow: true });

    public IReadOnlyList<AttributeReference> KeyColumns { get; } = [.. aggregation.KeyColumns.Where(column => !column.Metadata.IsSessionWindow)];

    public Datum[] KeyOf(Datum[] grouping) => [.. grouping[..position], .. grouping[(position + 1)..]];

    public Session SessionOf(Datum[] grouping, Datum[] buffer)
    {
        Datum[] window = grouping[position].Items;
        return new Session(window[0].Int64, window[1].Int64, buffer);
    }

    public Datum[] Result(Datum[] key, Session session) =>
        aggregation.Result([.. key[..position], session.Window, .. key[position..]], session.Buffer);

    /// <summary>The sessions by key, of one execution.</summary>
    public static Dictionary<Datum[], List<Session>> NewGroups() => new(RowComparer.Instance);

    /// <summary>In order of start; a session that begins when another ends, or before, joins it.</summary>
    public List<Session> Merge(IEnumerable<Session> sessions)
    {
        List<Session> merged = [];
        foreach (Session session in sessions.OrderBy(s => s.Start).ThenBy(s => s.End))
        {
            if (merged is [.., var last] && session.Start <= last.End)
            {
                merged[^1] = new Session(last.Start, Math.Max(last.End, session.End), aggregation.Merge(last.Buffer, session.Buffer));
            }
            else
            {
                merged.Add(session);
            }
        }

        return merged;
    }
}
