using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>
/// The process of a program whose calls depend on nothing but the answers to its calls before. A run is recorded; the next one that starts the same is played back,
/// message by message, as long as the lane says the same to it, and takes nothing of the process.
/// </summary>
/// <param name="showsIds">Whether the program can see its queries' ids, which are others in a scenario's second run.</param>
/// <remarks>docs/decisions/0011. Most programs start their query and wait: then every scenario's run is the first one again.</remarks>
internal sealed class RepeatableProcess(IProgramProcess process, bool showsIds) : IProgramProcess
{
    // What is kept of a run: a program that says more than that is run again each time.
    private const int MostSteps = 500;
    private const long MostBytes = 1024 * 1024;

    // A lane that listens so often while nothing is due waits for something that never comes.
    private const int MostSilences = 1000;

    private const int FirstRun = 1;

    private readonly Dictionary<int, RunRecording> recordings = [];
    private RunRecording? recording;
    private RunRecording? played;
    private RunTerms terms = new(0, showsIds);
    private TimeSpan usedBefore;
    private bool isSettled;
    private long bytesBefore;
    private int runNumber;
    private int runId;
    private int step;
    private int pings;
    private int silences;

    /// <summary>Which run of its scenario comes next, from 1: its queries have ids of their own.</summary>
    public int NextRunNumber { get; set; } = FirstRun;

    /// <summary>The process itself, for whoever gives up playing runs back.</summary>
    public IProgramProcess Real => process;

    public string WorkingDirectory => process.WorkingDirectory;

    // What is played back uses nothing: the process rests, or is gone. To ask the system for its figures costs more than playing back.
    public string ScratchFolder => played is null ? process.ScratchFolder : "";

    public TimeSpan ProcessorTime => played is null ? process.ProcessorTime : usedBefore;

    public long ResidentBytes => played is null ? process.ResidentBytes : 0;

    public int ThreadCount => played is null ? process.ThreadCount : 0;

    public long DeletedFileBytes => played is null ? process.DeletedFileBytes : 0;

    public long TransferredBytes => process.TransferredBytes;

    public bool HasExited => played is null && process.HasExited;

    public string ErrorTail => process.ErrorTail;

    public string PlaceProgram(ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols) => process.PlaceProgram(assembly, symbols);

    /// <inheritdoc/>
    /// <exception cref="RunDivergedException">This is not what the run was told when it was recorded.</exception>
    public async ValueTask SendAsync(LaneMessage message, CancellationToken cancellation = default)
    {
        if (message is StartRun start)
        {
            Begin(start);
        }

        if (played is null)
        {
            await process.SendAsync(message, cancellation).ConfigureAwait(false);
            if (message is not (Ping or StartRun))
            {
                recording?.Add(terms.Share(message));
            }
        }
        else if (message is Ping)
        {
            pings++;
        }
        else if (message is StartRun)
        {
            // It starts as every run does.
        }
        else if (played.WasSent(step, terms.Share(message)))
        {
            step++;
        }
        else
        {
            throw new RunDivergedException();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RunDivergedException">The lane waits for more than came when the run was recorded.</exception>
    public WorkerMessage? Receive(TimeSpan wait)
    {
        if (played is null)
        {
            WorkerMessage? message = process.Receive(wait);
            Record(message);
            return message;
        }

        if (played.Received(step) is { } received)
        {
            step++;
            silences = 0;
            return terms.Own(received, runId);
        }

        if (pings > 0)
        {
            pings--;
            return new Pong(runId);
        }

        return ++silences > MostSilences ? throw new RunDivergedException() : null;
    }

    public bool IsReusable()
    {
        if (Recorded(NextRunNumber) is null)
        {
            return process.IsReusable();
        }

        if (!isSettled)
        {
            // What a program's threads have left behind need not go on beside the runs that are played back.
            if (!process.HasExited && !process.IsReusable())
            {
                process.Kill();
            }

            (isSettled, usedBefore) = (true, process.ProcessorTime);
        }

        return true;
    }

    /// <summary>What is played back computes until it has said all that it said before the lane spoke again.</summary>
    public bool IsComputing() => played is null ? process.IsComputing() : played.Received(step) is not null;

    public void Kill() => process.Kill();

    public Task<int> WaitForExitAsync(CancellationToken deadline = default) => process.WaitForExitAsync(deadline);

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private void Begin(StartRun start)
    {
        (runId, runNumber, step, pings, silences) = (start.RunId, NextRunNumber, 0, 0, 0);
        (terms, played) = (new RunTerms(start.StartUtcTicks, showsIds), Recorded(runNumber));
        isSettled &= played is not null;
        (recording, bytesBefore) = (played is null ? new RunRecording() : null, process.TransferredBytes);
    }

    /// <summary>The recording that a run is played back from; null where it must be a real one.</summary>
    private RunRecording? Recorded(int number) =>
        recordings.TryGetValue(number, out RunRecording? own) ? own
        : !showsIds && recordings.TryGetValue(FirstRun, out RunRecording? first) && !first.TellsOfError ? first
        : null;

    private void Record(WorkerMessage? message)
    {
        if (recording is null || message is null or Pong)
        {
            return;
        }

        recording.Add(terms.Share(message));
        if (message is RunEnded or RunCleared)
        {
            recordings[runNumber] = recording;
            recording = null;
        }
        else if (recording.Count > MostSteps || process.TransferredBytes - bytesBefore > MostBytes)
        {
            recording = null;
        }
    }
}
