using Grader.Plans.Session;

namespace Grader.Worker;

/// <summary>The lane's virtual clock. Nothing is remembered here: every reading asks the lane.</summary>
internal sealed class PipeClock(ProgramRun run) : IProgramClock
{
    public long UtcTicks => Time(new ClockRequest());

    public void Sleep(TimeSpan duration) => Time(new SleepUntilRequest(Deadline(duration)));

    public void Schedule(TimeSpan delay, Action callback) => run.CallThen(new SleepUntilRequest(Deadline(delay)), callback);

    public bool WaitUntil(Func<bool> isDone, TimeSpan timeout)
    {
        if (isDone())
        {
            return true;
        }

        if (timeout == TimeSpan.Zero)
        {
            return false;
        }

        long deadline = Deadline(timeout);
        long now;
        do
        {
            // What is waited for may be work of another thread, which costs real time and no virtual time: the clock moves only when none is at work.
            do
            {
                if (isDone())
                {
                    return true;
                }
            }
            while (!ProcessActivity.IsQuiet());

            now = Time(new NextEventRequest(deadline));
        }
        while (now < deadline);
        ProcessActivity.BecomesQuiet(attempts: 500);
        return isDone();
    }

    private long Deadline(TimeSpan duration)
    {
        long now = UtcTicks;
        long latest = DateTime.MaxValue.Ticks;
        return duration < TimeSpan.Zero || duration.Ticks > latest - now ? latest : now + duration.Ticks;
    }

    private long Time(SessionRequest request) => run.Call(request) is TimeReply(var ticks)
        ? ticks
        : throw new InvalidOperationException($"{request.GetType().Name} was not answered by a time.");
}
