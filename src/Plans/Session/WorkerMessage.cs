namespace Grader.Plans.Session;

/// <summary>A frame from the worker to its lane. The set is closed. A lane treats every one as written by an adversary.</summary>
public abstract record WorkerMessage
{
    private protected WorkerMessage() { }
}

/// <summary>The first frame: the worker is up and speaks this version of the protocol.</summary>
public sealed record WorkerReady(int ProtocolVersion) : WorkerMessage;

/// <summary>A call that waits for its <see cref="CallReply"/>.</summary>
/// <param name="CallId">Unique within the run.</param>
/// <param name="ThreadId">The calling thread, so that the lane knows who waits; negative for the threads of timers and delays.</param>
/// <param name="FileChanges">What the program changed on disk since the last frame.</param>
public sealed record Call(int RunId, int CallId, int ThreadId, SessionRequest Request, Seq<FileChange> FileChanges) : WorkerMessage;

/// <summary>Answers a <see cref="RunCallback"/>.</summary>
/// <param name="Reply">Of the callback's kind.</param>
public sealed record CallbackReply(int RunId, int CallbackId, SessionReply Reply, Seq<FileChange> FileChanges) : WorkerMessage;

/// <summary>Text that the program printed, in order with its calls.</summary>
public sealed record Printed(int RunId, string Text, bool IsError) : WorkerMessage;

/// <summary>
/// A thread that a reply woke makes no more calls, so the clock need not hold for it: a callback of a timer or a delay has returned and the process is
/// at rest, or the entry point has returned while other threads go on.
/// </summary>
public sealed record ThreadIdle(int RunId, int ThreadId) : WorkerMessage;

/// <summary>
/// The entry point has returned. The clock holds until <see cref="RunEnded"/> follows, or <see cref="ThreadIdle"/> for its thread where foreground
/// threads wait and so keep the run alive; sent again each time they have gone on.
/// </summary>
public sealed record EntryPointReturned(int RunId) : WorkerMessage;

/// <summary>The entry point has ended, and no foreground thread is inside a wait of ours.</summary>
/// <param name="IsClean">
/// As far as the worker itself can tell, it may serve another run: nothing of this one uses the processor, and no handler or changed process state
/// was left behind. Threads are counted from outside.
/// </param>
public sealed record RunEnded(int RunId, ProgramResult Result, Seq<FileChange> FileChanges, bool IsClean) : WorkerMessage;

/// <summary>Answers <see cref="AbandonRun"/>: of the run nothing but <see cref="RunCleared"/> comes after it.</summary>
public sealed record RunAbandoned(int RunId) : WorkerMessage;

/// <summary>What an abandoned run has left behind; to see that takes the worker a moment, in which the lane has other things to do.</summary>
/// <param name="IsClean">As in <see cref="RunEnded"/>.</param>
/// <param name="WaitingThreads">Threads of the run, not counting pool threads, that wait inside a call for ever.</param>
public sealed record RunCleared(int RunId, bool IsClean, int WaitingThreads) : WorkerMessage;

/// <summary>Answers <see cref="Ping"/>: every frame that was sent before it has been received.</summary>
public sealed record Pong(int RunId) : WorkerMessage;

/// <summary>How an entry point ended. The set is closed; a process that died says nothing.</summary>
public abstract record ProgramResult
{
    private protected ProgramResult() { }
}

public sealed record Returned(int ExitCode) : ProgramResult;

/// <summary>An exception left the entry point.</summary>
/// <param name="TypeName">Full name of the outermost exception's type.</param>
/// <param name="Message">Its message, bounded.</param>
/// <param name="Spark">The Spark error inside; null for any other exception.</param>
/// <param name="Location">The student's line it came through; unknown where none is.</param>
public sealed record Threw(string TypeName, string Message, SparkError? Spark, Origin Location) : ProgramResult;

/// <summary>A frame from the lane to its worker. The set is closed.</summary>
public abstract record LaneMessage
{
    private protected LaneMessage() { }
}

/// <summary>Runs a program from its entry point.</summary>
/// <param name="AssemblyPath">The compiled submission; its symbols lie beside it.</param>
/// <param name="WorkingDirectory">The run's scratch folder, emptied and filled with <paramref name="Files"/> first where the program uses files.</param>
/// <param name="StartUtcTicks">The clock at the program's start.</param>
/// <param name="HasStaticState">
/// Whether the program can remember anything in static members: it is then loaded anew, so that they start clean. Otherwise it runs in what the worker's
/// first run of this kind has loaded.
/// </param>
/// <param name="UsesFiles">
/// Whether the program's own code can see or change files, or the process's variables and events. Otherwise no files are put on disk or looked for, and nothing of that is
/// compared after the run.
/// </param>
/// <param name="HasOneThread">Whether the program can start no other thread and no code runs beside it: nobody then looks for any after the run.</param>
public sealed record StartRun(
    int RunId, string AssemblyPath, string WorkingDirectory, Seq<FileChange> Files, long StartUtcTicks, bool HasStaticState, bool UsesFiles,
    bool HasOneThread) : LaneMessage;

/// <summary>Answers a <see cref="Call"/>.</summary>
/// <param name="ConsoleText">
/// What the console sink printed meanwhile. The worker sends it back as <see cref="Printed"/>, in order with what the program prints itself.
/// </param>
/// <param name="FileChanges">Arrivals and checkpoint entries since the last reply, put on disk first.</param>
public sealed record CallReply(int RunId, int CallId, SessionReply Reply, string ConsoleText, Seq<FileChange> FileChanges) : LaneMessage;

/// <summary>Calls code of the program's, on a thread of its own. That thread's calls come under <see cref="ThreadId"/>.</summary>
/// <param name="CallbackId">Unique within the run, from 1.</param>
/// <param name="ConsoleText">As in <see cref="CallReply"/>, like <paramref name="FileChanges"/>.</param>
public sealed record RunCallback(int RunId, int CallbackId, ProgramCallback Callback, string ConsoleText, Seq<FileChange> FileChanges) : LaneMessage
{
    /// <summary>Below the ids of the threads of timers.</summary>
    public int ThreadId => int.MinValue + CallbackId;
}

/// <summary>The run's scenario is over: whoever waits in it waits for ever.</summary>
public sealed record AbandonRun(int RunId) : LaneMessage;

/// <summary>Asks for a <see cref="Pong"/>, so that the lane can tell a program that is silent from one whose words are still on their way.</summary>
public sealed record Ping(int RunId) : LaneMessage;

/// <summary>Ends the worker.</summary>
public sealed record ExitWorker : LaneMessage;

/// <summary>A change in the run's files. Paths are relative to the working directory, <c>/</c>-separated, without <c>..</c>.</summary>
public abstract record FileChange(string Path);

/// <summary>A file was made or replaced.</summary>
/// <param name="ModifiedMs">
/// Milliseconds since the epoch. In what a worker reports it is the machine's clock, which the lane replaces by its own.
/// </param>
public sealed record FileWritten(string Path, Seq<byte> Content, long ModifiedMs) : FileChange(Path);

public sealed record DirectoryCreated(string Path) : FileChange(Path);

/// <summary>A file, or a directory with all it held, is gone.</summary>
public sealed record PathDeleted(string Path) : FileChange(Path);
