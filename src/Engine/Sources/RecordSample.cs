using Grader.Engine.Expressions;

namespace Grader.Engine.Sources;

/// <summary>The records that schema inference looks at: Spark's sample without replacement with seed 1, for files that are one partition.</summary>
internal static class RecordSample
{
    private const double All = 0.99;

    public static IEnumerable<T> Take<T>(IEnumerable<T> records, double ratio)
    {
        if (ratio > All)
        {
            return records;
        }

        var random = new XorShiftRandom(1);
        return records.Where(_ => random.NextDouble() < ratio);
    }
}
