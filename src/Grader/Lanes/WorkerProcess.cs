using Grader.Plans.Json;
using Grader.Plans.Session;
using Grader.Replay;
using Grader.Sandbox;

namespace Grader.Lanes;

/// <summary>A worker process and the lane's end of its pipe. Everything that comes out of it is taken as written by an adversary.</summary>
/// <remarks>One thread at a time sends, one at a time receives. Disposing kills the process with all it started and removes its folder.</remarks>
public sealed class WorkerProcess : IProgramProcess
{
    // How long the thread of a run that has ended may take to disappear.
    private const int ThreadEndAttempts = 50;

    private readonly WorkerChild process;
    private readonly WorkerScratch scratch;
    private readonly FrameWriter writer;
    private readonly MessageReceiver receiver;
    private readonly ErrorTail errors = new();
    private readonly Task drained;
    private readonly ProcessThreads threads;
    private ProcessFigures last;

    // Threads of abandoned runs, which wait until the process ends; and whether the latest run left the process as it was.
    private int waitingThreads;
    private bool isClean = true;
    private bool isReady;
    private long sentBytes;

    /// <param name="scratch">Removed with the worker.</param>
    internal WorkerProcess(WorkerChild process, WorkerScratch scratch)
    {
        this.process = process;
        this.scratch = scratch;
        threads = new ProcessThreads(process.Id);
        writer = new FrameWriter(process.StandardInput);
        receiver = new MessageReceiver(new FrameReader(process.StandardOutput));
        drained = errors.DrainAsync(new StreamReader(process.StandardError));
    }

    /// <summary>The working directory to name in <see cref="StartRun"/>.</summary>
    public string WorkingDirectory => scratch.WorkingDirectory;

    /// <summary>The worker's folder on disk, which holds the working directory.</summary>
    public string ScratchFolder => scratch.Root;

    public TimeSpan ProcessorTime => Figures.ProcessorTime;

    public long ResidentBytes => Figures.ResidentBytes;

    public int ThreadCount => Figures.Threads;

    public long DeletedFileBytes => DeletedFiles.BytesHeldBy(process.Id);

    public long TransferredBytes => sentBytes + receiver.TakenBytes;

    public bool HasExited => process.HasExited;

    /// <summary>As the system reports it, 128 + n for signal n; null while it runs.</summary>
    public int? ExitCode => process.HasExited ? process.Exit.Result : null;

    /// <summary>The end of what it wrote to standard error, bounded.</summary>
    public string ErrorTail => errors.Text;

    // The last figures stay when the process is gone.
    private ProcessFigures Figures => ProcessFigures.Of(process.Id) is { ResidentBytes: > 0 } now ? last = now : last;

    /// <summary>Puts a compiled program where the worker finds it.</summary>
    /// <returns>The path to name in <see cref="StartRun"/>.</returns>
    public string PlaceProgram(ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols)
    {
        string path = Path.Combine(scratch.Program, "Submission.dll");
        File.WriteAllBytes(path, assembly);
        File.WriteAllBytes(Path.Combine(scratch.Program, "Submission.pdb"), symbols);
        return path;
    }

    /// <exception cref="IOException">The worker has gone.</exception>
    public async ValueTask SendAsync(LaneMessage message, CancellationToken cancellation = default)
    {
        if (message is StartRun)
        {
            isClean = false; // until the run's end says otherwise
        }

        byte[] frame = SessionJson.Print(message);
        sentBytes += frame.Length;
        await writer.WriteAsync(frame, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public WorkerMessage? Receive(TimeSpan wait)
    {
        WorkerMessage? message = receiver.Receive(wait, isOver: () => process.HasExited);
        switch (message)
        {
            case WorkerReady when !isReady:
                isReady = true;
                threads.KnowThreadsOfRuntime();
                break;
            case RunEnded ended:
                isClean = ended.IsClean;
                break;
            case RunCleared cleared:
                isClean = cleared.IsClean;
                waitingThreads += cleared.WaitingThreads;
                break;
        }

        return message;
    }

    /// <summary>
    /// Whether another run may start here: the last one is over and, as far as the worker and the system can tell, left nothing behind but threads
    /// that wait for ever. Where the system does not tell of threads, a worker serves one run.
    /// </summary>
    public bool IsReusable()
    {
        for (int attempt = 0; isClean && !process.HasExited && attempt < ThreadEndAttempts; attempt++)
        {
            switch (threads.CountOfProgram())
            {
                case null:
                    return false;
                case { } count when count <= waitingThreads + 1: // and the one that reads the pipe
                    threads.AbandonThreadsOfProgram();
                    return true;
            }

            Thread.Sleep(1);
        }

        return false;
    }

    /// <summary>
    /// Whether the program is at work right now: a thread of it runs or waits for a processor. While one does, the clock must hold, and a
    /// <see cref="NextEventRequest"/> is best answered by the unchanged time afterwards, so that its condition is asked again.
    /// </summary>
    /// <remarks>Where the system does not tell, 20 ms of processor time are watched.</remarks>
    public bool IsComputing()
    {
        if (process.HasExited)
        {
            return false;
        }

        if (threads.AnyComputes() is { } isComputing)
        {
            return isComputing;
        }

        TimeSpan before = ProcessorTime;
        Thread.Sleep(20);
        return ProcessorTime > before;
    }

    /// <summary>Ends the process and all it started, at once.</summary>
    public void Kill()
    {
        _ = Figures;

        // The tree is found by a look at every process of the machine.
        process.Kill(withDescendants: threads.MayHaveChildren());
    }

    /// <summary>Waits for the process's end.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> WaitForExitAsync(CancellationToken deadline = default) => process.Exit.WaitAsync(deadline);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.Exit.ConfigureAwait(false);
        await receiver.StopAsync().ConfigureAwait(false);
        await drained.ConfigureAwait(false);
        process.Dispose();
        scratch.Dispose();
    }
}
