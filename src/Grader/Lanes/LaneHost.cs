namespace Grader.Lanes;

/// <summary>The lane's side of its supervisor's pipe: a job a line in, an answer a line out, until the input ends or the lane is spent.</summary>
internal static class LaneHost
{
    public static async Task ServeAsync(TextReader jobs, TextWriter answers, SubmissionGrader grader, CancellationToken cancellation)
    {
        while (await jobs.ReadLineAsync(cancellation) is { } line)
        {
            LaneAnswer answer = await grader.GradeAsync(LaneJob.FromLine(line), cancellation);
            await answers.WriteLineAsync(answer.ToLine().AsMemory(), cancellation);
            await answers.FlushAsync(cancellation);
            if (answer is Graded { IsLaneSpent: true })
            {
                return;
            }
        }
    }
}
