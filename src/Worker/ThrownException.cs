using System.Reflection;
using Grader.Plans;
using Grader.Plans.Session;

namespace Grader.Worker;

/// <summary>Describes an exception that left a program.</summary>
internal static class ThrownException
{
    private const int MessageLength = 4000;

    /// <param name="submission">The program; null where it could not be loaded.</param>
    public static Threw Describe(Exception exception, Assembly? submission)
    {
        return new Threw(
            Cut(exception.GetType().FullName ?? exception.GetType().Name),
            Cut(ExceptionChain.MessageOf(exception)),
            ExceptionChain.SparkErrorOf(exception),
            ExceptionChain.Of(exception).Select(one => Location(one, submission)).FirstOrDefault(place => place.IsKnown));
    }

    /// <summary>The topmost frame of the student's code.</summary>
    private static Origin Location(Exception exception, Assembly? submission) =>
        ExceptionChain.TopmostFrame(exception, assembly => assembly == submission) is { } frame
            ? new Origin(frame.GetFileName()!, frame.GetFileLineNumber(), frame.GetFileColumnNumber())
            : default;

    private static string Cut(string text) => text.Length <= MessageLength ? text : text[..MessageLength] + "…";
}
