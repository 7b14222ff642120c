namespace Grader.Replay;

/// <summary>Size of what lies in a process's folder on disk. Symbolic links count as files and are not followed.</summary>
internal readonly record struct ScratchSize(int Files, long Bytes)
{
    // Whoever has more is far over any limit; counting on would only take time.
    private const int MostEntries = 20_000;

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    public int Folders { get; init; }

    /// <summary>There is more than can be counted: paths too long to name, or folders that were shut.</summary>
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
            foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
            {
                if (entry is FileInfo file)
                {
                    files++;
                    bytes += file.LinkTarget is null ? file.Length : 0;
                }
                else
                {
                    folders++;
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
}
