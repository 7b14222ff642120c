using System.Diagnostics;

namespace Grader.Worker;

/// <summary>Whether the program computes, judged by the processor time of this process: nothing else is visible to a confined one.</summary>
/// <remarks>
/// On a busy machine a thread may get no processor for longer than a sample. The lane, which sees the state of each thread, looks again before
/// it moves the clock; here a wrong guess costs a round trip.
/// </remarks>
internal static class ProcessActivity
{
    // A thread that was just woken or started shows within this time; what the runtime does by itself stays below the noise.
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Noise = TimeSpan.FromMicroseconds(500);

    /// <summary>Looks for a moment of real time.</summary>
    public static bool IsQuiet()
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        Thread.Sleep(Sample);
        return ThreadPool.PendingWorkItemCount == 0
            && Environment.CpuUsage.TotalTime - before < Noise
            && Stopwatch.GetElapsedTime(started) < 4 * Sample; // later than that, others are waiting for the processor too
    }

    /// <summary>Looks again and again, at most for so long.</summary>
    public static bool BecomesQuiet(int attempts)
    {
        while (attempts-- > 0)
        {
            if (IsQuiet())
            {
                return true;
            }
        }

        return false;
    }
}
