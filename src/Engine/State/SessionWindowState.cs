using Grader.Engine.Expressions;

namespace Grader.Engine.State;

/// <summary>Sessions kept by key: one store holds each key's session starts, the other the session of a key and start.</summary>
/// <remarks>So what one batch writes grows with the sessions of the keys it touched, not with all of the state.</remarks>
internal sealed class SessionWindowState(StateStore starts, StateStore sessions)
{
    public const string StartsStore = "keyToSessionStarts";
    public const string SessionsStore = "keyWithStartToSession";

    public int Count => sessions.Count;

    public IEnumerable<Session> Get(Datum[] key) => StartsOf(key).Select(start => Session(start, sessions.Get([.. key, start])!));

    /// <summary>Replaces all sessions of a key.</summary>
    /// <returns>How many of the earlier ones are gone: their start is no session's start any more.</returns>
    public int Replace(Datum[] key, IReadOnlyList<Session> replacement)
    {
        HashSet<long> kept = [.. replacement.Select(session => session.Start)];
        Datum[] gone = [.. StartsOf(key).Where(start => !kept.Contains(start.Int64))];
        foreach (Datum start in gone)
        {
            sessions.Remove([.. key, start]);
        }

        foreach (Session session in replacement)
        {
            sessions.Put([.. key, Datum.Of(session.Start)], [Datum.Of(session.End), .. session.Buffer]);
        }

        PutStarts(key, [.. replacement.Select(session => Datum.Of(session.Start))]);
        return gone.Length;
    }

    public IEnumerable<(Datum[] Key, Session Session)> All() =>
        sessions.Entries().Select(entry => (entry.Key[..^1], Session(entry.Key[^1], entry.Value)));

    public void Remove(Datum[] key, long start)
    {
        sessions.Remove([.. key, Datum.Of(start)]);
        PutStarts(key, [.. StartsOf(key).Where(other => other.Int64 != start)]);
    }

    public void Commit()
    {
        starts.Commit();
        sessions.Commit();
    }

    private static Session Session(Datum start, Datum[] value) => new(start.Int64, value[0].Int64, value[1..]);

    private Datum[] StartsOf(Datum[] key) => starts.Get(key)?[0].Items ?? [];

    private void PutStarts(Datum[] key, Datum[] items)
    {
        if (items.Length == 0)
        {
            starts.Remove(key);
        }
        else
        {
            starts.Put(key, [Datum.Of(items)]);
        }
    }
}
