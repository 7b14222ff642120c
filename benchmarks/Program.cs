using System.Globalization;
using BenchmarkDotNet.Running;
using Grader.Benchmarks;

switch (args)
{
    case ["engine"]:
        BenchmarkRunner.Run<TaxiScenarioBenchmark>();
        return 0;
    case ["aggregation"]:
        AggregationTimings.Run();
        return 0;
    case ["state"]:
        StateStoreTimings.Run();
        return 0;
    case ["events", { } folder, { } events, { } fileCount]:
        TaxiEvents.Write(folder, int.Parse(events, CultureInfo.InvariantCulture), int.Parse(fileCount, CultureInfo.InvariantCulture));
        return 0;
    case ["replay", .. var options] when options.Length <= 3:
        return TaxiReplay.Run(
            int.Parse(options.ElementAtOrDefault(0) ?? "10000000", CultureInfo.InvariantCulture),
            options.ElementAtOrDefault(1) is { } files and not "all" ? int.Parse(files, CultureInfo.InvariantCulture) : null,
            int.Parse(options.ElementAtOrDefault(2) ?? "2", CultureInfo.InvariantCulture)) ? 0 : 1;
    case ["hour", .. var options] when options.Length <= 1:
        return LiveHour.Run(int.Parse(options.ElementAtOrDefault(0) ?? "5000", CultureInfo.InvariantCulture)) ? 0 : 1;
    case ["worker-start", .. var options] when options.Length <= 1:
        await WorkerStarts.RunAsync(int.Parse(options.ElementAtOrDefault(0) ?? "50", CultureInfo.InvariantCulture));
        return 0;
    case ["udf"]:
        await UdfTimings.RunAsync();
        return 0;
    case ["batch", var sample]:
        CommandTimings.Batch(sample);
        return 0;
    case ["watch", var watched, var program]:
        CommandTimings.Watch(watched, program);
        return 0;
    case ["check", var assignment, var sample]:
        CommandTimings.Check(assignment, sample);
        return 0;
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project benchmarks -- <benchmark>
              engine                      one taxi scenario of 200 events and 20 batches, in the engine alone
              replay [events [files per batch | all [cores]]]
                                          10 million taxi events on disk (made first, 909 MB in the temporary folder), compared with Spark's rows
              hour [events a second]      an hour of the sensor query, live on a clock that jumps: 18 million events
              events <folder> <events> <files>
                                          only the files of the replay
              aggregation                 windowed aggregation of rows in memory
              state                       commits and a restart of a state of a million keys
              batch <folder>              a submission inside a warm batch, on one core; the folder is <assignment>/<student>
              check <assignment> <folder> a cold check
              watch <assignment> <folder> from a save to the verdict of a warm watch
              udf                         functions of the program's over a million rows
              worker-start [pairs]        confined against unconfined starts of a worker
            """);
        return 2;
}
