using System.Diagnostics;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

internal static class SessionReplyJson
{
    public static void Write(JsonWriter writer, SessionReply reply)
    {
        writer.WriteStartObject();
        switch (reply)
        {
            case DoneReply:
                writer.WriteString("kind", "Done");
                break;
            case ErrorReply(var error):
                writer.WriteString("kind", "Error");
                SparkErrorJson.Write(writer, "error", error);
                break;
            case SchemaReply(var (schema, isStreaming)):
                writer.WriteString("kind", "Schema");
                writer.WritePropertyName("schema");
                PlanJson.Write(writer, schema);
                writer.WriteBoolean("isStreaming", isStreaming);
                break;
            case RowsReply(var rows):
                writer.WriteString("kind", "Rows");
                WriteRows(writer, rows);
                break;
            case TextReply(var text):
                writer.WriteString("kind", "Text");
                writer.WriteOptionalText("text", text);
                break;
            case BooleanReply(var value):
                writer.WriteString("kind", "Boolean");
                writer.WriteBoolean("value", value);
                break;
            case QueryReply(var query):
                writer.WriteString("kind", "Query");
                writer.WritePropertyName("query");
                Write(writer, query);
                break;
            case QueriesReply(var queries):
                writer.WriteString("kind", "Queries");
                writer.WriteStartArray("queries");
                foreach (StreamingQueryHandle query in queries)
                {
                    Write(writer, query);
                }

                writer.WriteEndArray();
                break;
            case TimeReply(var ticks):
                writer.WriteString("kind", "Time");
                writer.WriteNumber("utcTicks", ticks);
                break;
            default:
                throw new UnreachableException(reply.GetType().Name);
        }

        writer.WriteEndObject();
    }

    public static SessionReply Read(JsonFields fields)
    {
        SessionReply reply = fields.Text("kind") switch
        {
            "Done" => new DoneReply(),
            "Error" => new ErrorReply(SparkErrorJson.Read(fields.Element("error"))),
            "Schema" => new SchemaReply(new AnalyzedSchema(PlanJson.ReadDocument<StructType>(fields.Element("schema")), fields.Flag("isStreaming"))),
            "Rows" => new RowsReply(ReadRows(fields)),
            "Text" => new TextReply(fields.OptionalText("text")),
            "Boolean" => new BooleanReply(fields.Flag("value")),
            "Query" => new QueryReply(ReadQuery(fields.Element("query"))),
            "Queries" => new QueriesReply(fields.List("queries", ReadQuery)),
            "Time" => new TimeReply(fields.Long("utcTicks")),
            _ => throw new WireFormatException("a reply is of an unknown kind"),
        };
        fields.End();
        return reply;
    }

    /// <summary>The fields <c>schema</c> and <c>rows</c>.</summary>
    public static void WriteRows(JsonWriter writer, CollectedRows rows)
    {
        writer.WritePropertyName("schema");
        PlanJson.Write(writer, rows.Schema);
        writer.WriteStartArray("rows");
        foreach (Seq<object?> row in rows.Rows)
        {
            ValueJson.WriteRow(writer, row, rows.Schema);
        }

        writer.WriteEndArray();
    }

    public static CollectedRows ReadRows(JsonFields fields)
    {
        StructType schema = PlanJson.ReadDocument<StructType>(fields.Element("schema"));
        return new CollectedRows(schema, fields.List("rows", row => ValueJson.ReadBareRow(row, schema)));
    }

    private static void Write(JsonWriter writer, StreamingQueryHandle query)
    {
        writer.WriteStartObject();
        writer.WriteText("id", query.Id);
        writer.WriteText("runId", query.RunId);
        writer.WriteOptionalText("name", query.Name);
        writer.WriteEndObject();
    }

    private static StreamingQueryHandle ReadQuery(JsonValue element)
    {
        var fields = new JsonFields(element, "a query");
        var query = new StreamingQueryHandle(fields.Text("id"), fields.Text("runId"), fields.OptionalText("name"));
        fields.End();
        return query;
    }
}
