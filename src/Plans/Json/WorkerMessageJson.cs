using System.Diagnostics;
using Grader.Plans.Session;

namespace Grader.Plans.Json;

internal static class WorkerMessageJson
{
    public static void Write(JsonWriter writer, WorkerMessage message)
    {
        writer.WriteStartObject();
        switch (message)
        {
            case WorkerReady(var version):
                writer.WriteString("kind", "WorkerReady");
                writer.WriteNumber("version", version);
                break;
            case Call call:
                writer.WriteString("kind", "Call");
                writer.WriteNumber("runId", call.RunId);
                writer.WriteNumber("callId", call.CallId);
                writer.WriteNumber("threadId", call.ThreadId);
                writer.WritePropertyName("request");
                SessionRequestJson.Write(writer, call.Request);
                FileChangeJson.Write(writer, call.FileChanges);
                break;
            case CallbackReply reply:
                writer.WriteString("kind", "CallbackReply");
                writer.WriteNumber("runId", reply.RunId);
                writer.WriteNumber("callbackId", reply.CallbackId);
                writer.WritePropertyName("reply");
                SessionReplyJson.Write(writer, reply.Reply);
                FileChangeJson.Write(writer, reply.FileChanges);
                break;
            case Printed(var runId, var text, var isError):
                writer.WriteString("kind", "Printed");
                writer.WriteNumber("runId", runId);
                writer.WriteText("text", text);
                writer.WriteBoolean("isError", isError);
                break;
            case RunEnded(var runId, var result, var files, var isClean):
                writer.WriteString("kind", "RunEnded");
                writer.WriteNumber("runId", runId);
                WriteResult(writer, result);
                FileChangeJson.Write(writer, files);
                writer.WriteBoolean("isClean", isClean);
                break;
            case ThreadIdle(var runId, var threadId):
                writer.WriteString("kind", "ThreadIdle");
                writer.WriteNumber("runId", runId);
                writer.WriteNumber("threadId", threadId);
                break;
            case Pong(var runId):
                writer.WriteString("kind", "Pong");
                writer.WriteNumber("runId", runId);
                break;
            case EntryPointReturned(var runId):
                writer.WriteString("kind", "EntryPointReturned");
                writer.WriteNumber("runId", runId);
                break;
            case RunAbandoned(var runId):
                writer.WriteString("kind", "RunAbandoned");
                writer.WriteNumber("runId", runId);
                break;
            case RunCleared(var runId, var isClean, var waitingThreads):
                writer.WriteString("kind", "RunCleared");
                writer.WriteNumber("runId", runId);
                writer.WriteBoolean("isClean", isClean);
                writer.WriteNumber("waitingThreads", waitingThreads);
                break;
            default:
                throw new UnreachableException(message.GetType().Name);
        }

        writer.WriteEndObject();
    }

    public static WorkerMessage Read(JsonValue element)
    {
        var fields = new JsonFields(element, "a frame");
        WorkerMessage message = fields.Text("kind") switch
        {
            "WorkerReady" => new WorkerReady(fields.Int("version")),
            "Call" => new Call(
                fields.Int("runId"), fields.Int("callId"), fields.Int("threadId"), SessionRequestJson.Read(fields.Object("request")), FileChangeJson.Read(fields)),
            "CallbackReply" => new CallbackReply(
                fields.Int("runId"), fields.Int("callbackId"), SessionReplyJson.Read(fields.Object("reply")), FileChangeJson.Read(fields)),
            "Printed" => new Printed(fields.Int("runId"), fields.Text("text"), fields.Flag("isError")),
            "RunEnded" => new RunEnded(fields.Int("runId"), ReadResult(fields.Object("result")), FileChangeJson.Read(fields), fields.Flag("isClean")),
            "ThreadIdle" => new ThreadIdle(fields.Int("runId"), fields.Int("threadId")),
            "Pong" => new Pong(fields.Int("runId")),
            "EntryPointReturned" => new EntryPointReturned(fields.Int("runId")),
            "RunAbandoned" => new RunAbandoned(fields.Int("runId")),
            "RunCleared" => new RunCleared(fields.Int("runId"), fields.Flag("isClean"), fields.Int("waitingThreads")),
            _ => throw new WireFormatException("a frame is of an unknown kind"),
        };
        fields.End();
        return message;
    }

    private static void WriteResult(JsonWriter writer, ProgramResult result)
    {
        writer.WriteStartObject("result");
        switch (result)
        {
            case Returned(var exitCode):
                writer.WriteString("kind", "Returned");
                writer.WriteNumber("exitCode", exitCode);
                break;
            case Threw threw:
                writer.WriteString("kind", "Threw");
                writer.WriteText("type", threw.TypeName);
                writer.WriteText("message", threw.Message);
                if (threw.Spark is not null)
                {
                    SparkErrorJson.Write(writer, "spark", threw.Spark);
                }

                writer.WriteOrigin(threw.Location);
                break;
            default:
                throw new UnreachableException(result.GetType().Name);
        }

        writer.WriteEndObject();
    }

    private static ProgramResult ReadResult(JsonFields fields)
    {
        ProgramResult result = fields.Text("kind") switch
        {
            "Returned" => new Returned(fields.Int("exitCode")),
            "Threw" => new Threw(
                fields.Text("type"), fields.Text("message"),
                fields.OptionalElement("spark") is { } spark ? SparkErrorJson.Read(spark) : null, fields.ReadOrigin()),
            _ => throw new WireFormatException("a result is of an unknown kind"),
        };
        fields.End();
        return result;
    }
}
