using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>The queries of a session.</summary>
public sealed class StreamingQueryManager
{
    private readonly SparkSession session;

    internal StreamingQueryManager(SparkSession session) => this.session = session;

    /// <summary>The queries that run.</summary>
    public IEnumerable<StreamingQuery> Active() =>
        SparkCall.Invoke(session, "active", client => client.ActiveQueries()).Select(query => new StreamingQuery(session, query)).ToArray();

    /// <summary>A query that runs, by its id; null where there is none.</summary>
    public StreamingQuery Get(string id) => Active().FirstOrDefault(query => query.Id == id);

    /// <summary>Waits until one of the queries has ended since the session began or <see cref="ResetTerminated"/> was called, at most for so many milliseconds.</summary>
    public void AwaitAnyTermination() => SparkCall.Invoke(session, "awaitAnyTermination", client => client.AwaitAnyTermination(null));

    /// <inheritdoc cref="AwaitAnyTermination()"/>
    public void AwaitAnyTermination(long timeoutMs) => SparkCall.Invoke(session, "awaitAnyTermination", client => client.AwaitAnyTermination(timeoutMs));

    /// <summary>Forgets the queries that have ended, so that they are waited for no more.</summary>
    public void ResetTerminated() => SparkCall.Invoke(session, "resetTerminated", client => client.ResetTerminated());
}
