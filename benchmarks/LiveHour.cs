using System.Diagnostics;
using System.Globalization;
using Grader.Testing;

namespace Grader.Benchmarks;

/// <summary>An hour of the sensor query as it runs live, on a clock that jumps; every average is compared with what the events say.</summary>
internal static class LiveHour
{
    /// <returns>Whether all averages are right.</returns>
    public static bool Run(int eventsPerSecond)
    {
        string folder = Directory.CreateTempSubdirectory("grader-hour-").FullName;
        try
        {
            var hour = new SensorHour(folder, eventsPerSecond);
            long before = Stopwatch.GetTimestamp();
            List<string> problems = hour.Run();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(before);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{hour.Events:N0} events, {hour.Batches} batches, at most {hour.MostStateRows} rows of state: {elapsed.TotalSeconds:0.0} s "
                + $"({hour.Events / elapsed.TotalSeconds / 1e6:0.00} million events/s, with making them), CPU {process.TotalProcessorTime.TotalSeconds:0.0} s, peak resident {process.PeakWorkingSet64 / 1e6:0} MB"));
            problems.Take(10).ToList().ForEach(Console.WriteLine);
            return problems.Count == 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
