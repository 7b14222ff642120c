using Grader.Compile;
using Grader.Plans.Json;
using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>The process that a submission's runs share as long as it stays clean, and what all of them together have used of the limits.</summary>
internal sealed class ProgramHost(Func<IProgramProcess> startProcess, Compiled program, ReplayLimits limits, TimeProvider wallClock) : IAsyncDisposable
{
    /// <summary>How long the process must be silent and at rest before the clock goes on without a word from it; also how often its use is looked at.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    // For what a process owes at once: its first word, its exit after its pipe was closed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // For the words that an abandoned run is over, and that it was cleared. Without them the next run gets a fresh process, which costs less than waiting.
    private static readonly TimeSpan AbandonPatience = TimeSpan.FromSeconds(2);

    // SIGXCPU and SIGXFSZ.
    private const int DeathByProcessorTime = 128 + 24;
    private const int DeathByFileSize = 128 + 25;

    // Arrivals and checkpoints have some dozens.
    private const int MostFolders = 2000;

    private IProgramProcess? process;
    private RepeatableProcess? repeatable;
    private bool mayRepeat = program.Traits.IsRepeatable;
    private int? beingCleared;
    private TimeSpan usedBefore;
    private TimeSpan usedAtLook;
    private TimeSpan wallTime;
    private long wallStart;
    private long lastLook;
    private CancellationToken cancellation;

    public ProgramTraits ProgramTraits => program.Traits;

    public string ProgramPath { get; private set; } = "";

    public string WorkingDirectory => Process.WorkingDirectory;

    private IProgramProcess Process => process ?? throw new InvalidOperationException("There is no process.");

    private ProgramExceededLimit ExceededProcessorTime => new($"{limits.ProcessorTime.TotalSeconds:0.###} s of processor time", IsMachineDependent: false);

    private TimeSpan WallTime => wallTime + wallClock.GetElapsedTime(wallStart);

    /// <summary>Begins to count wall time.</summary>
    /// <param name="cancellation">Ends every wait until <see cref="Pause"/>.</param>
    public void Resume(CancellationToken cancellation) =>
        (wallStart, lastLook, this.cancellation) = (wallClock.GetTimestamp(), wallClock.GetTimestamp(), cancellation);

    /// <summary>Between scenarios no wall time counts.</summary>
    public void Pause() => (wallTime, cancellation) = (WallTime, CancellationToken.None);

    /// <summary>From now on every run is a real one. What was being played back is over.</summary>
    public void StopRepeating()
    {
        mayRepeat = false;
        (process, repeatable) = (repeatable?.Real ?? process, null);
    }

    /// <summary>Sees to it that there is a process in which a run may start.</summary>
    /// <param name="runNumber">Which run of its scenario, from 1.</param>
    /// <exception cref="GraderFaultException">A fresh process does not start.</exception>
    public async Task PrepareAsync(int runNumber)
    {
        if (beingCleared is { } runId)
        {
            await AwaitClearedAsync(runId).ConfigureAwait(false);
        }

        if (repeatable is not null)
        {
            repeatable.NextRunNumber = runNumber;
        }

        if (process is not null && !process.IsReusable())
        {
            await RetireAsync().ConfigureAwait(false);
        }

        if (process is null)
        {
            Start(runNumber);
        }
    }

    private void Start(int runNumber)
    {
        IProgramProcess fresh = startProcess();
        repeatable = mayRepeat ? new RepeatableProcess(fresh, program.Traits.ShowsQueryIds) { NextRunNumber = runNumber } : null;
        process = repeatable ?? fresh;
        ProgramPath = process.PlaceProgram(program.Assembly.Span, program.Symbols.Span);
        try
        {
            if (process.Receive(Patience) is not WorkerReady(WireLimits.Version))
            {
                throw new GraderFaultException($"The worker did not start: {process.ErrorTail}");
            }
        }
        catch (Exception e) when (e is EndOfStreamException or WireFormatException)
        {
            throw new GraderFaultException($"The worker did not start: {process.ErrorTail}", e);
        }
    }

    /// <returns>False where the message is over the bounds of the wire: nothing was sent.</returns>
    /// <exception cref="IOException">The process has gone.</exception>
    /// <exception cref="ProgramLimitException">It did not read until a limit came.</exception>
    public async ValueTask<bool> TrySendAsync(LaneMessage message)
    {
        try
        {
            Task sending = Process.SendAsync(message).AsTask();
            while (!sending.IsCompleted && await Task.WhenAny(sending, Task.Delay(Rest, CancellationToken.None)).ConfigureAwait(false) != sending)
            {
                if (ExceededTime() is { } exceeded)
                {
                    // It does not read what it is sent. Its end frees the pipe.
                    Process.Kill();
                    await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    throw new ProgramLimitException(exceeded);
                }
            }

            await sending.ConfigureAwait(false);
            return true;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }

    /// <inheritdoc cref="IProgramProcess.Receive"/>
    public WorkerMessage? Receive(TimeSpan wait)
    {
        cancellation.ThrowIfCancellationRequested();
        return Process.Receive(wait);
    }

    public bool IsComputing() => Process.IsComputing();

    /// <summary>After a silence: whether the process has used no processor time since it was last looked at, and uses none now.</summary>
    public bool IsAtRest()
    {
        TimeSpan before = usedAtLook;
        usedAtLook = Process.ProcessorTime;
        return usedAtLook == before && !Process.IsComputing();
    }

    /// <summary>Looks at what the process uses, every 50 ms at most.</summary>
    /// <param name="own">What of its folder is not the program's own, where files were put there.</param>
    /// <returns>The limit that is exceeded; null where none is.</returns>
    public ProgramExceededLimit? Look(Func<ScratchSize> own)
    {
        if (wallClock.GetElapsedTime(lastLook) < Rest)
        {
            return null;
        }

        lastLook = wallClock.GetTimestamp();
        if (ExceededTime() is { } exceeded)
        {
            return exceeded;
        }

        if (Process.HasExited)
        {
            return null;
        }

        if (Process.ResidentBytes > limits.ResidentBytes)
        {
            return new ProgramExceededLimit($"{InMebibytes(limits.ResidentBytes)} of memory", IsMachineDependent: false);
        }

        if (Process.ThreadCount > limits.Threads)
        {
            return new ProgramExceededLimit($"{limits.Threads} threads", IsMachineDependent: false);
        }

        // The compiled program lies there too.
        ScratchSize all = ScratchSize.Of(Process.ScratchFolder), ours = program.Traits.UsesFiles ? own() : default;
        return all.IsHidden
            ? new ProgramExceededLimit("what a folder may hold: paths too long to name, names that are no text, or folders that cannot be read", IsMachineDependent: false)
            : all.Folders > MostFolders
            ? new ProgramExceededLimit($"{MostFolders:N0} folders", IsMachineDependent: false)
            : ExceededScratch(new ScratchSize(
                all.Files - ours.Files - 2, all.Bytes - ours.Bytes - program.Assembly.Length - program.Symbols.Length + Process.DeletedFileBytes));
    }

    /// <summary>What a message is over that does not fit on the wire.</summary>
    public static ProgramExceededLimit ExceededMessage => new($"{InMebibytes(WireLimits.FrameBytes)} of changed files at once", IsMachineDependent: false);

    /// <returns>The limit that the program's own files exceed; null where none is.</returns>
    public ProgramExceededLimit? ExceededScratch(ScratchSize size) =>
        size.Bytes > limits.ScratchBytes ? new ProgramExceededLimit($"{InMebibytes(limits.ScratchBytes)} of files", IsMachineDependent: false)
        : size.Files > limits.ScratchFiles ? new ProgramExceededLimit($"{limits.ScratchFiles:N0} files", IsMachineDependent: false)
        : null;

    /// <returns>The time limit that all runs so far exceed; null where none is.</returns>
    public ProgramExceededLimit? ExceededTime()
    {
        usedAtLook = process?.ProcessorTime ?? TimeSpan.Zero;
        return usedBefore + usedAtLook > limits.ProcessorTime
            ? ExceededProcessorTime
            : WallTime > limits.WallTime
            ? new ProgramExceededLimit($"{limits.WallTime.TotalSeconds:0.###} s of wall time", IsMachineDependent: true)
            : null;
    }

    /// <summary>Gives up a run.</summary>
    /// <param name="last">Told of every message of the run that was still on its way.</param>
    public async Task AbandonAsync(int runId, Action<WorkerMessage> last)
    {
        try
        {
            await TrySendAsync(new AbandonRun(runId)).ConfigureAwait(false);
            long start = wallClock.GetTimestamp();
            TimeSpan left;
            while ((left = AbandonPatience - wallClock.GetElapsedTime(start)) > TimeSpan.Zero && Receive(left) is { } message)
            {
                if (message is RunAbandoned abandoned && abandoned.RunId == runId)
                {
                    beingCleared = runId;
                    return;
                }

                last(message);
            }
        }
        catch (Exception e) when (e is IOException or WireFormatException or ProgramLimitException)
        {
            // It is gone, talks nonsense or does not listen.
        }

        await RetireAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the word of what the abandoned run left behind. Whatever else comes, the process is not used again.</summary>
    private async Task AwaitClearedAsync(int runId)
    {
        beingCleared = null;
        try
        {
            if (Receive(AbandonPatience) is RunCleared cleared && cleared.RunId == runId)
            {
                return;
            }
        }
        catch (Exception e) when (e is IOException or WireFormatException)
        {
            // As when a run is given up.
        }

        await RetireAsync().ConfigureAwait(false);
    }

    /// <summary>How a process ended that has closed its end.</summary>
    public async Task<ProgramEnd> DeathAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            // The kernel was faster than the sampling.
            int exitCode = await Process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            return exitCode switch
            {
                DeathByProcessorTime => ExceededProcessorTime,
                DeathByFileSize => new ProgramExceededLimit($"{InMebibytes(limits.ScratchBytes)} of files", IsMachineDependent: false),
                _ => new ProgramDied(exitCode, Process.ErrorTail),
            };
        }
        catch (OperationCanceledException)
        {
            return new ProgramBrokeProtocol("The process has closed its pipe and goes on.");
        }
        finally
        {
            await RetireAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the process at once, from whatever thread.</summary>
    public void Kill() => process?.Kill();

    /// <summary>Ends the process; the next run gets a fresh one.</summary>
    public async Task RetireAsync()
    {
        if (process is { } old)
        {
            (process, repeatable, beingCleared) = (null, null, null);
            old.Kill();
            usedBefore += old.ProcessorTime;
            usedAtLook = TimeSpan.Zero;
            await old.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await RetireAsync().ConfigureAwait(false);

    private static string InMebibytes(long bytes) => $"{bytes / (1024 * 1024)} MiB";
}
