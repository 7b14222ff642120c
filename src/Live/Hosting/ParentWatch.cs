using System.Diagnostics;
using System.IO.Pipes;

namespace Grader.Live.Hosting;

/// <summary>Watches a pipe from the process that started this one: a byte, a signal's number, asks for a clean end; when the pipe breaks, its starter is gone and so is this process.</summary>
internal static class ParentWatch
{
    /// <summary>Nobody watches.</summary>
    public const string None = "-";

    // A terminal's Ctrl-C reaches both processes within moments of one another.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <param name="handle">As <see cref="AnonymousPipeServerStream.GetClientHandleAsString"/> gives it, or <see cref="None"/>.</param>
    public static void Start(string handle, ProcessSignals signals)
    {
        if (handle != None)
        {
            new Thread(() => Watch(handle, signals)) { IsBackground = true, Name = "starter" }.Start();
        }
    }

    private static void Watch(string handle, ProcessSignals signals)
    {
        using var pipe = new AnonymousPipeClientStream(PipeDirection.In, handle);
        while (pipe.ReadByte() is >= 0 and var signal)
        {
            signals.EndUnlessSignalled(signal, Grace);
        }

        // Killed, not ended: what a killed program leaves is what its starter was killed for.
        Process.GetCurrentProcess().Kill();
    }
}
