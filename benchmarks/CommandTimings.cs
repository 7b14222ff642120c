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
        const int Short = 50, Long = 150;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().ProcessorAffinity = 1; // the grader inherits it
        }

        string folder = Directory.CreateTempSubdirectory("grader-benchmark-").FullName;
        try
        {
            Cost[] costs = [.. Enumerable.Range(0, 3).Select(_ => CostOf(Long) - CostOf(Short))];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"a submission, median of 3, one core: {Median(cost => cost.Elapsed):0.0} ms elapsed, {Median(cost => cost.Processor):0.0} ms of processor time"));

            double Median(Func<Cost, TimeSpan> of) => costs.Select(of).Order().ElementAt(1).TotalMilliseconds / (Long - Short);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Cost CostOf(int count)
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

            TimeSpan before = ProcessorTimeOfEndedChildren();
            TimeSpan elapsed = Run(["batch", batch, "--assignment", Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(sample)))!], expected: 0);
            return new Cost(elapsed, ProcessorTimeOfEndedChildren() - before);
        }
    }

    /// <summary>Of this process's children and theirs that have ended: fields 16 and 17 of proc_pid_stat(5), in hundredths of a second. Zero where the system does not tell.</summary>
    private static TimeSpan ProcessorTimeOfEndedChildren()
    {
        if (!OperatingSystem.IsLinux())
        {
            return TimeSpan.Zero;
        }

        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[16 - 3], CultureInfo.InvariantCulture) + long.Parse(fields[17 - 3], CultureInfo.InvariantCulture)));
    }

    private readonly record struct Cost(TimeSpan Elapsed, TimeSpan Processor)
    {
        public static Cost operator -(Cost left, Cost right) => new(left.Elapsed - right.Elapsed, left.Processor - right.Processor);
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

    /// <summary>From a save to the line with the verdict, in a watch that is warm.</summary>
    public static void Watch(string assignment, string sample)
    {
        string folder = Directory.CreateTempSubdirectory("grader-benchmark-").FullName;
        try
        {
            string[] sources = [.. Directory.EnumerateFiles(sample, "*.cs")];
            Array.ForEach(sources, source => File.Copy(source, Path.Combine(folder, Path.GetFileName(source))));
            string program = Path.Combine(folder, Path.GetFileName(sources[0])), text = File.ReadAllText(program);
            using Process watch = Process.Start(StartInfo(["watch", assignment, folder]))!;
            watch.ErrorDataReceived += (_, _) => { };
            watch.BeginErrorReadLine();
            ReadReport();
            List<TimeSpan> times = [];
            for (int i = 0; i < Repetitions; i++)
            {
                long before = Stopwatch.GetTimestamp();
                File.WriteAllText(program, string.Create(CultureInfo.InvariantCulture, $"{text}\n// {i}\n"));
                ReadUntil("points");
                times.Add(Stopwatch.GetElapsedTime(before));
                ReadReport();
            }

            watch.Kill(entireProcessTree: true);
            TimeSpan[] sorted = [.. times.Order()];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"watch: median {sorted[Repetitions / 2].TotalSeconds:0.00} s, slowest {sorted[^1].TotalSeconds:0.00} s of {Repetitions}"));

            void ReadReport() => ReadUntil("Confinement: ");

            void ReadUntil(string words)
            {
                while (!(watch.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the watch ended")).Contains(words, StringComparison.Ordinal))
                {
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Run(string[] arguments, int expected)
    {
        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(StartInfo(arguments))!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
        return process.ExitCode == expected ? elapsed : throw new InvalidOperationException($"grader ended with {process.ExitCode}:\n{output}");
    }

    private static ProcessStartInfo StartInfo(string[] arguments)
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

        return start;
    }
}
