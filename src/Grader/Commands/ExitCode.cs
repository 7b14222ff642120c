namespace Grader.Commands;

/// <summary>What the process ends with; documented in every command's help.</summary>
internal static class ExitCode
{
    public const int FullMarks = 0;
    public const int Graded = 0;
    public const int Done = 0;
    public const int Losses = 1;
    public const int WrongUse = 2;
    public const int GraderFault = 3;
    public const int Interrupted = 130;
}
