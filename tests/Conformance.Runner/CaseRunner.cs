namespace Grader.Conformance.Runner;

/// <summary>Runs a golden case on the engine.</summary>
public static class CaseRunner
{
    /// <summary>The first difference from what Spark did, in words; null where there is none.</summary>
    public static string? FirstDifference(GoldenCase golden)
    {
        try
        {
            return golden.Kind switch
            {
                GoldenKind.Stream or GoldenKind.Dsl or GoldenKind.Programs => StreamCase.FirstDifference(golden.Json),
                GoldenKind.Expression or GoldenKind.Parse or GoldenKind.Batch => BatchCase.FirstDifference(golden),
                _ => "not a case in a format that this runner knows",
            };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"the engine failed with {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }
    }
}
