using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>Entries of folders by the bytes of their names, which need not be text: getdents64(2), renameat(2). Linux only.</summary>
internal static unsafe partial class Libc
{
    // struct linux_dirent64, the same for all processors: inode, offset, length of the record, type, name.
    private const int RecordLengthAt = 16;
    private const int NameAt = 19;
    private const int EntriesBytes = 32 * 1024;

    /// <summary>Names without <c>.</c> and <c>..</c>, each with the zero that ends it.</summary>
    /// <exception cref="SystemCallException">The folder cannot be read.</exception>
    public static IReadOnlyList<byte[]> NamesIn(string folder)
    {
        int descriptor = Checked(Open(folder, OpenReadOnly | OpenCloseOnExec), "open");
        try
        {
            List<byte[]> names = [];
            byte[] entries = new byte[EntriesBytes];
            fixed (byte* pointer = entries)
            {
                while ((int)CheckedCall(SystemCall(SystemCallNumbers.GetEntries, descriptor, (nint)pointer, EntriesBytes, 0, 0), "getdents64") is var length and > 0)
                {
                    for (int at = 0; at < length; at += *(ushort*)(pointer + at + RecordLengthAt))
                    {
                        ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(pointer + at + NameAt);
                        if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                        {
                            names.Add([.. name, 0]);
                        }
                    }
                }
            }

            return names;
        }
        finally
        {
            CloseDescriptor(descriptor);
        }
    }

    /// <summary>Gives an entry of a folder another name there.</summary>
    /// <param name="name">As <see cref="NamesIn"/> gives it.</param>
    /// <exception cref="SystemCallException">It cannot be renamed.</exception>
    public static void RenameIn(string folder, byte[] name, string newName)
    {
        int descriptor = Checked(Open(folder, OpenReadOnly | OpenCloseOnExec), "open");
        try
        {
            _ = Checked(RenameAt(descriptor, name, descriptor, newName), "renameat");
        }
        finally
        {
            CloseDescriptor(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromFolder, byte[] from, int toFolder, string to);
}
