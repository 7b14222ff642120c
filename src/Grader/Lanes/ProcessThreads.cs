using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Grader.Lanes;

/// <summary>What the system says about the threads of one running process. Nothing where the system does not tell: only Linux does.</summary>
/// <remarks>
/// The clock waits for these answers, and every thread costs a system call or more: what is known of a thread and cannot change is not asked again.
/// Not thread-safe.
/// </remarks>
internal sealed class ProcessThreads(int processId)
{
    private readonly string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task");
    private readonly HashSet<string> ofRuntime = new(StringComparer.Ordinal);
    private readonly HashSet<string> abandoned = new(StringComparer.Ordinal);

    /// <summary>Threads that the runtime did not make for itself; null where the system does not tell.</summary>
    /// <remarks>The runtime names its own threads <c>.NET …</c>. Pool threads count as its own: the worker counts those at work.</remarks>
    public int? CountOfProgram() => ThreadsOfProgram()?.Count;

    /// <summary>Whatever runs now beside the main thread is the runtime's: nothing of a program is loaded yet. A confined runtime cannot name all its threads.</summary>
    public void KnowThreadsOfRuntime()
    {
        string main = processId.ToString(CultureInfo.InvariantCulture);
        ofRuntime.UnionWith((ThreadsOfProgram() ?? []).Where(thread => thread != main));
    }

    /// <summary>All threads of the program but the one that reads the pipe wait for ever from now on: their run is over.</summary>
    public void AbandonThreadsOfProgram()
    {
        string main = processId.ToString(CultureInfo.InvariantCulture);
        abandoned.UnionWith((ThreadsOfProgram() ?? []).Where(thread => thread != main));
    }

    /// <summary>Whether any thread runs or waits for a processor, the runtime's own compiler and abandoned ones aside; null where the system does not tell.</summary>
    public bool? AnyComputes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return All().Where(thread => !abandoned.Contains(thread)).Any(thread => IsRunnable(Read(thread, "stat"), ".NET Tiered Com"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether the process has started others that still run; true where the system does not tell.</summary>
    public bool MayHaveChildren()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        try
        {
            // A process without that file has ended, or its kernel keeps none: then nothing is known.
            return !File.Exists($"{folder}/{processId}/children") || All().Any(thread => Read(thread, "children").Length > 0);
        }
        catch (IOException)
        {
            return true;
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

    private List<string>? ThreadsOfProgram()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return [.. All().Where(thread => !IsOfRuntime(thread))];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private IEnumerable<string> All() => Directory.EnumerateDirectories(folder).Select(path => path[(path.LastIndexOf('/') + 1)..]);

    private bool IsOfRuntime(string thread)
    {
        if (abandoned.Contains(thread))
        {
            return false;
        }

        // An empty name is that of a thread that has ended meanwhile.
        bool isOfRuntime = ofRuntime.Contains(thread) || Read(thread, "comm") is "" or ['.', 'N', 'E', 'T', ' ', ..];
        if (isOfRuntime)
        {
            ofRuntime.Add(thread);
        }

        return isOfRuntime;
    }

    /// <summary>One line about a thread; empty where it has ended.</summary>
    /// <remarks>Without a lock on the file, and in one read.</remarks>
    private string Read(string thread, string file)
    {
        try
        {
            using SafeFileHandle handle = File.OpenHandle($"{folder}/{thread}/{file}", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> line = stackalloc byte[512];
            return Encoding.UTF8.GetString(line[..RandomAccess.Read(handle, line, 0)]);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
