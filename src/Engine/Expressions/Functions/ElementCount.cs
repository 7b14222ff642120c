using Grader.Plans;

namespace Grader.Engine.Expressions.Functions;

/// <summary>The bound on what one expression may build from a few numbers: <c>sequence(1, 1e12)</c> must end in words, not in a dead process.</summary>
internal static class ElementCount
{
    /// <summary>Elements of one array or map.</summary>
    public const int Limit = 1_000_000;

    /// <returns>The count itself.</returns>
    public static int Check(string function, Int128 count) => count <= Limit ? (int)count : throw new SparkException(new SparkError(
        "SparkRuntimeException", null, $"{function} makes an array of {count} elements, more than the {Limit} that this engine allows for one array.",
        "This limit is the engine's, not Spark's: arrays of this size belong in rows."));
}
