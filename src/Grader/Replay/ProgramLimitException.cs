namespace Grader.Replay;

/// <summary>A program came to a limit while the lane could do nothing but wait for it; its process is ended.</summary>
internal sealed class ProgramLimitException(ProgramExceededLimit limit) : Exception(limit.Limit)
{
    public ProgramExceededLimit Limit { get; } = limit;
}
