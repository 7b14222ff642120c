using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Grader.Benchmarks;

/// <summary>Whole commands, timed from outside as a user feels them, on one core where that is what is asked.</summary>
internal static class CommandTimings
{
    private const int Repetitions = 10;

    // The one that users run: the copy beside this program is not compiled ahead of time.
    private static readonly string GraderProgram = typeof(CommandTimings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == nameof(GraderProgram)).Value!;

    /// <summary>
    /// What one more submission costs in a batch that is already running: the difference of a long and a short batch of copies of one submission, on one
    /// core, by the number of submissions between them.
    /// </summary>
    /// <param name="sample">A submission's folder inside its assignment's.</param>
    public static void Batch(string sample)
    {
        const int Short = 20, Long = 120;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().ProcessorAffinity = 1; // the grader inherits it
        }

        string folder = Directory.CreateTempSubdirectory("grader-benchmark-").FullName;
        try
        {
            TimeSpan[] times = [.. Enumerable.Range(0, 3).Select(_ => TimeOf(Long) - TimeOf(Short))];
            double milliseconds = times.Order().ElementAt(1).TotalMilliseconds / (Long - Short);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms a submission (median of 3, one core)"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        TimeSpan TimeOf(int count)
        {
            string batch = Path.Combine(folder, count.ToString(CultureInfo.InvariantCulture));
            for (int i = 0; i < count && !Directory.Exists(Path.Combine(batch, $"student-{count - 1:000}")); i++)
            {
                string student = Directory.CreateDirectory(Path.Combine(batch, $"student-{i:000}")).FullName;
                foreach (string source in Directory.EnumerateFiles(sample, "*.cs"))
                {
                    File.Copy(source, Path.Combine(student, Path.GetFileName(source)));
                }
            }

            return Run(["batch", batch, "--assignment", Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(sample)))!], expected: 0);
        }
    }

    /// <summary>A check by itself: process start, compiler, reference, submission, report.</summary>
    public static void Check(string assignment, string sample)
    {
        TimeSpan[] times = [.. Enumerable.Range(0, Repetitions).Select(_ => Run(["check", assignment, sample], expected: 0))];
        TimeSpan[] sorted = [.. times.Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"check: median {sorted[Repetitions / 2].TotalSeconds:0.00} s, slowest {sorted[^1].TotalSeconds:0.00} s of {Repetitions}"));
    }

    private static TimeSpan Run(string[] arguments, int expected)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(GraderProgram);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
        return process.ExitCode == expected ? elapsed : throw new InvalidOperationException($"grader ended with {process.ExitCode}:\n{output}");
    }
}
