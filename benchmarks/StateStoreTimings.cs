using System.Diagnostics;
using System.Globalization;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Engine.State;
using Grader.Plans.Types;

namespace Grader.Benchmarks;

/// <summary>A large state on disk: what a commit that changes a little costs, snapshots included, and a restart.</summary>
internal static class StateStoreTimings
{
    private const int Keys = 1_000_000;
    private const int ChangesPerBatch = 1000;
    private const int Batches = 200;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("grader-state-").FullName;
        try
        {
            StateStoreProvider provider = Open(folder);
            StateStore store = provider.Load(0);
            for (int i = 0; i < Keys; i++)
            {
                store.Put(Key(i), Value(i));
            }

            store.Commit();
            double[] commits = new double[Batches], cpu = new double[Batches], pauses = new double[Batches];
            for (int batch = 0; batch < Batches; batch++)
            {
                store = provider.Load(batch + 1);
                for (int i = 0; i < ChangesPerBatch; i++)
                {
                    int key = (int)((batch * 7919L * ChangesPerBatch + i * 104_729L) % Keys);
                    store.Put(Key(key), Value(batch));
                }

                TimeSpan pauseBefore = GC.GetTotalPauseDuration(), cpuBefore = Cpu;
                long before = Stopwatch.GetTimestamp();
                store.Commit();
                commits[batch] = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
                cpu[batch] = (Cpu - cpuBefore).TotalMilliseconds;
                pauses[batch] = (GC.GetTotalPauseDuration() - pauseBefore).TotalMilliseconds;
            }

            long memory = GC.GetTotalMemory(forceFullCollection: true);
            GC.KeepAlive(provider);
            TimeSpan cpuAtStart = Cpu;
            long start = Stopwatch.GetTimestamp();
            int restored = Open(folder).Load(Batches + 1).Count;
            TimeSpan restart = Stopwatch.GetElapsedTime(start);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Keys:N0} keys, {Batches} commits of {ChangesPerBatch:N0} changes: median {commits.Order().ElementAt(Batches / 2):0.0} ms, slowest {commits.Max():0.0} ms "
                + $"(CPU {cpu.Order().ElementAt(Batches / 2):0.0} and {cpu.Max():0.0} ms, garbage collector's pauses at most {pauses.Max():0.0} ms); "
                + $"restart {restart.TotalSeconds:0.00} s, CPU {(Cpu - cpuAtStart).TotalSeconds:0.00} s ({restored:N0} keys); {memory / 1e6:0} MB of objects"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Cpu => Environment.CpuUsage.TotalTime;

    private static StateStoreProvider Open(string folder) =>
        new(new DiskFileSystem(folder), "state", [new StringType(), new TimestampType()], [new LongType(), new DoubleType()], new StateLimits(Rows: 2 * Keys, Cells: long.MaxValue));

    private static Datum[] Key(int number) => [Datum.Of($"device-{number}"), Datum.Of(number / 10 * 60_000_000L)];

    private static Datum[] Value(int number) => [Datum.Of((long)number), Datum.Of(number * 0.5)];
}
