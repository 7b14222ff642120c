namespace Grader.Confine;

/// <summary>The control group of this process, where its user may make groups below it.</summary>
internal static class DelegatedCgroup
{
    private static readonly string[] Roots = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"];

    /// <returns>Its folder; null where there is none, where it is the whole machine, or where it is not ours to divide.</returns>
    public static string? Find()
    {
        try
        {
            return OperatingSystem.IsLinux() && PathOf(File.ReadAllText("/proc/self/cgroup")) is { Length: > 1 } path
                ? Roots.Select(root => root + path.TrimEnd('/')).FirstOrDefault(IsDelegated)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads lines of <c>hierarchy:controllers:path</c>: version 2 is hierarchy 0 without controllers (cgroups(7)).</summary>
    internal static string? PathOf(string lines) => lines.Split('\n').FirstOrDefault(line => line.StartsWith("0::/", StringComparison.Ordinal))?[3..];

    private static bool IsDelegated(string folder)
    {
        string control = folder + "/cgroup.subtree_control";
        try
        {
            return File.Exists(control) && File.OpenHandle(control, FileMode.Open, FileAccess.Write) is { } handle && Close(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Close(Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        handle.Dispose();
        return true;
    }
}
