using Grader.Plans;
using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Worker;

/// <summary>One run of a submission's entry point, from its start to its end or until it is abandoned.</summary>
internal sealed class ProgramRun
{
    // Deep recursion in a student's program is not what is graded; only touched pages cost memory.
    private const int StackBytes = 16 * 1024 * 1024;

    // Looks for a quiet moment after a run: on a busy machine several are needed, and a fresh worker costs more than all of them.
    private const int CleanAttempts = 15;

    private readonly StartRun start;
    private readonly RunLoadContext context;
    private readonly LaneConnection lane;
    private readonly FileMirror? files;
    private readonly ProgramOutput output;
    private readonly object gate = new();
    private readonly Dictionary<int, PendingCall> pending = [];
    private int lastCallId;
    private bool isOver;
    private ProcessState? stateAtStart;

    // The thread the lane knows a callback by, in place of its real one.
    [ThreadStatic]
    private static int callbackThreadId;

    private int lastCallbackThreadId;
    private int lastSessionId;

    public ProgramRun(StartRun start, RunLoadContext context, LaneConnection lane)
    {
        this.start = start;
        this.context = context;
        this.lane = lane;
        files = start.UsesFiles ? new FileMirror(start.WorkingDirectory) : null;
        output = new ProgramOutput(SendPrinted);
    }

    public int RunId => start.RunId;

    public RunWaits Waits { get; } = new();

    /// <summary>The program's code that the engine calls back; null before the program names any.</summary>
    public IProgramCallbacks? Callbacks { get; set; }

    /// <summary>The number of a session that has not been named yet.</summary>
    public int NextSessionId() => Interlocked.Increment(ref lastSessionId);

    private static int CurrentThreadId => callbackThreadId != 0 ? callbackThreadId : Environment.CurrentManagedThreadId;

    /// <summary>Prepares the scratch folder and the console, and starts the program on a thread of its own.</summary>
    public void Start()
    {
        files?.Reset(start.Files);
        if (start.UsesFiles)
        {
            // The process was started there, and only such a program can have gone elsewhere.
            Environment.CurrentDirectory = start.WorkingDirectory;
        }

        Environment.ExitCode = 0;
        Console.SetOut(output.Writer(isError: false));
        Console.SetError(output.Writer(isError: true));
        Console.SetIn(new EndlessReader(Waits));
        stateAtStart = CaptureState();
        new Thread(RunProgram, StackBytes) { Name = "program" }.Start();
    }

    /// <summary>Sends a request and blocks the calling thread until its reply is there.</summary>
    /// <exception cref="SparkException">The request is over the bounds of the wire.</exception>
    public SessionReply Call(SessionRequest request)
    {
        var call = new PendingCall(onReply: null);
        Waits.Enter();
        try
        {
            if (!TrySend(request, call, CurrentThreadId))
            {
                Thread.Sleep(Timeout.Infinite);
            }

            return call.Wait();
        }
        finally
        {
            Waits.Leave();
        }
    }

    /// <summary>Sends a request whose reply runs a callback on a thread of its own.</summary>
    public void CallThen(SessionRequest request, Action callback)
    {
        int threadId = -Interlocked.Increment(ref lastCallbackThreadId);
        var call = new PendingCall(_ => new Thread(() => RunCallback(callback, threadId)) { IsBackground = true }.Start());
        if (!TrySend(request, call, threadId))
        {
            Waits.EnterForEver();
        }
    }

    /// <summary>Runs code that the engine calls back on a thread of its own, after the files and the text that came with the call.</summary>
    public void Call(RunCallback callback)
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            Receive(callback.FileChanges, callback.ConsoleText);
        }

        // Not what keeps a program alive: Spark's own threads would make the call.
        new Thread(() => RunCallback(callback), StackBytes) { Name = "callback", IsBackground = true }.Start();
    }

    /// <summary>Hands a reply to whoever waits for it, after the files and the text that came with it.</summary>
    public void Complete(CallReply reply)
    {
        PendingCall? call;
        lock (gate)
        {
            if (isOver || !pending.Remove(reply.CallId, out call))
            {
                return;
            }

            Receive(reply.FileChanges, reply.ConsoleText);
        }

        call.Complete(reply.Reply);
    }

    /// <summary>Ends the run from outside: whoever waits in it waits for ever, and no frame of it is sent any more.</summary>
    public void Abandon()
    {
        lock (gate)
        {
            isOver = true;
        }
    }

    /// <summary>Looks at what an abandoned run has left behind.</summary>
    public RunCleared Clear() => new(RunId, IsClean(), Waits.OutsidePool);

    private void RunProgram()
    {
        callbackThreadId = 0;
        ProgramResult result = ProgramEntry.Run(start, context, new PipeSessionClient(this), new PipeClock(this));

        // Other foreground threads keep a program alive; one that was just started gets a moment to reach its wait.
        Send(new EntryPointReturned(RunId));
        ProcessActivity.BecomesQuiet(attempts: 5);
        while (Waits.AnyForeground)
        {
            Send(new ThreadIdle(RunId, Environment.CurrentManagedThreadId));
            Waits.WaitForForeground();
            Send(new EntryPointReturned(RunId));
            ProcessActivity.BecomesQuiet(attempts: 5);
        }

        bool isClean = IsClean();
        lock (gate)
        {
            if (!isOver)
            {
                output.Flush();
                isOver = true;
                lane.Send(new RunEnded(RunId, result, ChangedFiles(), isClean));
            }
        }
    }

    private Seq<FileChange> ChangedFiles() => files?.Collect() ?? [];

    private void Receive(Seq<FileChange> changes, string consoleText)
    {
        files?.Apply(changes);
        output.Print(consoleText);
        output.Flush();
    }

    private void RunCallback(RunCallback callback)
    {
        callbackThreadId = callback.ThreadId;
        SessionReply reply;
        try
        {
            reply = callback.Callback.Run(Callbacks ?? throw SparkException.IllegalArgument("The program has no code to call."));
        }
        catch (SparkException e)
        {
            reply = new ErrorReply(e.Error);
        }

        callbackThreadId = 0;
        lock (gate)
        {
            if (!isOver)
            {
                output.Flush();
                Send(callback, reply);
            }
        }
    }

    private void Send(RunCallback callback, SessionReply reply)
    {
        try
        {
            lane.Send(new CallbackReply(RunId, callback.CallbackId, reply, ChangedFiles()));
        }
        catch (SparkException e)
        {
            lane.Send(new CallbackReply(RunId, callback.CallbackId, new ErrorReply(e.Error), []));
        }
        catch (WireFormatException e)
        {
            var tooLarge = new SparkError("SparkException", null, "The program's results are too large: " + e.Message);
            lane.Send(new CallbackReply(RunId, callback.CallbackId, new ErrorReply(tooLarge), []));
        }
    }

    private void RunCallback(Action callback, int threadId)
    {
        callbackThreadId = threadId;
        callback();
        callbackThreadId = 0;

        // Whoever the callback woke must have come to its next wait before the clock may move.
        ProcessActivity.BecomesQuiet(attempts: 500);
        Send(new ThreadIdle(RunId, threadId));
    }

    private void Send(WorkerMessage message)
    {
        lock (gate)
        {
            if (!isOver)
            {
                lane.Send(message);
            }
        }
    }

    /// <returns>False where the run is over.</returns>
    private bool TrySend(SessionRequest request, PendingCall call, int threadId)
    {
        lock (gate)
        {
            if (isOver)
            {
                return false;
            }

            output.Flush();
            int callId = ++lastCallId;
            pending.Add(callId, call);
            try
            {
                lane.Send(new Call(RunId, callId, threadId, request, ChangedFiles()));
            }
            catch (WireFormatException e)
            {
                pending.Remove(callId);
                throw SparkException.IllegalArgument("The request is too large: " + e.Message);
            }

            return true;
        }
    }

    private void SendPrinted(string text, bool isError) => Send(new Printed(RunId, text, isError));

    private bool IsClean() => IsQuiet() && CaptureState().Equals(stateAtStart);

    private ProcessState CaptureState() => ProcessState.Capture(withPool: !start.HasOneThread, withEnvironment: start.UsesFiles);

    private bool IsQuiet()
    {
        if (start.HasOneThread)
        {
            return true;
        }

        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        return most - available <= Waits.InPool && ProcessActivity.BecomesQuiet(attempts: CleanAttempts);
    }
}
