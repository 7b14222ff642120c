using System.Diagnostics;
using Grader.Plans.Session;

namespace Grader.Plans.Json;

internal static class ProgramCallbackJson
{
    public static void Write(JsonWriter writer, ProgramCallback callback)
    {
        writer.WriteStartObject();
        switch (callback)
        {
            case CallFunctionCallback(var functionId, var arguments):
                writer.WriteString("kind", "CallFunction");
                writer.WriteNumber("functionId", functionId);
                SessionReplyJson.WriteRows(writer, arguments);
                break;
            case OpenWriterCallback(var writerId, var partitionId, var epochId):
                writer.WriteString("kind", "OpenWriter");
                writer.WriteNumber("writerId", writerId);
                writer.WriteNumber("partitionId", partitionId);
                writer.WriteNumber("epochId", epochId);
                break;
            case ProcessRowsCallback(var writerId, var rows):
                writer.WriteString("kind", "ProcessRows");
                writer.WriteNumber("writerId", writerId);
                SessionReplyJson.WriteRows(writer, rows);
                break;
            case CloseWriterCallback(var writerId, var error):
                writer.WriteString("kind", "CloseWriter");
                writer.WriteNumber("writerId", writerId);
                if (error is not null)
                {
                    SparkErrorJson.Write(writer, "error", error);
                }

                break;
            case ForeachBatchCallback(var functionId, var batchId, var relationId):
                writer.WriteString("kind", "ForeachBatch");
                writer.WriteNumber("functionId", functionId);
                writer.WriteNumber("batchId", batchId);
                writer.WriteText("relationId", relationId);
                break;
            default:
                throw new UnreachableException(callback.GetType().Name);
        }

        writer.WriteEndObject();
    }

    public static ProgramCallback Read(JsonFields fields)
    {
        ProgramCallback callback = fields.Text("kind") switch
        {
            "CallFunction" => new CallFunctionCallback(fields.Int("functionId"), SessionReplyJson.ReadRows(fields)),
            "OpenWriter" => new OpenWriterCallback(fields.Int("writerId"), fields.Long("partitionId"), fields.Long("epochId")),
            "ProcessRows" => new ProcessRowsCallback(fields.Int("writerId"), SessionReplyJson.ReadRows(fields)),
            "CloseWriter" => new CloseWriterCallback(fields.Int("writerId"), fields.OptionalElement("error") is { } error ? SparkErrorJson.Read(error) : null),
            "ForeachBatch" => new ForeachBatchCallback(fields.Int("functionId"), fields.Long("batchId"), fields.Text("relationId")),
            _ => throw new WireFormatException("a callback is of an unknown kind"),
        };
        fields.End();
        return callback;
    }
}
