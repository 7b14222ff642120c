using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Tests.Replay;

/// <summary>One run of a script: which of its calls wait for a reply.</summary>
internal sealed class FakeRun(FakeProcess process, int runId)
{
    private readonly Dictionary<int, TaskCompletionSource<SessionReply>> pending = [];
    private int lastCallId;
    private int lastThreadId = 1;

    public FakeProcess Process => process;

    public int RunId => runId;

    /// <summary>What the entry point returns.</summary>
    public int ExitCode { get; set; }

    public Task<SessionReply> CallAsync(int threadId, SessionRequest request, FileChange[] changes)
    {
        var reply = new TaskCompletionSource<SessionReply>();
        pending.Add(++lastCallId, reply);
        process.Emit(new Call(runId, lastCallId, threadId, request, changes.ToSeq()));
        return reply.Task;
    }

    public void Complete(CallReply reply)
    {
        if (reply.ConsoleText.Length > 0)
        {
            process.Emit(new Printed(runId, reply.ConsoleText, IsError: false));
        }

        // A lie has nobody who waits for its reply.
        pending.Remove(reply.CallId, out TaskCompletionSource<SessionReply>? call);
        call?.SetResult(reply.Reply);
    }

    public int NewThreadId() => ++lastThreadId;
}

/// <summary>A thread of a script: what a program may call, as the worker would send it.</summary>
internal sealed class FakeThread(FakeRun run, int id)
{
    public FakeProcess Process => run.Process;

    public int RunId => run.RunId;

    public int ExitCode { set => run.ExitCode = value; }

    public void Print(string text) => Process.Emit(new Printed(run.RunId, text, IsError: false));

    /// <summary>Starts another thread, which runs up to its first call at once.</summary>
    public void StartThread(Func<FakeThread, Task> body) => _ = body(new FakeThread(run, run.NewThreadId()));

    /// <summary>Starts the callbacks of a timer, whose end is told.</summary>
    public void StartTimer(Func<FakeThread, Task> body) => _ = RunTimerAsync(-run.NewThreadId(), body);

    /// <exception cref="SparkException">The reply is an error.</exception>
    public async Task<T> CallAsync<T>(SessionRequest request, params FileChange[] changes) where T : SessionReply =>
        await run.CallAsync(id, request, changes) switch
        {
            T reply => reply,
            ErrorReply(var error) => throw new SparkException(error),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

    public async Task<long> NowAsync() => (await CallAsync<TimeReply>(new ClockRequest())).UtcTicks;

    public async Task SleepAsync(double seconds, params FileChange[] changes) =>
        await CallAsync<TimeReply>(new SleepUntilRequest(await NowAsync() + TimeSpan.FromSeconds(seconds).Ticks), changes);

    public Task SleepForEverAsync() => CallAsync<TimeReply>(new SleepUntilRequest(DateTime.MaxValue.Ticks));

    /// <summary>Waits for something that is no call, a line of input for example.</summary>
    public static Task ReadLineAsync() => new TaskCompletionSource().Task;

    public async Task<string> StartAsync(WriteStreamOperation operation) => (await CallAsync<QueryReply>(new StartQueryRequest(operation))).Query.Id;

    public async Task<bool> AwaitAsync(string? query, long? timeoutMs = null) =>
        (await CallAsync<BooleanReply>(new AwaitTerminationRequest(query, timeoutMs))).Value;

    public Task ProcessAllAsync(string query) => CallAsync<DoneReply>(new ProcessAllAvailableRequest(query));

    public Task StopAsync(string query) => CallAsync<DoneReply>(new StopQueryRequest(query));

    public async Task<bool> IsActiveAsync(string query) => (await CallAsync<BooleanReply>(new IsQueryActiveRequest(query))).Value;

    public async Task<long> NextEventAsync(long deadlineTicks) => (await CallAsync<TimeReply>(new NextEventRequest(deadlineTicks))).UtcTicks;

    private async Task RunTimerAsync(int threadId, Func<FakeThread, Task> body)
    {
        await body(new FakeThread(run, threadId));
        Process.Emit(new ThreadIdle(run.RunId, threadId));
    }
}
