using System.Diagnostics;
using System.Reflection;

namespace Grader.Plans;

/// <summary>What can be told of an exception that a program throws. Its members may be the program's own code: none of them brings an error of its own here.</summary>
public static class ExceptionChain
{
    /// <summary>What is further inside tells nobody anything; a program may chain as many as it likes.</summary>
    private const int MaxExceptions = 32;

    /// <summary>The exception with all that caused it, outermost first, at most 32 of them.</summary>
    public static IEnumerable<Exception> Of(Exception exception)
    {
        var rest = new Stack<Exception>([exception]);
        for (int count = 0; count < MaxExceptions && rest.TryPop(out Exception? one); count++)
        {
            yield return one;
            IEnumerable<Exception> causes = one is AggregateException aggregate
                ? aggregate.InnerExceptions.Take(MaxExceptions).Reverse()
                : one.InnerException is { } cause ? [cause] : [];
            foreach (Exception inner in causes)
            {
                rest.Push(inner);
            }
        }
    }

    /// <summary>Spark's error in the exception or in what caused it; null where there is none.</summary>
    /// <remarks>The API hands Spark's errors to the program as plain exceptions that carry the error beside their text.</remarks>
    public static SparkError? SparkErrorOf(Exception exception) => Of(exception)
        .Select(one => (one as SparkException)?.Error ?? Read(() => one.Data.Values.OfType<SparkError>().FirstOrDefault(), _ => null))
        .FirstOrDefault(error => error is not null);

    /// <summary>The exception's own message.</summary>
    public static string MessageOf(Exception exception) => Read(() => exception.Message, e => $"({e.GetType().Name} while reading the message)");

    /// <summary>The topmost line of source text in the exception's stack; null where none is known.</summary>
    /// <param name="isProgram">Whether an assembly's lines count.</param>
    public static StackFrame? TopmostFrame(Exception exception, Predicate<Assembly> isProgram) =>
        new StackTrace(exception, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame =>
            frame.GetMethod()?.Module.Assembly is { } assembly && isProgram(assembly) && frame.GetFileName() is not null && frame.GetFileLineNumber() > 0);

    private static TValue Read<TValue>(Func<TValue> member, Func<Exception, TValue> otherwise)
    {
        try
        {
            return member();
        }
#pragma warning disable CA1031 // The program may have overridden the member.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return otherwise(e);
        }
    }
}
