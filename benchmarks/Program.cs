using BenchmarkDotNet.Running;
using Grader.Benchmarks;

switch (args)
{
    case ["engine"]:
        BenchmarkRunner.Run<TaxiScenarioBenchmark>();
        return 0;
    case ["batch", var sample]:
        CommandTimings.Batch(sample);
        return 0;
    case ["check", var assignment, var sample]:
        CommandTimings.Check(assignment, sample);
        return 0;
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project benchmarks -- <benchmark>
              engine                      one taxi scenario of 200 events and 20 batches, in the engine alone
              batch <folder>              a submission inside a warm batch, on one core; the folder is <assignment>/<student>
              check <assignment> <folder> a cold check
            """);
        return 2;
}
