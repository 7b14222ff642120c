namespace Grader.Lanes;

/// <summary>One lane that stays between gradings, so that the next one finds compiler and engine warm. A lane that fails is replaced.</summary>
/// <param name="startLane">Starts a fresh lane.</param>
/// <param name="failed">What to answer where a submission fails two lanes; given both failures.</param>
internal sealed class WarmLane(Func<LaneProcess> startLane, Func<LaneJob, string, LaneFailedException, LaneAnswer> failed) : IAsyncDisposable
{
    private LaneProcess? lane;

    /// <summary>Grades one submission; where the lane fails, or a limit of wall time decides, once more in a fresh one.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the lane is gone, and the next grading starts another.</exception>
    public async Task<LaneAnswer> GradeAsync(LaneJob job, CancellationToken cancellation)
    {
        string first = "it came to a limit of wall time";
        try
        {
            LaneAnswer answer = await TryAsync(job, cancellation);
            if (answer is not Graded { IsMachineDependent: true })
            {
                return answer;
            }
        }
        catch (LaneFailedException error)
        {
            first = error.Message;
        }

        await ReplaceAsync();
        try
        {
            return await TryAsync(job, cancellation);
        }
        catch (LaneFailedException second)
        {
            return failed(job, first, second);
        }
    }

    /// <summary>Makes the next grading start afresh: a lane keeps the answer keys that it has made. No grading may be under way.</summary>
    public async Task ForgetAsync() => await ReplaceAsync();

    public async ValueTask DisposeAsync() => await ReplaceAsync();

    private async Task<LaneAnswer> TryAsync(LaneJob job, CancellationToken cancellation)
    {
        try
        {
            return await (lane ??= startLane()).GradeAsync(job, cancellation);
        }
        catch (Exception error) when (error is LaneFailedException or OperationCanceledException)
        {
            // Dead, or at work on what nobody waits for.
            await ReplaceAsync();
            throw;
        }
    }

    private async ValueTask ReplaceAsync()
    {
        if (lane is { } old)
        {
            lane = null;
            await old.DisposeAsync();
        }
    }
}
