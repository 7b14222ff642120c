using System.Diagnostics;
using System.Reflection;
using Grader.Plans;
using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Grader.Worker;

/// <summary>Describes an exception that left a program.</summary>
internal static class ThrownException
{
    private const int MessageLength = 4000;

    /// <param name="submission">The program; null where it could not be loaded.</param>
    public static Threw Describe(Exception exception, Assembly? submission)
    {
        Exception[] chain = [.. ExceptionChain.Of(exception).Take(32)];
        return new Threw(
            Cut(exception.GetType().FullName ?? exception.GetType().Name),
            Cut(Message(exception)),
            chain.Select(SparkErrorOf).FirstOrDefault(error => error is not null),
            chain.Select(one => Location(one, submission)).FirstOrDefault(place => place.IsKnown));
    }

    /// <summary>The API hands Spark's errors to the program as plain exceptions that carry the error beside their text.</summary>
    private static SparkError? SparkErrorOf(Exception exception) =>
        (exception as SparkException)?.Error ?? exception.Data[SparkCall.ErrorKey] as SparkError;

    /// <summary>The topmost frame of the student's code.</summary>
    private static Origin Location(Exception exception, Assembly? submission)
    {
        StackFrame? frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame =>
            frame.GetMethod()?.Module.Assembly is { } assembly && assembly == submission && frame.GetFileName() is not null && frame.GetFileLineNumber() > 0);
        return frame is null ? default : new Origin(frame.GetFileName()!, frame.GetFileLineNumber(), frame.GetFileColumnNumber());
    }

    private static string Message(Exception exception)
    {
        try
        {
            return exception.Message;
        }
#pragma warning disable CA1031 // The property may be overridden by the student's code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"({e.GetType().Name} while reading the message)";
        }
    }

    private static string Cut(string text) => text.Length <= MessageLength ? text : text[..MessageLength] + "…";
}
