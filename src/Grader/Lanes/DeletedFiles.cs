using System.Globalization;

namespace Grader.Lanes;

/// <summary>Files that a process has deleted and still holds open: they take room that no look into a folder shows.</summary>
internal static class DeletedFiles
{
    private const string Mark = " (deleted)";

    /// <summary>Their size in all; 0 where the system does not tell.</summary>
    public static long BytesHeldBy(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        long bytes = 0;
        try
        {
            foreach (string descriptor in Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/fd")))
            {
                // The path leads to the open file itself, whatever its name was.
                bytes += new FileInfo(descriptor).LinkTarget?.EndsWith(Mark, StringComparison.Ordinal) == true ? LengthOf(descriptor) : 0;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or closes files meanwhile.
        }

        return bytes;
    }

    private static long LengthOf(string descriptor)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(descriptor, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return RandomAccess.GetLength(file);
    }
}
