namespace Grader.Plans;

/// <summary>An exception with all that caused it, outermost first.</summary>
public static class ExceptionChain
{
    public static IEnumerable<Exception> Of(Exception exception)
    {
        yield return exception;
        IEnumerable<Exception> causes = exception is AggregateException aggregate
            ? aggregate.InnerExceptions
            : exception.InnerException is { } cause ? [cause] : [];
        foreach (Exception inner in causes.SelectMany(Of))
        {
            yield return inner;
        }
    }
}
