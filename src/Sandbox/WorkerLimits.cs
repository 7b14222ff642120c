namespace Grader.Sandbox;

/// <summary>What the process of one submission may use.</summary>
/// <param name="ProcessorTime">Of all its threads; the kernel ends the process a little later, where sampling from outside did not.</param>
/// <param name="WallTime">A backstop: what it stops may pass on a faster machine.</param>
/// <param name="HeapBytes">Of the managed heap; more throws OutOfMemoryException.</param>
/// <param name="DataBytes">Private memory that is mapped for writing, managed or not: what stops a process that is faster than sampling.</param>
/// <param name="ResidentBytes">Memory in use at any moment, sampled.</param>
/// <param name="Threads">Sampled; the runtime's own dozen included.</param>
/// <param name="ScratchBytes">Files of its own, sampled, and the size of any single one.</param>
/// <param name="ScratchFiles">Files and folders of its own, sampled.</param>
/// <param name="OpenFiles">Descriptors at any moment.</param>
/// <param name="OutputCharacters">Kept of what a run prints; more is cut off and costs nothing.</param>
public sealed record WorkerLimits(
    TimeSpan ProcessorTime, TimeSpan WallTime, long HeapBytes, long DataBytes, long ResidentBytes, int Threads,
    long ScratchBytes, int ScratchFiles, int OpenFiles, int OutputCharacters)
{
    private const long Mebibyte = 1024 * 1024;

    public static WorkerLimits Default { get; } = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), 256 * Mebibyte, 1536 * Mebibyte, 512 * Mebibyte, 64,
        16 * Mebibyte, 1000, 256, 1024 * 1024);
}
