namespace Grader.Engine.Analysis;

/// <summary>Hands out ids of attributes and sources, counted from 1. One per session, so that plans print the same in every run. Thread-safe.</summary>
public sealed class ExpressionIdSource
{
    private long last;

    public long Next() => Interlocked.Increment(ref last);
}
