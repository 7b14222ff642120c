using Grader.Plans.Session;

namespace Grader.Worker;

/// <summary>A call on its way: either a thread waits for the reply, or the reply starts one.</summary>
internal sealed class PendingCall(Action<SessionReply>? onReply)
{
    private readonly ManualResetEventSlim arrived = new(initialState: false, spinCount: 0);
    private SessionReply? reply;

    /// <summary>Blocks until the reply is there: for ever in an abandoned run.</summary>
    public SessionReply Wait()
    {
        arrived.Wait();
        return reply!;
    }

    public void Complete(SessionReply value)
    {
        reply = value;
        arrived.Set();
        onReply?.Invoke(value);
    }
}
