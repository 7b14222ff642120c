using Grader.Plans.Session;

namespace Microsoft.Spark.Hosting;

/// <summary>Makes a call of the session, or builds a node of a plan, and gives Spark's errors the shape they have in .NET for Apache Spark.</summary>
/// <remarks>There every method runs in a JVM: a failed call throws a plain exception whose inner one carries Spark's text.</remarks>
internal static class SparkCall
{
    /// <summary>Key in <see cref="Exception.Data"/> under which the <see cref="SparkError"/> stays reachable.</summary>
    public const string ErrorKey = "SparkError";

    private static readonly Dictionary<string, string> Packages = new()
    {
        ["AnalysisException"] = "org.apache.spark.sql",
        ["ParseException"] = "org.apache.spark.sql.catalyst.parser",
        ["StreamingQueryException"] = "org.apache.spark.sql.streaming",
        ["IllegalArgumentException"] = "java.lang",
        ["IllegalStateException"] = "java.lang",
        ["UnsupportedOperationException"] = "java.lang",
        ["TimeoutException"] = "java.util.concurrent",
    };

    /// <param name="method">The method's name in Spark, for the message.</param>
    public static TResult Invoke<TResult>(Sql.SparkSession session, string method, Func<ISparkSessionClient, TResult> call) =>
        Guarded(method, () => call(session.Client));

    public static void Invoke(Sql.SparkSession session, string method, Action<ISparkSessionClient> call) =>
        Invoke(session, method, client =>
        {
            call(client);
            return true;
        });

    /// <summary>Builds a node; one that is nested too deeply is refused here, at the student's call.</summary>
    public static TNode Build<TNode>(string method, Func<TNode> build) => Guarded(method, build);

    /// <summary>The exception that the program sees for an error that Spark raises in that method.</summary>
    public static Exception Failure(string method, SparkException error)
    {
        string text = $"{Packages.GetValueOrDefault(error.Error.ExceptionClass, "org.apache.spark")}.{error.Error.ExceptionClass}: {error.Error.Message}";
        var jvm = new JvmException(text);
        jvm.Data[ErrorKey] = error.Error;
        // The real package leaves Spark's words to the inner exception; a program that prints only this message should say them too.
        var failure = new Exception($"JVM method execution failed: Nonstatic method '{method}' failed: {text}", jvm);
        failure.Data[ErrorKey] = error.Error;
        return failure;
    }

    /// <summary>The exception for a member of the package whose method Spark 3 no longer has: the call over the bridge finds none.</summary>
    public static Exception Removed(string method) =>
        Failure(method, SparkException.IllegalArgument($"invalid method {method}: Spark 3.0 removed it"));

    private static TResult Guarded<TResult>(string method, Func<TResult> action)
    {
        try
        {
            return action();
        }
        catch (SparkException error)
        {
            throw Failure(method, error);
        }
    }
}
