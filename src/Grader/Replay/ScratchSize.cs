namespace Grader.Replay;

/// <summary>Size of what lies in a process's folder on disk. Symbolic links are not followed.</summary>
internal readonly record struct ScratchSize(int Files, long Bytes)
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>Zero where there is no such folder.</summary>
    public static ScratchSize Of(string folder)
    {
        if (folder.Length == 0)
        {
            return default;
        }

        int files = 0;
        long bytes = 0;
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", Everything))
            {
                files++;
                bytes += file.Length;
            }
        }
        catch (IOException)
        {
            // The program changes the folder meanwhile; what was counted so far stands.
        }

        return new ScratchSize(files, bytes);
    }
}
