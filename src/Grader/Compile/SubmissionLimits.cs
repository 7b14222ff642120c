namespace Grader.Compile;

/// <summary>What a submission may be (assignments.md, "What a submission is").</summary>
public sealed record SubmissionLimits(int Files, long TotalBytes, int FolderDepth, int FolderEntries)
{
    public static SubmissionLimits Default { get; } = new(Files: 64, TotalBytes: 1024 * 1024, FolderDepth: 16, FolderEntries: 10_000);
}
