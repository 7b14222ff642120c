using Grader.Plans.Session;
using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>A query that was started.</summary>
public sealed class StreamingQuery
{
    private readonly SparkSession session;
    private readonly StreamingQueryHandle handle;

    internal StreamingQuery(SparkSession session, StreamingQueryHandle handle) => (this.session, this.handle) = (session, handle);

    /// <summary>The name it was given; null without one.</summary>
    public string Name => handle.Name;

    /// <summary>Stays the same when the query recovers from its checkpoint.</summary>
    public string Id => handle.Id;

    /// <summary>Another one for each start.</summary>
    public string RunId => handle.RunId;

    /// <summary>Whether it still runs.</summary>
    public bool IsActive() => SparkCall.Invoke(session, "isActive", client => client.IsQueryActive(handle.Id));

    /// <summary>Waits until the query has ended, at most for so many milliseconds. Throws what ended it where it failed.</summary>
    public void AwaitTermination() => SparkCall.Invoke(session, "awaitTermination", client => client.AwaitTermination(handle.Id, null));

    /// <inheritdoc cref="AwaitTermination()"/>
    public bool AwaitTermination(long timeoutMs) => SparkCall.Invoke(session, "awaitTermination", client => client.AwaitTermination(handle.Id, timeoutMs));

    /// <summary>Waits until all that is there now has gone through the query. For tests: on a source that never rests it does not return.</summary>
    public void ProcessAllAvailable() => SparkCall.Invoke(session, "processAllAvailable", client => client.ProcessAllAvailable(handle.Id));

    /// <summary>Stops the query. A batch that runs is finished first.</summary>
    public void Stop() => SparkCall.Invoke(session, "stop", client => client.StopQuery(handle.Id));

    /// <summary>Prints the plan of the query's last batch.</summary>
    public void Explain(bool extended = false) =>
        Console.WriteLine(SparkCall.Invoke(session, "explain", client => client.ExplainQuery(handle.Id, extended)));

    /// <summary>What ended the query; null where nothing did.</summary>
    public StreamingQueryException Exception() => SparkCall.Invoke(session, "exception", client => client.QueryError(handle.Id)) is { } error
        ? new StreamingQueryException($"org.apache.spark.sql.streaming.StreamingQueryException: {error.Message}")
        : null;
}

/// <summary>What ended a query.</summary>
public class StreamingQueryException : JvmException
{
    /// <summary>What ended a query, with Spark's message.</summary>
    public StreamingQueryException(string message) : base(message) { }
}
