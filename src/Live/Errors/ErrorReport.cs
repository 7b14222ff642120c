using System.Globalization;
using System.Reflection;
using Grader.Plans;

namespace Grader.Live.Errors;

/// <summary>Tells, on standard error, what ended a program: Spark's own message, the program's line, and one line of help where we have one.</summary>
internal static class ErrorReport
{
    /// <summary>Of a program that an exception left, as in a JVM.</summary>
    public const int ExitCode = 1;

    /// <summary>Of any error; one that is not Spark's looks as the runtime has it.</summary>
    /// <param name="program">The program, whose topmost line in the stack is told.</param>
    public static void Write(Exception error, Assembly program, TextWriter writer)
    {
        if (!WriteSpark(error, program, writer))
        {
            writer.WriteLine($"Unhandled exception. {error}");
        }
    }

    /// <summary>Of an error of Spark; where it is none, nothing is written.</summary>
    /// <param name="program">As in <see cref="Write"/>; null where nobody knows it.</param>
    public static bool WriteSpark(Exception error, Assembly? program, TextWriter writer)
    {
        if (ExceptionChain.SparkErrorOf(error) is not { } spark)
        {
            return false;
        }

        writer.WriteLine($"{spark.ExceptionClass}: {spark.Message}");
        if (LineOf(error, program) is { } line)
        {
            writer.WriteLine($"  at {line}");
        }

        WriteHelp(spark, writer);
        return true;
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

    private static string? LineOf(Exception exception, Assembly? program) => ExceptionChain.Of(exception)
        .Select(one => ExceptionChain.TopmostFrame(one, assembly => assembly == program))
        .Where(frame => frame is not null)
        .Select(frame => string.Create(CultureInfo.InvariantCulture, $"{frame!.GetFileName()}:{frame.GetFileLineNumber()}"))
        .FirstOrDefault();
}
