namespace Grader.Replay;

/// <summary>
/// Which threads of the program are at work, as far as its calls tell: the clock holds for them. A thread's call ends its work, the reply begins it again.
/// </summary>
internal sealed class ProgramThreads
{
    // The entry point's thread until its first call tells its id; real ids are positive, those of timers negative.
    private const int EntryPoint = 0;

    private readonly Dictionary<int, long> atWorkSince = [];
    private readonly HashSet<int> known = [];
    private long replies;

    public bool AnyAtWork => atWorkSince.Count > 0;

    /// <summary>More than one thread has made a call.</summary>
    public bool AreSeveral => known.Count > 1;

    public void Start() => Replied(EntryPoint);

    /// <summary>A thread made a call.</summary>
    public void Called(int threadId)
    {
        known.Add(threadId);
        atWorkSince.Remove(threadId);
        if (threadId > EntryPoint)
        {
            atWorkSince.Remove(EntryPoint);
        }
    }

    /// <summary>A thread's call was answered.</summary>
    public void Replied(int threadId) => atWorkSince[threadId] = ++replies;

    /// <summary>
    /// A thread says that it needs no hold any more. Where it ran a timer's callback, the process was at rest too: threads answered before it have come
    /// to a wait that is not ours.
    /// </summary>
    public void Idle(int threadId)
    {
        if (atWorkSince.Remove(threadId, out long since) && threadId < EntryPoint)
        {
            foreach (int resting in atWorkSince.Where(thread => thread.Value < since).Select(thread => thread.Key).ToList())
            {
                atWorkSince.Remove(resting);
            }
        }
    }

    /// <summary>The whole process is at rest.</summary>
    public void AllIdle() => atWorkSince.Clear();
}
