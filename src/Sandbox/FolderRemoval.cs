using System.Globalization;
using System.Text.Unicode;
using Grader.Sandbox.Interop;

namespace Grader.Sandbox;

/// <summary>Removes folders that a stranger has filled: nested deeper than any path can name, without rights, full of links, under names that are no text.</summary>
public static class FolderRemoval
{
    private const UnixFileMode OwnRights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Removes a folder with all it holds. Links are removed, never followed.</summary>
    /// <exception cref="IOException">Something is in use or cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static void Remove(string folder)
    {
        Empty(folder);
        Directory.Delete(folder);
    }

    /// <summary>Removes all that a folder holds.</summary>
    /// <remarks>
    /// Folders within are moved up beside each other, under new names, before they are emptied: so no path becomes long, and nothing recurses.
    /// </remarks>
    public static void Empty(string folder)
    {
        int moved = 0;
        var left = new Stack<string>([folder]);
        while (left.TryPop(out string? current))
        {
            GiveRights(current);
            GiveNames(current, ref moved);
            foreach (FileSystemInfo entry in new DirectoryInfo(current).GetFileSystemInfos())
            {
                if (entry is DirectoryInfo { LinkTarget: null })
                {
                    GiveRights(entry.FullName);
                    string target = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".removing-{moved++}-{Path.GetRandomFileName()}"));
                    Directory.Move(entry.FullName, target);
                    left.Push(target);
                }
                else
                {
                    entry.Delete();
                }
            }

            if (current != folder)
            {
                Directory.Delete(current);
            }
        }
    }

    /// <summary>Where names are no text, as only Linux allows, the base library finds entries and then does not find them.</summary>
    private static void GiveNames(string folder, ref int moved)
    {
        const char NoText = '\uFFFD';
        if (OperatingSystem.IsLinux() && Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry.AsSpan()).Contains(NoText)))
        {
            foreach (byte[] name in Libc.NamesIn(folder).Where(name => !Utf8.IsValid(name)))
            {
                Libc.RenameIn(folder, name, string.Create(CultureInfo.InvariantCulture, $".removing-{moved++}-{Path.GetRandomFileName()}"));
            }
        }
    }

    private static void GiveRights(string folder)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & OwnRights) != OwnRights)
        {
            File.SetUnixFileMode(folder, OwnRights);
        }
    }
}
