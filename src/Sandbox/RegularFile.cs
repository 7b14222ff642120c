using Grader.Sandbox.Interop;

namespace Grader.Sandbox;

/// <summary>Tells files from what only looks like one: to open a pipe waits for whoever writes to it.</summary>
public static class RegularFile
{
    /// <summary>Whether a path names a regular file, or a link leads to one. Where the system is not Linux, whatever is no folder is taken for one.</summary>
    /// <exception cref="IOException">There is nothing, or it cannot be looked at.</exception>
    public static bool Is(string path) => OperatingSystem.IsLinux() ? Libc.IsRegularFile(path) : File.Exists(path);
}
