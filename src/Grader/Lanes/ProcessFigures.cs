using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Grader.Lanes;

/// <summary>What the system says about a running process. Everything is zero once it has ended.</summary>
/// <param name="ProcessorTime">Of all its threads, in user and system mode.</param>
internal readonly record struct ProcessFigures(TimeSpan ProcessorTime, long ResidentBytes, int Threads)
{
    // Linux reports processor time in this unit, whatever the kernel counts in.
    private const int TicksPerSecond = 100;

    public static ProcessFigures Of(int processId)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // Process reads as much for every thread, and this is asked many times a second.
                return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat")), Environment.SystemPageSize);
            }

            using Process process = Process.GetProcessById(processId);
            return new ProcessFigures(process.TotalProcessorTime, process.WorkingSet64, process.Threads.Count);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or Win32Exception or IOException)
        {
            return default;
        }
    }

    /// <summary>Reads the line of <c>/proc/pid/stat</c>: fields 14 and 15 are user and system time, field 20 threads, field 24 resident pages (proc_pid_stat(5)).</summary>
    /// <returns>Zero where the line is of another form.</returns>
    internal static ProcessFigures Parse(string stat, int pageSize)
    {
        // The second field, the name in brackets, may hold blanks and brackets: count from behind it.
        const int User = 14 - 3, System = 15 - 3, Threads = 20 - 3, ResidentPages = 24 - 3;
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length > ResidentPages
            && long.TryParse(fields[User], NumberStyles.None, CultureInfo.InvariantCulture, out long user)
            && long.TryParse(fields[System], NumberStyles.None, CultureInfo.InvariantCulture, out long system)
            && int.TryParse(fields[Threads], NumberStyles.None, CultureInfo.InvariantCulture, out int threads)
            && long.TryParse(fields[ResidentPages], NumberStyles.None, CultureInfo.InvariantCulture, out long pages)
            ? new ProcessFigures(TimeSpan.FromSeconds((user + system) / (double)TicksPerSecond), pages * pageSize, threads)
            : default;
    }
}
