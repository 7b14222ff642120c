using System.Globalization;
using Grader.Plans;

namespace Grader.Engine.Expressions;

/// <summary>What one value may grow to, and one evaluation may cost. Counted, so that every machine meets the same limit.</summary>
internal static class ValueLimits
{
    /// <summary>UTF-16 units of one string, or bytes of one binary value.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Elements of one array or map: <c>sequence(1, 1e12)</c> must end in words, not in a dead process.</summary>
    public const int MaxElements = 1_000_000;

    /// <summary>Elementary steps of one evaluation of a function whose cost grows faster than its input.</summary>
    public const long MaxSteps = 1_000_000_000;

    /// <exception cref="SparkException">The value would be longer than <see cref="MaxLength"/>.</exception>
    public static void CheckLength(string function, Int128 length)
    {
        if (length > MaxLength)
        {
            throw Exceeded($"The function `{function}` would make a value of {Number(length)} characters or bytes; this engine makes values of at most {Number(MaxLength)}.");
        }
    }

    public static string Checked(string function, string value)
    {
        CheckLength(function, value.Length);
        return value;
    }

    public static byte[] Checked(string function, byte[] value)
    {
        CheckLength(function, value.Length);
        return value;
    }

    /// <returns>The count itself.</returns>
    /// <exception cref="SparkException">The array would have more than <see cref="MaxElements"/>.</exception>
    public static int CheckElements(string function, Int128 count) => count <= MaxElements ? (int)count : throw new SparkException(new SparkError(
        "SparkRuntimeException", null, $"{function} makes an array of {count} elements, more than the {MaxElements} that this engine allows for one array.",
        "This limit is the engine's, not Spark's: arrays of this size belong in rows."));

    /// <exception cref="SparkException">The evaluation would need more than <see cref="MaxSteps"/>.</exception>
    public static void CheckSteps(string function, Int128 steps)
    {
        if (steps > MaxSteps)
        {
            throw Exceeded($"One evaluation of the function `{function}` may take {Number(steps)} steps; this engine takes at most {Number(MaxSteps)}.");
        }
    }

    public static SparkException Exceeded(string message) => new(new SparkError("SparkException", null, message));

    private static string Number(Int128 value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
