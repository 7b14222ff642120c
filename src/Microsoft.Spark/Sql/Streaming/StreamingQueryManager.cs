using Microsoft.Spark.Hosting;

namespace Microsoft.Spark.Sql.Streaming;

public sealed class StreamingQueryManager
{
    internal StreamingQueryManager() { }

    public IEnumerable<StreamingQuery> Active() =>
        SparkCall.Invoke("active", client => client.ActiveQueries()).Select(query => new StreamingQuery(query)).ToArray();

    public StreamingQuery Get(string id) => Active().FirstOrDefault(query => query.Id == id);

    public void AwaitAnyTermination() => SparkCall.Invoke("awaitAnyTermination", client => client.AwaitAnyTermination(null));

    public void AwaitAnyTermination(long timeoutMs) => SparkCall.Invoke("awaitAnyTermination", client => client.AwaitAnyTermination(timeoutMs));

    public void ResetTerminated() => SparkCall.Invoke("resetTerminated", client => client.ResetTerminated());
}
