using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Grader.Plans;

namespace Grader.Live.Errors;

/// <summary>Tells, on standard error, what ended a program: Spark's own message, the program's line, and one line of help where we have one.</summary>
internal static class ErrorReport
{
    /// <summary>Of a program that an exception left, as in a JVM.</summary>
    public const int ExitCode = 1;

    /// <param name="program">The program, whose topmost line in the stack is told.</param>
    public static void Write(Exception error, Assembly program, TextWriter writer)
    {
        if (SparkErrorOf(error) is not { } spark)
        {
            writer.WriteLine($"Unhandled exception. {error}");
            return;
        }

        writer.WriteLine($"{spark.ExceptionClass}: {spark.Message}");
        if (LineOf(error, program) is { } line)
        {
            writer.WriteLine($"  at {line}");
        }

        WriteHelp(spark, writer);
    }

    /// <summary>Errors of queries that ended in the background and that nobody asked for.</summary>
    public static void WriteUntold(IEnumerable<SparkError> errors, TextWriter writer)
    {
        foreach (SparkError error in errors)
        {
            writer.WriteLine($"{error.ExceptionClass}: {error.Message}");
            WriteHelp(error, writer);
        }
    }

    private static void WriteHelp(SparkError error, TextWriter writer)
    {
        if (ErrorHelp.For(error) is { } help)
        {
            writer.WriteLine($"help: {help}");
        }
    }

    /// <summary>The API hands Spark's errors to the program as plain exceptions that carry the error beside their text.</summary>
    private static SparkError? SparkErrorOf(Exception exception) =>
        ExceptionChain.Of(exception).Select(one => (one as SparkException)?.Error ?? one.Data.Values.OfType<SparkError>().FirstOrDefault()).FirstOrDefault(error => error is not null);

    private static string? LineOf(Exception exception, Assembly program) => ExceptionChain.Of(exception)
        .SelectMany(one => new StackTrace(one, fNeedFileInfo: true).GetFrames())
        .Where(frame => frame.GetMethod()?.Module.Assembly == program && frame.GetFileName() is not null && frame.GetFileLineNumber() > 0)
        .Select(frame => string.Create(CultureInfo.InvariantCulture, $"{frame.GetFileName()}:{frame.GetFileLineNumber()}"))
        .FirstOrDefault();
}
