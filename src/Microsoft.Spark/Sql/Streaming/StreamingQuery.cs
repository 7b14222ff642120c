using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

public sealed class StreamingQuery
{
    private readonly SparkSession session;
    private readonly StreamingQueryHandle handle;

    internal StreamingQuery(SparkSession session, StreamingQueryHandle handle) => (this.session, this.handle) = (session, handle);

    public string Name => handle.Name;

    public string Id => handle.Id;

    public string RunId => handle.RunId;

    public bool IsActive() => SparkCall.Invoke(session, "isActive", client => client.IsQueryActive(handle.Id));

    public void AwaitTermination() => SparkCall.Invoke(session, "awaitTermination", client => client.AwaitTermination(handle.Id, null));

    public bool AwaitTermination(long timeoutMs) => SparkCall.Invoke(session, "awaitTermination", client => client.AwaitTermination(handle.Id, timeoutMs));

    public void ProcessAllAvailable() => SparkCall.Invoke(session, "processAllAvailable", client => client.ProcessAllAvailable(handle.Id));

    public void Stop() => SparkCall.Invoke(session, "stop", client => client.StopQuery(handle.Id));

    /// <summary>Prints the plan of the query's last batch.</summary>
    public void Explain(bool extended = false) =>
        Console.WriteLine(SparkCall.Invoke(session, "explain", client => client.ExplainQuery(handle.Id, extended)));

    public StreamingQueryException Exception() => SparkCall.Invoke(session, "exception", client => client.QueryError(handle.Id)) is { } error
        ? new StreamingQueryException($"org.apache.spark.sql.streaming.StreamingQueryException: {error.Message}")
        : null;
}

public class StreamingQueryException : JvmException
{
    public StreamingQueryException(string message) : base(message) { }
}
