using System.Runtime.InteropServices;

namespace Grader.Sandbox.Interop;

/// <summary>setrlimit(2). Both the soft and the hard limit are set, so that no program can raise them again.</summary>
internal static unsafe partial class Libc
{
    internal enum Resource
    {
        ProcessorSeconds = 0,
        FileBytes = 1,
        DataBytes = 2,
        CoreBytes = 4,
        OpenFiles = 7,
    }

    /// <summary>Lowers a limit; one that is lower already stays.</summary>
    /// <param name="grace">What lies between the soft limit, which warns by a signal, and the hard one.</param>
    public static void LimitResource(Resource resource, ulong value, ulong grace = 0)
    {
        ResourceLimit limit;
        _ = Checked(GetResourceLimit((int)resource, &limit), "getrlimit");
        limit.Hard = Math.Min(limit.Hard, value + grace);
        limit.Soft = Math.Min(Math.Min(limit.Soft, value), limit.Hard);
        _ = Checked(SetResourceLimit((int)resource, &limit), "setrlimit");
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetResourceLimit(int resource, ResourceLimit* limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetResourceLimit(int resource, ResourceLimit* limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
