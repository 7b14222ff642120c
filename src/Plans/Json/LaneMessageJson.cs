using System.Diagnostics;
using Grader.Plans.Session;

namespace Grader.Plans.Json;

internal static class LaneMessageJson
{
    public static void Write(JsonWriter writer, LaneMessage message)
    {
        writer.WriteStartObject();
        switch (message)
        {
            case StartRun start:
                writer.WriteString("kind", "StartRun");
                writer.WriteNumber("runId", start.RunId);
                writer.WriteText("assembly", start.AssemblyPath);
                writer.WriteText("workingDirectory", start.WorkingDirectory);
                FileChangeJson.Write(writer, start.Files);
                writer.WriteNumber("startUtcTicks", start.StartUtcTicks);
                writer.WriteBoolean("hasStaticState", start.HasStaticState);
                writer.WriteBoolean("usesFiles", start.UsesFiles);
                writer.WriteBoolean("hasOneThread", start.HasOneThread);
                break;
            case CallReply reply:
                writer.WriteString("kind", "CallReply");
                writer.WriteNumber("runId", reply.RunId);
                writer.WriteNumber("callId", reply.CallId);
                writer.WritePropertyName("reply");
                SessionReplyJson.Write(writer, reply.Reply);
                writer.WriteText("console", reply.ConsoleText);
                FileChangeJson.Write(writer, reply.FileChanges);
                break;
            case RunCallback callback:
                writer.WriteString("kind", "RunCallback");
                writer.WriteNumber("runId", callback.RunId);
                writer.WriteNumber("callbackId", callback.CallbackId);
                writer.WritePropertyName("callback");
                ProgramCallbackJson.Write(writer, callback.Callback);
                writer.WriteText("console", callback.ConsoleText);
                FileChangeJson.Write(writer, callback.FileChanges);
                break;
            case AbandonRun(var runId):
                writer.WriteString("kind", "AbandonRun");
                writer.WriteNumber("runId", runId);
                break;
            case Ping(var runId):
                writer.WriteString("kind", "Ping");
                writer.WriteNumber("runId", runId);
                break;
            case ExitWorker:
                writer.WriteString("kind", "ExitWorker");
                break;
            default:
                throw new UnreachableException(message.GetType().Name);
        }

        writer.WriteEndObject();
    }

    public static LaneMessage Read(JsonValue element)
    {
        var fields = new JsonFields(element, "a frame");
        LaneMessage message = fields.Text("kind") switch
        {
            "StartRun" => new StartRun(
                fields.Int("runId"), fields.Text("assembly"), fields.Text("workingDirectory"), FileChangeJson.Read(fields), fields.Long("startUtcTicks"),
                fields.Flag("hasStaticState"), fields.Flag("usesFiles"), fields.Flag("hasOneThread")),
            "CallReply" => new CallReply(
                fields.Int("runId"), fields.Int("callId"), SessionReplyJson.Read(fields.Object("reply")), fields.Text("console"), FileChangeJson.Read(fields)),
            "RunCallback" => new RunCallback(
                fields.Int("runId"), fields.Int("callbackId"), ProgramCallbackJson.Read(fields.Object("callback")), fields.Text("console"), FileChangeJson.Read(fields)),
            "AbandonRun" => new AbandonRun(fields.Int("runId")),
            "Ping" => new Ping(fields.Int("runId")),
            "ExitWorker" => new ExitWorker(),
            _ => throw new WireFormatException("a frame is of an unknown kind"),
        };
        fields.End();
        return message;
    }
}
