using System.IO.Enumeration;

namespace Grader.Replay;

/// <summary>Size of what lies in a process's folder on disk. Symbolic links count as files and are not followed.</summary>
internal readonly record struct ScratchSize(int Files, long Bytes)
{
    // Whoever has more is far over any limit; counting on would only take time.
    private const int MostEntries = 20_000;

    // What stands for bytes that are no UTF-8: such a file is listed, and then not found under that name.
    private const char NoText = '\uFFFD';

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    public int Folders { get; init; }

    /// <summary>There is more than can be counted: paths too long to name, folders that were shut, or names that are no text.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Zero where there is no such folder.</summary>
    public static ScratchSize Of(string folder)
    {
        if (folder.Length == 0)
        {
            return default;
        }

        int files = 0, folders = 0;
        long bytes = 0;
        bool isHidden = false;
        try
        {
            foreach (Entry entry in Entries(folder))
            {
                isHidden |= entry.Name.Contains(NoText);
                bytes += entry.Bytes;
                if (entry.IsFolder)
                {
                    folders++;
                }
                else
                {
                    files++;
                }

                if (files + folders > MostEntries)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is PathTooLongException or UnauthorizedAccessException)
        {
            isHidden = true;
        }
        catch (IOException)
        {
            // The program changes the folder meanwhile; what was counted so far stands.
        }

        return new ScratchSize(files, bytes) { Folders = folders, IsHidden = isHidden };
    }

    // The base library would go through a link to a folder.
    private static FileSystemEnumerable<Entry> Entries(string folder) => new(
        folder,
        static (ref FileSystemEntry entry) => new Entry(entry.FileName.ToString(), IsFolder(ref entry), IsFolder(ref entry) || IsLink(ref entry) ? 0 : entry.Length),
        Everything)
    {
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => IsFolder(ref entry),
    };

    private static bool IsFolder(ref FileSystemEntry entry) => entry.IsDirectory && !IsLink(ref entry);

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private readonly record struct Entry(string Name, bool IsFolder, long Bytes);
}
