namespace Grader.Lanes;

/// <summary>Modes of folders that the grader makes for workers.</summary>
internal static class FolderMode
{
    /// <summary>For the owner alone.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Others may name what lies in it, and see nothing.</summary>
    public const UnixFileMode PassOnly = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Others may read it.</summary>
    public const UnixFileMode Readable = PassOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Lets others read a file.</summary>
    public static void SetReadable(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    /// <summary>Makes a folder.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string Create(string folder, UnixFileMode mode) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder).FullName
        : Directory.CreateDirectory(folder, mode).FullName;
}
