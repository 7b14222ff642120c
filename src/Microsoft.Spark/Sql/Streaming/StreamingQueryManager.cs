using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

public sealed class StreamingQueryManager
{
    private readonly SparkSession session;

    internal StreamingQueryManager(SparkSession session) => this.session = session;

    public IEnumerable<StreamingQuery> Active() =>
        SparkCall.Invoke(session, "active", client => client.ActiveQueries()).Select(query => new StreamingQuery(session, query)).ToArray();

    public StreamingQuery Get(string id) => Active().FirstOrDefault(query => query.Id == id);

    public void AwaitAnyTermination() => SparkCall.Invoke(session, "awaitAnyTermination", client => client.AwaitAnyTermination(null));

    public void AwaitAnyTermination(long timeoutMs) => SparkCall.Invoke(session, "awaitAnyTermination", client => client.AwaitAnyTermination(timeoutMs));

    public void ResetTerminated() => SparkCall.Invoke(session, "resetTerminated", client => client.ResetTerminated());
}
