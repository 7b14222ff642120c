using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

public sealed class StreamingQuery
{
    private readonly StreamingQueryHandle handle;

    internal StreamingQuery(StreamingQueryHandle handle) => this.handle = handle;

    public string Name => handle.Name;

    public string Id => handle.Id;

    public string RunId => handle.RunId;

    public bool IsActive() => SparkCall.Invoke("isActive", client => client.IsQueryActive(handle.Id));

    public void AwaitTermination() => SparkCall.Invoke("awaitTermination", client => client.AwaitTermination(handle.Id, null));

    public bool AwaitTermination(long timeoutMs) => SparkCall.Invoke("awaitTermination", client => client.AwaitTermination(handle.Id, timeoutMs));

    public void ProcessAllAvailable() => SparkCall.Invoke("processAllAvailable", client => client.ProcessAllAvailable(handle.Id));

    public void Stop() => SparkCall.Invoke("stop", client => client.StopQuery(handle.Id));

    public StreamingQueryException Exception() => SparkCall.Invoke("exception", client => client.QueryError(handle.Id)) is { } error
        ? new StreamingQueryException($"org.apache.spark.sql.streaming.StreamingQueryException: {error.Message}")
        : null;
}

public class StreamingQueryException : JvmException
{
    public StreamingQueryException(string message) : base(message) { }
}
