using System.Diagnostics;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;

namespace Grader.Plans.Json;

internal static class SessionRequestJson
{
    public static void Write(JsonWriter writer, SessionRequest request)
    {
        writer.WriteStartObject();
        switch (request)
        {
            case AnalyzeRequest(var plan):
                WritePlan(writer, "Analyze", plan);
                break;
            case CollectRequest(var plan):
                WritePlan(writer, "Collect", plan);
                break;
            case ShowStringRequest(var plan, var rowCount, var truncate, var vertical):
                WritePlan(writer, "ShowString", plan);
                writer.WriteNumber("rowCount", rowCount);
                writer.WriteNumber("truncate", truncate);
                writer.WriteBoolean("vertical", vertical);
                break;
            case ExplainRequest(var plan, var extended):
                WritePlan(writer, "Explain", plan);
                writer.WriteBoolean("extended", extended);
                break;
            case CreateTempViewRequest(var name, var plan, var replace, var isGlobal):
                WritePlan(writer, "CreateTempView", plan);
                writer.WriteText("name", name);
                writer.WriteBoolean("replace", replace);
                writer.WriteBoolean("isGlobal", isGlobal);
                break;
            case DropTempViewRequest(var name, var isGlobal):
                WriteKind(writer, "DropTempView");
                writer.WriteText("name", name);
                writer.WriteBoolean("isGlobal", isGlobal);
                break;
            case GetConfRequest(var key):
                WriteKind(writer, "GetConf");
                writer.WriteText("key", key);
                break;
            case SetConfRequest(var key, var value, var source):
                WriteKind(writer, "SetConf");
                writer.WriteText("key", key);
                writer.WriteOptionalText("value", value);
                writer.WriteText("source", source.Name());
                break;
            case StartQueryRequest(var operation):
                WriteKind(writer, "StartQuery");
                writer.WritePropertyName("operation");
                WriteStreamJson.Write(writer, operation);
                break;
            case RegisterFunctionRequest(var function):
                WriteKind(writer, "RegisterFunction");
                writer.WritePropertyName("function");
                PlanJson.Write(writer, function);
                break;
            case AwaitTerminationRequest(var queryId, var timeoutMs):
                WriteKind(writer, "AwaitTermination");
                writer.WriteOptionalText("queryId", queryId);
                if (timeoutMs is { } timeout)
                {
                    writer.WriteNumber("timeoutMs", timeout);
                }

                break;
            case AskRequest(var question, var plan, var other):
                WritePlan(writer, "Ask", plan);
                writer.WriteText("question", question.ToString());
                if (other is not null)
                {
                    writer.WritePropertyName("other");
                    PlanJson.Write(writer, other);
                }

                break;
            case IsConfModifiableRequest(var key):
                WriteKind(writer, "IsConfModifiable");
                writer.WriteText("key", key);
                break;
            case ExplainExpressionRequest(var expression, var style):
                WriteKind(writer, "ExplainExpression");
                writer.WritePropertyName("expression");
                PlanJson.Write(writer, expression);
                writer.WriteText("style", style.ToString());
                break;
            case ExplainQueryRequest(var id, var extended):
                WriteKind(writer, "ExplainQuery");
                writer.WriteText("queryId", id);
                writer.WriteBoolean("extended", extended);
                break;
            case ExecuteRequest(var command):
                WriteKind(writer, "Execute");
                writer.WritePropertyName("command");
                CommandJson.Write(writer, command);
                break;
            default:
                WriteSmall(writer, request);
                break;
        }

        if (request.SessionId != 0)
        {
            writer.WriteNumber("session", request.SessionId);
        }

        writer.WriteEndObject();
    }

    public static SessionRequest Read(JsonFields fields)
    {
        SessionRequest request = fields.Text("kind") switch
        {
            "Analyze" => new AnalyzeRequest(ReadPlan(fields)),
            "Collect" => new CollectRequest(ReadPlan(fields)),
            "ShowString" => new ShowStringRequest(ReadPlan(fields), fields.Int("rowCount"), fields.Int("truncate"), fields.Flag("vertical")),
            "Explain" => new ExplainRequest(ReadPlan(fields), fields.Flag("extended")),
            "CreateTempView" => new CreateTempViewRequest(fields.Text("name"), ReadPlan(fields), fields.Flag("replace"), fields.Flag("isGlobal")),
            "DropTempView" => new DropTempViewRequest(fields.Text("name"), fields.Flag("isGlobal")),
            "GetConf" => new GetConfRequest(fields.Text("key")),
            "SetConf" => new SetConfRequest(fields.Text("key"), fields.OptionalText("value"), fields.Name<SettingSource>("source")),
            "StartQuery" => new StartQueryRequest(WriteStreamJson.Read(fields.Element("operation"))),
            "RegisterFunction" => new RegisterFunctionRequest(PlanJson.ReadDocument<CommonInlineUserDefinedFunction>(fields.Element("function"))),
            "AwaitTermination" => new AwaitTerminationRequest(fields.OptionalText("queryId"), fields.OptionalLong("timeoutMs")),
            "UseCallbacks" => new UseCallbacksRequest(),
            "ResetTerminated" => new ResetTerminatedRequest(),
            "ProcessAllAvailable" => new ProcessAllAvailableRequest(fields.Text("queryId")),
            "StopQuery" => new StopQueryRequest(fields.Text("queryId")),
            "IsQueryActive" => new IsQueryActiveRequest(fields.Text("queryId")),
            "QueryError" => new QueryErrorRequest(fields.Text("queryId")),
            "ActiveQueries" => new ActiveQueriesRequest(),
            "Ask" => new AskRequest(
                fields.Name<PlanQuestion>("question"), ReadPlan(fields),
                fields.OptionalElement("other") is { } other ? PlanJson.ReadDocument<LogicalPlan>(other) : null),
            "IsConfModifiable" => new IsConfModifiableRequest(fields.Text("key")),
            "ExplainExpression" => new ExplainExpressionRequest(PlanJson.ReadDocument<Expression>(fields.Element("expression")), fields.Name<ExpressionStyle>("style")),
            "ExplainQuery" => new ExplainQueryRequest(fields.Text("queryId"), fields.Flag("extended")),
            "Execute" => new ExecuteRequest(CommandJson.Read(fields.Object("command"))),
            "StopSession" => new StopSessionRequest(),
            "Clock" => new ClockRequest(),
            "SleepUntil" => new SleepUntilRequest(fields.Long("utcTicks")),
            "NextEvent" => new NextEventRequest(fields.Long("utcTicks")),
            _ => throw new WireFormatException("a request is of an unknown kind"),
        };
        request = fields.OptionalInt("session") is { } session ? request with { SessionId = session } : request;
        fields.End();
        return request;
    }

    private static void WriteSmall(JsonWriter writer, SessionRequest request)
    {
        (string kind, string? queryId, long? utcTicks) = request switch
        {
            UseCallbacksRequest => ("UseCallbacks", null, null),
            ResetTerminatedRequest => ("ResetTerminated", null, null),
            ProcessAllAvailableRequest(var id) => ("ProcessAllAvailable", id, null),
            StopQueryRequest(var id) => ("StopQuery", id, null),
            IsQueryActiveRequest(var id) => ("IsQueryActive", id, null),
            QueryErrorRequest(var id) => ("QueryError", id, null),
            ActiveQueriesRequest => ("ActiveQueries", null, null),
            StopSessionRequest => ("StopSession", null, null),
            ClockRequest => ("Clock", null, null),
            SleepUntilRequest(var ticks) => ("SleepUntil", (string?)null, (long?)ticks),
            NextEventRequest(var ticks) => ("NextEvent", null, ticks),
            _ => throw new UnreachableException(request.GetType().Name),
        };
        WriteKind(writer, kind);
        writer.WriteOptionalText("queryId", queryId);
        if (utcTicks is { } time)
        {
            writer.WriteNumber("utcTicks", time);
        }
    }

    private static void WriteKind(JsonWriter writer, string kind) => writer.WriteString("kind", kind);

    private static void WritePlan(JsonWriter writer, string kind, LogicalPlan plan)
    {
        WriteKind(writer, kind);
        writer.WritePropertyName("plan");
        PlanJson.Write(writer, plan);
    }

    private static LogicalPlan ReadPlan(JsonFields fields) => PlanJson.ReadDocument<LogicalPlan>(fields.Element("plan"));
}
