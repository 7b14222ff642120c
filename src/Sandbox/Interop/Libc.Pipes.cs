using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>pipe2(2).</summary>
internal static unsafe partial class Libc
{
    /// <returns>Both ends, closed on exec.</returns>
    public static (int Read, int Write) Pipe()
    {
        int* ends = stackalloc int[2];
        _ = Checked(Pipe2(ends, OpenCloseOnExec), "pipe2");
        return (ends[0], ends[1]);
    }

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Pipe2(int* ends, int flags);
}
