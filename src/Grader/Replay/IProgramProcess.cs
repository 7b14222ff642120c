using Grader.Plans.Session;

namespace Grader.Replay;

/// <summary>The process that a submission's program runs in, as a replay uses it. Everything that comes out of it is taken as written by an adversary.</summary>
/// <remarks>One thread at a time sends, one at a time receives. Disposing ends the process and removes its folder.</remarks>
public interface IProgramProcess : IAsyncDisposable
{
    /// <summary>The working directory to name in <see cref="StartRun"/>.</summary>
    string WorkingDirectory { get; }

    /// <summary>All that the process may write to on disk: it holds the working directory. Empty where the process has no disk.</summary>
    string ScratchFolder { get; }

    /// <summary>Used since its start, by all its threads.</summary>
    TimeSpan ProcessorTime { get; }

    long ResidentBytes { get; }

    /// <summary>The runtime's own included; 0 where the system does not tell.</summary>
    int ThreadCount { get; }

    /// <summary>Of files that it has deleted and still holds open; 0 where the system does not tell.</summary>
    long DeletedFileBytes { get; }

    /// <summary>Of all messages so far, in both directions, as they are on the wire.</summary>
    long TransferredBytes { get; }

    bool HasExited { get; }

    /// <summary>The end of what it wrote to standard error, bounded.</summary>
    string ErrorTail { get; }

    /// <summary>Puts a compiled program where the process finds it.</summary>
    /// <returns>The path to name in <see cref="StartRun"/>.</returns>
    string PlaceProgram(ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols);

    /// <exception cref="IOException">The process has gone.</exception>
    ValueTask SendAsync(LaneMessage message, CancellationToken cancellation = default);

    /// <summary>The next message, the first being <see cref="WorkerReady"/>. Blocks the calling thread.</summary>
    /// <returns>Nothing where none came in time; it may be received later.</returns>
    /// <exception cref="EndOfStreamException">The process has closed its end, which it does when it ends.</exception>
    /// <exception cref="Plans.Json.WireFormatException">It sent what the protocol does not allow.</exception>
    WorkerMessage? Receive(TimeSpan wait);

    /// <summary>Whether another run may start here: the last one is over and left nothing behind but threads that wait for ever.</summary>
    bool IsReusable();

    /// <summary>Whether a thread of the program runs or waits for a processor right now. While one does, the clock must hold.</summary>
    bool IsComputing();

    /// <summary>Ends the process and all it started, at once.</summary>
    void Kill();

    /// <returns>The exit code as the system reports it, 128 + n for signal n.</returns>
    Task<int> WaitForExitAsync(CancellationToken deadline = default);
}
