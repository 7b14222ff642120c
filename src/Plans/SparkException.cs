namespace Grader.Plans;

/// <summary>An error that Spark reports to the program: what a real Spark throws for the same call.</summary>
/// <param name="ExceptionClass">Spark's simple class name, for example <c>AnalysisException</c>, <c>ParseException</c>, <c>IllegalArgumentException</c>, <c>StreamingQueryException</c>.</param>
/// <param name="ErrorClass">Spark's error class, for example <c>UNRESOLVED_COLUMN.WITH_SUGGESTION</c>; null where Spark has none.</param>
/// <param name="Message">The message as Spark words it, without plan texts.</param>
/// <param name="Help">One line of help in our words; null where there is none.</param>
public sealed record SparkError(string ExceptionClass, string? ErrorClass, string Message, string? Help = null);

/// <summary>Carries a <see cref="SparkError"/> to the program's call.</summary>
public sealed class SparkException(SparkError error, Exception? cause = null) : Exception(error.Message, cause)
{
    public SparkError Error { get; } = error;

    public static SparkException Analysis(string? errorClass, string message) =>
        new(new SparkError("AnalysisException", errorClass, message));

    public static SparkException Parse(string? errorClass, string message) =>
        new(new SparkError("ParseException", errorClass, message));

    public static SparkException IllegalArgument(string message) =>
        new(new SparkError("IllegalArgumentException", null, message));
}
