using Grader.Plans;
using Grader.Plans.Json;
using Grader.Plans.Session;
using Grader.Replay;

namespace Grader.Tests.Replay;

/// <summary>
/// A process whose program is a script. Scripts run inside <see cref="SendAsync"/> until each of their threads waits for a reply, so that nothing happens
/// by itself: a silence lasts no real time and is over at once.
/// </summary>
internal sealed class FakeProcess(Func<FakeThread, Task> main, ManualWallClock wallClock) : IProgramProcess
{
    // Null stands for what is no frame.
    private readonly Queue<WorkerMessage?> messages = new([new WorkerReady(WireLimits.Version)]);
    private FakeRun? run;

    public List<StartRun> Starts { get; } = [];

    public List<CallReply> Replies { get; } = [];

    public bool WasKilled { get; private set; }

    public bool WasDisposed { get; private set; }

    public string WorkingDirectory => "/tmp/grader-1/run";

    public string ScratchFolder => "";

    public TimeSpan ProcessorTime { get; set; } = TimeSpan.FromMilliseconds(60);

    public long ResidentBytes { get; set; } = 50_000_000;

    public int ThreadCount { get; set; } = 10;

    public long DeletedFileBytes { get; set; }

    public long TransferredBytes => 0;

    public bool HasExited { get; private set; }

    public int ExitCode { get; set; }

    public string ErrorTail { get; set; } = "";

    /// <summary>What <see cref="IsReusable"/> answers.</summary>
    public bool IsClean { get; set; } = true;

    /// <summary>What <see cref="IsComputing"/> answers.</summary>
    public bool Computes { get; set; }

    /// <summary>Called when the lane listens and nothing comes.</summary>
    public Action OnSilence { get; set; } = () => { };

    /// <summary>The program's code, as a script that answers.</summary>
    public Func<FakeThread, ProgramCallback, Task<SessionReply>> OnCallback { get; set; } = (_, _) => Task.FromResult<SessionReply>(new DoneReply());

    /// <summary>Replies with rows do not fit on this process's wire.</summary>
    public bool HasNarrowWire { get; set; }

    public string PlaceProgram(ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols) => "/tmp/grader-1/program/Submission.dll";

    public ValueTask SendAsync(LaneMessage message, CancellationToken cancellation = default)
    {
        if (HasExited)
        {
            throw new IOException("Broken pipe");
        }

        if (HasNarrowWire && message is CallReply { Reply: RowsReply })
        {
            throw new WireFormatException("a text is too long");
        }

        RunScripts(() => Handle(message));
        return ValueTask.CompletedTask;
    }

    public WorkerMessage? Receive(TimeSpan wait)
    {
        if (messages.TryDequeue(out WorkerMessage? message))
        {
            return message ?? throw new WireFormatException("not a frame");
        }

        if (HasExited)
        {
            throw new EndOfStreamException("The process has closed its end.");
        }

        wallClock.Advance(TimeSpan.FromMilliseconds(50));
        RunScripts(OnSilence);
        return null;
    }

    public bool IsReusable() => IsClean && !HasExited;

    public bool IsComputing() => Computes;

    public void Kill()
    {
        WasKilled |= !HasExited;
        Exit(137);
    }

    public Task<int> WaitForExitAsync(CancellationToken deadline = default) => Task.FromResult(ExitCode);

    public ValueTask DisposeAsync()
    {
        WasDisposed = true;
        return ValueTask.CompletedTask;
    }

    public void Emit(WorkerMessage message) => messages.Enqueue(message);

    /// <summary>Sends what is no frame.</summary>
    public void EmitGarbage() => messages.Enqueue(null);

    /// <summary>Nonsense in place of the first word.</summary>
    public void EmitGarbageFirst()
    {
        messages.Clear();
        EmitGarbage();
    }

    public void Exit(int exitCode)
    {
        if (!HasExited)
        {
            (HasExited, ExitCode) = (true, exitCode);
        }
    }

    /// <summary>Scripts go on right here, not in the test's context.</summary>
    private static void RunScripts(Action action)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Handle(LaneMessage message)
    {
        switch (message)
        {
            case StartRun start:
                Starts.Add(start);
                run = new FakeRun(this, start.RunId);
                _ = RunMainAsync(run);
                break;
            case CallReply reply:
                Replies.Add(reply);
                run!.Complete(reply);
                break;
            case RunCallback callback:
                _ = RunCallbackAsync(callback);
                break;
            case Ping ping:
                messages.Enqueue(new Pong(ping.RunId));
                break;
            case AbandonRun abandon:
                messages.Enqueue(new RunAbandoned(abandon.RunId));
                messages.Enqueue(new RunCleared(abandon.RunId, IsClean, 1));
                break;
        }
    }

    private async Task RunCallbackAsync(RunCallback callback)
    {
        SessionReply reply = await OnCallback(new FakeThread(run!, callback.ThreadId), callback.Callback);
        Emit(new CallbackReply(callback.RunId, callback.CallbackId, reply, []));
    }

    private async Task RunMainAsync(FakeRun current)
    {
        ProgramResult result;
        try
        {
            await main(new FakeThread(current, 1));
            result = new Returned(current.ExitCode);
        }
        catch (SparkException e)
        {
            result = new Threw("System.Exception", e.Message, e.Error, default);
        }

        if (!HasExited)
        {
            Emit(new EntryPointReturned(current.RunId));
            Emit(new RunEnded(current.RunId, result, [], IsClean));
        }
    }
}
