using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>File descriptors: open(2), dup(2), dup2(2), close(2), fcntl(2).</summary>
internal static partial class Libc
{
    private const int OpenReadOnly = 0;
    private const int FcntlSetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    /// <summary>Opens for reading.</summary>
    /// <param name="path">In the encoding of the file system, with a zero at its end.</param>
    /// <exception cref="SystemCallException">The file cannot be opened.</exception>
    public static unsafe int OpenForReading(ReadOnlySpan<byte> path)
    {
        fixed (byte* first = path)
        {
            return Checked(Open(first, OpenReadOnly), "open");
        }
    }

    /// <summary>Another descriptor, the lowest free one, for the same open file.</summary>
    public static int Duplicate(int descriptor) => Checked(Dup(descriptor), "dup");

    /// <summary>Makes <paramref name="target"/> refer to the open file of <paramref name="source"/>, closing what it was.</summary>
    public static void DuplicateTo(int source, int target) => _ = Checked(Dup2(source, target), "dup2");

    public static void CloseDescriptor(int descriptor) => _ = Checked(Close(descriptor), "close");

    /// <summary>Keeps a descriptor from programs that this process starts.</summary>
    /// <remarks>
    /// fcntl takes its argument as a variadic one, which macOS on ARM passes otherwise than a fixed one: only called on Linux, where both are passed alike.
    /// </remarks>
    public static void SetCloseOnExec(int descriptor) => _ = Checked(Fcntl(descriptor, FcntlSetDescriptorFlags, CloseOnExec), "fcntl");

    private static int Checked(int result, string call) => result >= 0 ? result : throw new SystemCallException(call, Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static unsafe partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Dup(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Dup2(int source, int target);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Fcntl(int descriptor, int command, int argument);
}
