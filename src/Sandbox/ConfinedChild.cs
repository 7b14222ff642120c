using System.IO.Pipes;
using Grader.Sandbox.Interop;
using Microsoft.Win32.SafeHandles;

namespace Grader.Sandbox;

/// <summary>A process that gave up its rights before its program began.</summary>
public sealed class ConfinedChild : WorkerChild
{
    // Where the system ignores the ends of children, and so kept no code.
    private const int Unknown = 255;

    private readonly TaskCompletionSource<int> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private bool isReaped;

    internal ConfinedChild(int id, int input, int output, int error)
    {
        Id = id;
        StandardInput = new AnonymousPipeClientStream(PipeDirection.Out, new SafePipeHandle(input, ownsHandle: true));
        StandardOutput = new AnonymousPipeClientStream(PipeDirection.In, new SafePipeHandle(output, ownsHandle: true));
        StandardError = new AnonymousPipeClientStream(PipeDirection.In, new SafePipeHandle(error, ownsHandle: true));
    }

    public override int Id { get; }

    public override Stream StandardInput { get; }

    public override Stream StandardOutput { get; }

    public override Stream StandardError { get; }

    public override bool HasExited => exit.Task.IsCompleted;

    public override Task<int> Exit => exit.Task;

    /// <summary>A confined process cannot start another one, so there are no descendants.</summary>
    public override void Kill(bool withDescendants)
    {
        lock (gate)
        {
            // Once it is taken off the system's list, its number may be another process's.
            if (!isReaped)
            {
                Libc.Signal(Id, Libc.SignalKill);
            }
        }
    }

    public override void Dispose()
    {
        StandardInput.Dispose();
        StandardOutput.Dispose();
        StandardError.Dispose();
    }

    /// <summary>Waits for the process's end, then takes it off the system's list.</summary>
    internal void Keep()
    {
        int? code;
        Libc.WaitForEnd(Id);
        lock (gate)
        {
            isReaped = true;
            code = Libc.WaitForChild(Id);
        }

        exit.TrySetResult(code ?? Unknown);
    }
}
