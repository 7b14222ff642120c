using System.Threading.Channels;

namespace Grader.Lanes;

/// <summary>The lane's side of its supervisor's pipe: a job a line in, an answer a line out, until the input ends or the lane is spent.</summary>
internal static class LaneHost
{
    /// <param name="onOrphaned">Called, by another thread, where the input ends before a job is answered: the supervisor is gone, and nobody waits for the answer.</param>
    public static async Task ServeAsync(TextReader jobs, TextWriter answers, SubmissionGrader grader, Action onOrphaned)
    {
        var lines = Channel.CreateUnbounded<string>();
        int unanswered = 0;
        var reading = new Thread(() =>
        {
            while (jobs.ReadLine() is { } line)
            {
                Interlocked.Increment(ref unanswered);
                lines.Writer.TryWrite(line);
            }

            lines.Writer.Complete();
            if (Volatile.Read(ref unanswered) > 0)
            {
                onOrphaned();
            }
        })
        { IsBackground = true, Name = "lane-jobs" };
        reading.Start();

        await foreach (string line in lines.Reader.ReadAllAsync())
        {
            LaneAnswer answer = await grader.GradeAsync(LaneJob.FromLine(line), CancellationToken.None);
            await answers.WriteLineAsync(answer.ToLine());
            await answers.FlushAsync();
            Interlocked.Decrement(ref unanswered);
            if (answer is Graded { IsLaneSpent: true })
            {
                return;
            }
        }
    }
}
