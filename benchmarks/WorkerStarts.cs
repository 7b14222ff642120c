using System.Diagnostics;
using System.Globalization;
using Grader.Lanes;
using Grader.Plans.Session;
using Grader.Sandbox;

namespace Grader.Benchmarks;

/// <summary>What confinement adds to a worker's start, until its first message: confined and unconfined starts in turn, compared pair by pair.</summary>
internal static class WorkerStarts
{
    public static async Task RunAsync(int pairs)
    {
        using var scratch = ScratchRoot.Create();
        var plain = new WorkerLauncher(WorkerLocation.BesideProgram(), scratch.Folder, support: null);
        var confined = new WorkerLauncher(WorkerLocation.BesideProgram(), scratch.Folder, SandboxSupport.Probe());
        _ = await StartAsync(plain);
        _ = await StartAsync(confined);
        List<(double Wall, double Cpu)> plainStarts = [], confinedStarts = [];
        for (int i = 0; i < pairs; i++)
        {
            // Each of a pair goes first as often as the other.
            if (i % 2 == 0)
            {
                plainStarts.Add(await StartAsync(plain));
                confinedStarts.Add(await StartAsync(confined));
            }
            else
            {
                confinedStarts.Add(await StartAsync(confined));
                plainStarts.Add(await StartAsync(plain));
            }
        }

        Print("unconfined", plainStarts);
        Print("confined", confinedStarts);
        Print("difference", [.. confinedStarts.Zip(plainStarts, (one, other) => (one.Wall - other.Wall, one.Cpu - other.Cpu))]);
    }

    private static async Task<(double Wall, double Cpu)> StartAsync(WorkerLauncher launcher)
    {
        long start = Stopwatch.GetTimestamp();
        WorkerProcess worker = launcher.Start();
        await using (worker)
        {
            return worker.Receive(Timeout.InfiniteTimeSpan) is WorkerReady
                ? (Stopwatch.GetElapsedTime(start).TotalMilliseconds, worker.ProcessorTime.TotalMilliseconds)
                : throw new InvalidOperationException($"The worker did not start: {worker.ErrorTail}");
        }
    }

    private static void Print(string what, List<(double Wall, double Cpu)> starts) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-11} wall: median {Quantile(starts.Select(start => start.Wall), 0.5),6:0.0} ms, quartiles {Quantile(starts.Select(start => start.Wall), 0.25):0.0} to {Quantile(starts.Select(start => start.Wall), 0.75):0.0}; processor: mean {starts.Average(start => start.Cpu),5:0.0} ms ({starts.Count} starts)"));

    private static double Quantile(IEnumerable<double> values, double at)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(at * (sorted.Length - 1))];
    }
}
