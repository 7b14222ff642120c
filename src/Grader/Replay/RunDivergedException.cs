namespace Grader.Replay;

/// <summary>A run that was played back came to where the lane says something else than it did when the run was recorded.</summary>
internal sealed class RunDivergedException() : Exception("The run diverged from its recording.");
