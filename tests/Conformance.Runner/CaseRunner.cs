namespace Grader.Conformance.Runner;

/// <summary>Runs golden cases on the engine; those with a program in C# run it in a worker. Not thread-safe.</summary>
public sealed class CaseRunner : IDisposable
{
    private ProgramWorker? worker;

    /// <summary>The first difference from what Spark did, in words; null where there is none.</summary>
    public string? FirstDifference(GoldenCase golden)
    {
        try
        {
            return golden.Kind switch
            {
                GoldenKind.Stream => StreamCase.FirstDifference(golden.Json, null),
                GoldenKind.Dsl or GoldenKind.Programs => StreamCase.FirstDifference(golden.Json, worker ??= new ProgramWorker()),
                GoldenKind.Expression or GoldenKind.Parse or GoldenKind.Batch => BatchCase.FirstDifference(golden),
                _ => "not a case in a format that this runner knows",
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"the engine failed with {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }
    }

    public void Dispose() => worker?.Dispose();
}
