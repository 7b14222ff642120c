using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Grader.Compile;
using Grader.Lanes;

namespace Grader.Live;

/// <summary>A compiled program as a process of its own, with this one's terminal, working directory and environment, and all rights of whoever started it.</summary>
internal sealed class LiveProgram : IDisposable
{
    /// <summary>The same words as in <c>Grader.Live</c>, which this project does not refer to.</summary>
    private const string Nothing = "-";

    private readonly AnonymousPipeServerStream pipe;
    private readonly Process process;

    private LiveProgram(AnonymousPipeServerStream pipe, Process process)
    {
        this.pipe = pipe;
        this.process = process;
    }

    /// <param name="folder">Where the program's files are put; they must stay while it runs.</param>
    /// <param name="progress">The form of progress reports on standard error: <c>line</c>, <c>json</c>; null for none.</param>
    /// <exception cref="GraderFaultException">The installation is incomplete, or the process cannot be started.</exception>
    public static LiveProgram Start(Compiled program, string name, string folder, string? progress, IEnumerable<string> arguments)
    {
        string host = Path.Combine(AppContext.BaseDirectory, "live", "Grader.Live.dll");
        if (!File.Exists(host))
        {
            throw new GraderFaultException($"Programs cannot be run: '{host}' does not exist.");
        }

        string assembly = Path.Combine(folder, name + ".dll");
        File.WriteAllBytes(assembly, program.Assembly.Span);
        File.WriteAllBytes(Path.ChangeExtension(assembly, ".pdb"), program.Symbols.Span);

        // The program ends with this process, however that ends.
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        try
        {
            var start = new ProcessStartInfo(WorkerLocation.RunningDotnet, [host, assembly, progress ?? Nothing, pipe.GetClientHandleAsString(), .. arguments]) { UseShellExecute = false };
            var process = Process.Start(start)!;
            pipe.DisposeLocalCopyOfClientHandle();
            return new LiveProgram(pipe, process);
        }
        catch (Win32Exception e)
        {
            pipe.Dispose();
            throw new GraderFaultException("The program cannot be started: " + e.Message, e);
        }
    }

    /// <summary>Asks the program to end, where a signal came to this process alone. One that came from the terminal, the program has already.</summary>
    public void RequestEnd(PosixSignal signal)
    {
        try
        {
            pipe.WriteByte(signal switch { PosixSignal.SIGHUP => 1, PosixSignal.SIGTERM => 15, _ => 2 });
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    /// <returns>The program's exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        pipe.Dispose();
        process.Dispose();
    }
}
