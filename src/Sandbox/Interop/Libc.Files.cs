namespace Grader.Sandbox.Interop;

/// <summary>Kinds of files: statx(2). Linux only.</summary>
internal static unsafe partial class Libc
{
    private const int OfWorkingDirectory = -100;
    private const int WantType = 1;

    // struct statx, the same for all processors: 256 bytes, the mode at byte 28.
    private const int StatBytes = 256;
    private const int ModeAt = 28;
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;

    /// <summary>Whether it is neither a folder, pipe, socket nor device. Links are followed.</summary>
    /// <exception cref="SystemCallException">It is not there, or not to be looked at.</exception>
    public static bool IsRegularFile(string path)
    {
        byte[] name = [.. System.Text.Encoding.UTF8.GetBytes(path), 0];
        byte* stat = stackalloc byte[StatBytes];
        fixed (byte* pointer = name)
        {
            _ = CheckedCall(SystemCall(SystemCallNumbers.Statx, OfWorkingDirectory, (nint)pointer, 0, WantType, (nint)stat), "statx");
        }

        return (*(ushort*)(stat + ModeAt) & KindMask) == RegularKind;
    }
}
