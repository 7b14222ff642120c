using System.Threading.Channels;
using Grader.Score;

namespace Grader.Lanes;

/// <summary>Grades many submissions over several lanes. A submission that a lane failed on, or that came to a limit of
/// wall time, is tried once more, alone and in a fresh lane, after the others.</summary>
/// <param name="startLane">Starts a fresh lane.</param>
/// <param name="maxPoints">What a submission is worth, for those that no lane can grade.</param>
public sealed class LaneSupervisor(Func<LaneProcess> startLane, int laneCount, Func<LaneJob, int> maxPoints)
{
    /// <summary>Reports each result as it comes, in any order; after a cancellation those that came before it have been reported.</summary>
    /// <param name="onAnswer">Called by one thread at a time.</param>
    /// <exception cref="OperationCanceledException">Cancelled before all were graded.</exception>
    public async Task GradeAsync(IReadOnlyCollection<LaneJob> jobs, Action<LaneJob, LaneAnswer> onAnswer, CancellationToken cancellation)
    {
        var reporting = new Lock();
        List<(LaneJob Job, string Failure)> failed = [];
        Channel<LaneJob> queue = Channel.CreateUnbounded<LaneJob>();
        foreach (LaneJob job in jobs)
        {
            queue.Writer.TryWrite(job);
        }

        queue.Writer.Complete();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(laneCount, jobs.Count)).Select(_ => RunLaneAsync()));

        foreach ((LaneJob job, string first) in failed)
        {
            await using LaneProcess lane = startLane();
            LaneAnswer answer;
            try
            {
                answer = await lane.GradeAsync(job, cancellation);
            }
            catch (LaneFailedException second)
            {
                answer = Failed(job, maxPoints(job), first, second);
            }

            onAnswer(job, answer);
        }

        async Task RunLaneAsync()
        {
            LaneProcess lane = startLane();
            try
            {
                await foreach (LaneJob job in queue.Reader.ReadAllAsync(cancellation))
                {
                    try
                    {
                        LaneAnswer answer = await lane.GradeAsync(job, cancellation);
                        if (answer is Graded { IsMachineDependent: true })
                        {
                            throw new LaneFailedException("it came to a limit of wall time");
                        }

                        lock (reporting)
                        {
                            onAnswer(job, answer);
                        }

                        if (answer is Graded { IsLaneSpent: true })
                        {
                            await lane.DisposeAsync();
                            lane = startLane();
                        }
                    }
                    catch (LaneFailedException error)
                    {
                        lock (reporting)
                        {
                            failed.Add((job, error.Message));
                        }

                        await lane.DisposeAsync();
                        lane = startLane();
                    }
                }
            }
            finally
            {
                await lane.DisposeAsync();
            }
        }
    }

    /// <summary>The answer for a submission that two lanes failed on, one after the other, the second with nothing else to do.</summary>
    internal static Graded Failed(LaneJob job, int maxPoints, string first, LaneFailedException second) => second.IsOverLimit
        ? OverLimit(job, maxPoints, second.Message)
        : Fault(job, maxPoints, first, second.Message);

    private static Graded OverLimit(LaneJob job, int maxPoints, string how) => new(new SubmissionResult(
        job.Name, job.Assignment, Outcome.Timeout, 0, maxPoints,
        [new Cause("limit", $"Compiling or running the program took the grader more than one submission may take, twice: {how}.", null, null)],
        [], [], [], "unknown: the lane did not answer"));

    private static Graded Fault(LaneJob job, int maxPoints, string first, string second) => new(new SubmissionResult(
        job.Name, job.Assignment, Outcome.GraderFault, 0, maxPoints,
        [new Cause("grader-fault", $"The grader failed on this submission twice; that is not its fault. First: {first}; then alone: {second}", null, null)],
        [], [], [], "unknown: the lane did not answer"));
}
