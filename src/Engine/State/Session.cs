using Grader.Engine.Expressions;

namespace Grader.Engine.State;

/// <summary>One session of a key: from its first row to the gap after its last, with the buffers of its rows.</summary>
internal readonly record struct Session(long Start, long End, Datum[] Buffer)
{
    public Datum Window => Datum.Of([Datum.Of(Start), Datum.Of(End)]);
}
