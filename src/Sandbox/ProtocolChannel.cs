using Grader.Sandbox.Interop;
using Microsoft.Win32.SafeHandles;

namespace Grader.Sandbox;

/// <summary>The two ends of the pipe to the process that started this one: what it sends, and what it receives.</summary>
/// <remarks>
/// Standard input and output are moved to other descriptors before anything else runs. Their old numbers then read nothing and write to standard
/// error, so that a library that writes to descriptor 1 cannot break into a frame. On Windows the standard streams themselves are used.
/// </remarks>
public sealed class ProtocolChannel : IDisposable
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;

    private ProtocolChannel(Stream input, Stream output) => (Input, Output) = (input, output);

    public Stream Input { get; }

    public Stream Output { get; }

    /// <summary>Takes over the standard streams of this process. Call once, before anything reads or writes them.</summary>
    /// <exception cref="SystemCallException">A descriptor cannot be moved.</exception>
    public static ProtocolChannel TakeStandardStreams() => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
        ? MoveDescriptors()
        : new ProtocolChannel(Console.OpenStandardInput(), Console.OpenStandardOutput());

    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
    }

    private static ProtocolChannel MoveDescriptors()
    {
        FileStream input = Moved(StandardInput, FileAccess.Read);
        FileStream output = Moved(StandardOutput, FileAccess.Write);
        int nothing = Libc.OpenForReading("/dev/null\0"u8);
        Libc.DuplicateTo(nothing, StandardInput);
        Libc.CloseDescriptor(nothing);
        Libc.DuplicateTo(StandardError, StandardOutput);
        return new ProtocolChannel(input, output);
    }

    private static FileStream Moved(int descriptor, FileAccess access)
    {
        int moved = Libc.Duplicate(descriptor);
        if (OperatingSystem.IsLinux())
        {
            Libc.SetCloseOnExec(moved);
        }

        // No buffer: frames are written whole, and whoever waits for one must get it at once.
        return new FileStream(new SafeFileHandle(moved, ownsHandle: true), access, bufferSize: 0);
    }
}
