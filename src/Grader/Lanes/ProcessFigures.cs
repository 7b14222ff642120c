using System.ComponentModel;
using System.Diagnostics;

namespace Grader.Lanes;

/// <summary>What the system says about a running process. Everything is zero once it has ended.</summary>
/// <param name="ProcessorTime">Of all its threads, in user and system mode.</param>
internal readonly record struct ProcessFigures(TimeSpan ProcessorTime, long ResidentBytes)
{
    public static ProcessFigures Of(Process process)
    {
        try
        {
            process.Refresh();
            return new ProcessFigures(process.TotalProcessorTime, process.WorkingSet64);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or IOException)
        {
            return default;
        }
    }

    /// <summary>Threads of a process that the runtime did not make for itself; null where the system does not tell.</summary>
    /// <remarks>The runtime names its own threads <c>.NET …</c>. Pool threads count as its own: the worker counts those at work.</remarks>
    public static int? ProgramThreads(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        int count = 0;
        try
        {
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
            {
                count += IsOfRuntime(thread) ? 0 : 1;
            }
        }
        catch (IOException)
        {
            return null;
        }

        return count;
    }

    /// <summary>Whether any of a process's threads runs or waits for a processor, the runtime's own compiler aside; null where the system does not tell.</summary>
    public static bool? IsComputing(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return Directory.EnumerateDirectories($"/proc/{processId}/task").Any(IsRunnable);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads a line of <c>/proc/pid/task/tid/stat</c>: <c>tid (name) state …</c>, where a name may hold any character.</summary>
    internal static bool IsRunnable(string stat, string exceptName)
    {
        int open = stat.IndexOf('('), close = stat.LastIndexOf(')');
        return open >= 0 && close > open && close + 2 < stat.Length
            && stat[close + 2] is 'R' or 'D'
            && !stat.AsSpan(open + 1, close - open - 1).SequenceEqual(exceptName);
    }

    private static bool IsRunnable(string thread)
    {
        try
        {
            return IsRunnable(File.ReadAllText(Path.Combine(thread, "stat")), ".NET Tiered Com");
        }
        catch (IOException)
        {
            return false; // it has ended meanwhile
        }
    }

    private static bool IsOfRuntime(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm")).StartsWith(".NET ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true; // it has ended meanwhile
        }
    }
}
