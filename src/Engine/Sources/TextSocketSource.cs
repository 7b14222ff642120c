using System.Globalization;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Streaming;
using Grader.Plans;

namespace Grader.Engine.Sources;

/// <summary>Lines of a socket (spark-semantics 5.4). Offset: the index of the last line, -1 at first. It cannot be replayed.</summary>
internal sealed class TextSocketSource(ISocketConnector connector, StreamingRelation relation, bool traceInput) : IMicroBatchSource
{
    private readonly bool withTimestamp = relation.Attributes.Count == 2;
    private ISocketConnection? connection;
    private int lastCommitted = -1;

    public string Description => $"TextSocketV2[host: {relation.Options["host"]}, port: {relation.Options["port"]}]";

    public bool ReportsLatestOffset => true;

    public string LatestOffset(string? start, bool ignoreLimits)
    {
        if (connection is null)
        {
            // The connection is opened when the first batch is planned: no line can be in that batch.
            connection = connector.Connect(relation.Options["host"]!, Port(relation.Options["port"]!));
            return Offset(-1);
        }

        // Not in Commit, which comes with new lines only: a sender that is held up sends none.
        connection.Release(start is null ? 0 : Index(start) + 1);
        return Offset(connection.LineCount - 1);
    }

    public SourceBatch GetBatch(string? start, string end)
    {
        int first = Math.Max((start is null ? -1 : Index(start)) + 1, 0), last = Index(end);
        if (connection is null || first > last)
        {
            return SourceBatch.Empty;
        }

        var rows = new List<Datum[]>();
        var records = new List<SourceRecord>();
        for (int i = first; i <= Math.Min(last, connection.LineCount - 1); i++)
        {
            Datum value = Datum.Of(connection.Line(i));
            Datum[] row = withTimestamp ? [value, Datum.Of(connection.ReceivedMs(i) * 1000)] : [value];
            rows.Add(row);
            if (traceInput)
            {
                records.Add(new SourceRecord(null, i + 1, connection.Line(i), row, IsMalformed: false));
            }
        }

        return new SourceBatch(rows, records.ToSeq());
    }

    public void Commit(string end)
    {
        int index = Index(end);
        if (index < lastCommitted)
        {
            throw new SparkException(new SparkError("IllegalStateException", null, $"Offsets committed out of order: {lastCommitted} followed by {index}"));
        }

        lastCommitted = index;
    }

    public void Close() => connection?.Close();

    private static string Offset(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static int Index(string offset) => (int)LoggedOffset.Number(offset);

    private static int Port(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port)
        ? port
        : throw new SparkException(new SparkError("NumberFormatException", null, $"For input string: \"{text}\""));
}
