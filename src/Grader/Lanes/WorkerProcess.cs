using System.Diagnostics;
using System.Threading.Channels;
using Grader.Plans.Json;
using Grader.Plans.Session;
using Grader.Replay;

namespace Grader.Lanes;

/// <summary>A worker process and the lane's end of its pipe. Everything that comes out of it is taken as written by an adversary.</summary>
/// <remarks>One thread at a time sends, one at a time receives. Disposing kills the process with all it started and removes its folder.</remarks>
public sealed class WorkerProcess : IProgramProcess
{
    // A worker that floods the pipe is stopped by it: the lane takes frames when it wants them.
    private const int FramesAhead = 64;

    // How long the thread of a run that has ended may take to disappear.
    private const int ThreadEndAttempts = 50;

    private readonly Process process;
    private readonly WorkerScratch scratch;
    private readonly FrameWriter writer;
    private readonly Channel<WorkerMessage> messages = Channel.CreateBounded<WorkerMessage>(
        new BoundedChannelOptions(FramesAhead) { SingleReader = true, SingleWriter = true });

    private readonly ErrorTail errors = new();
    private readonly Task drained;
    private readonly ProcessThreads threads;
    private ProcessFigures last;

    // Threads of abandoned runs, which wait until the process ends; and whether the latest run left the process as it was.
    private int waitingThreads;
    private bool isClean = true;

    private WorkerProcess(Process process, WorkerScratch scratch)
    {
        this.process = process;
        this.scratch = scratch;
        threads = new ProcessThreads(process.Id);
        writer = new FrameWriter(process.StandardInput.BaseStream);
        drained = Task.WhenAll(ReceiveAllAsync(new FrameReader(process.StandardOutput.BaseStream)), errors.DrainAsync(process.StandardError));
    }

    /// <summary>The working directory to name in <see cref="StartRun"/>.</summary>
    public string WorkingDirectory => scratch.WorkingDirectory;

    /// <summary>The worker's folder on disk, which holds the working directory.</summary>
    public string ScratchFolder => scratch.Root;

    public TimeSpan ProcessorTime => Figures.ProcessorTime;

    public long ResidentBytes => Figures.ResidentBytes;

    public bool HasExited => process.HasExited;

    /// <summary>As the system reports it, 128 + n for signal n; null while it runs.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>The end of what it wrote to standard error, bounded.</summary>
    public string ErrorTail => errors.Text;

    // The last figures stay when the process is gone.
    private ProcessFigures Figures => ProcessFigures.Of(process) is { ResidentBytes: > 0 } now ? last = now : last;

    /// <summary>Starts a worker. Its first message is <see cref="WorkerReady"/>.</summary>
    /// <exception cref="GraderFaultException">The process cannot be started.</exception>
    public static WorkerProcess Start(WorkerLocation location)
    {
        var scratch = new WorkerScratch();
        try
        {
            return new WorkerProcess(Process.Start(StartInfo(location, scratch))!, scratch);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            scratch.Dispose();
            throw new GraderFaultException("The worker cannot be started: " + e.Message);
        }
    }

    /// <summary>Puts a compiled program where the worker finds it.</summary>
    /// <returns>The path to name in <see cref="StartRun"/>.</returns>
    public string PlaceProgram(ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols)
    {
        string folder = Directory.CreateDirectory(Path.Combine(scratch.Root, "program")).FullName;
        string path = Path.Combine(folder, "Submission.dll");
        File.WriteAllBytes(path, assembly);
        File.WriteAllBytes(Path.Combine(folder, "Submission.pdb"), symbols);
        return path;
    }

    /// <exception cref="IOException">The worker has gone.</exception>
    public async ValueTask SendAsync(LaneMessage message, CancellationToken cancellation = default)
    {
        if (message is StartRun)
        {
            isClean = false; // until the run's end says otherwise
        }

        await writer.WriteAsync(SessionJson.Print(message), cancellation).ConfigureAwait(false);
    }

    /// <summary>The next message; null once the worker has closed its end, which it does when it ends.</summary>
    /// <exception cref="WireFormatException">It sent what the protocol does not allow.</exception>
    /// <exception cref="OperationCanceledException">The deadline came first; the message may be received later.</exception>
    public async ValueTask<WorkerMessage?> ReceiveAsync(CancellationToken deadline = default)
    {
        WorkerMessage? message;
        try
        {
            message = await messages.Reader.ReadAsync(deadline).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            return e.InnerException is null ? null : throw new WireFormatException(e.InnerException.Message, e.InnerException);
        }

        switch (message)
        {
            case RunEnded ended:
                isClean = ended.IsClean;
                break;
            case RunAbandoned abandoned:
                isClean = abandoned.IsClean;
                waitingThreads += abandoned.WaitingThreads;
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
        try
        {
            // The tree is found by a look at every process of the machine.
            process.Kill(entireProcessTree: threads.MayHaveChildren());
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Waits for the process's end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken deadline = default)
    {
        await process.WaitForExitAsync(deadline).ConfigureAwait(false);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        while (messages.Reader.TryRead(out _))
        {
            // Whoever writes to a full channel must be let go.
        }

        messages.Writer.TryComplete();
        await process.WaitForExitAsync().ConfigureAwait(false);
        await drained.ConfigureAwait(false);
        process.Dispose();
        scratch.Dispose();
    }

    private static ProcessStartInfo StartInfo(WorkerLocation location, WorkerScratch scratch)
    {
        var start = new ProcessStartInfo(location.DotnetPath, [location.AssemblyPath])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = scratch.WorkingDirectory,
        };
        string? systemRoot = Environment.GetEnvironmentVariable("SystemRoot");
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(location.DotnetPath);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000"; // 256 MiB, in hexadecimal as the runtime reads it
        start.Environment["TZ"] = "UTC";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["HOME"] = scratch.Home;
        start.Environment["TMPDIR"] = scratch.Temporary;
        if (OperatingSystem.IsWindows() && systemRoot is not null)
        {
            start.Environment["SystemRoot"] = systemRoot; // without it no process of .NET starts there
        }

        return start;
    }

    private async Task ReceiveAllAsync(FrameReader reader)
    {
        try
        {
            while (await reader.ReadAsync().ConfigureAwait(false) is { } frame)
            {
                await messages.Writer.WriteAsync(SessionJson.ParseWorkerMessage(frame)).ConfigureAwait(false);
            }

            messages.Writer.TryComplete();
        }
        catch (Exception e) when (e is WireFormatException or IOException)
        {
            messages.Writer.TryComplete(e is WireFormatException && !process.HasExited ? e : null);
        }
        catch (ChannelClosedException)
        {
            // Disposed meanwhile.
        }
    }
}
