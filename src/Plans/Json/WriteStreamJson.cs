using System.Diagnostics;
using Grader.Plans.Logical;

namespace Grader.Plans.Json;

/// <summary>The wire form of <see cref="WriteStreamOperation"/>: its fields, with the plan as a list of nodes.</summary>
internal static class WriteStreamJson
{
    public static void Write(JsonWriter writer, WriteStreamOperation operation)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("input");
        PlanJson.Write(writer, operation.Input);
        writer.WriteOptionalText("format", operation.Format);
        writer.WriteOptionalText("outputMode", operation.OutputMode);
        writer.WritePropertyName("trigger");
        Write(writer, operation.Trigger);
        writer.WriteOptionalText("queryName", operation.QueryName);
        writer.WriteSettings("options", operation.Options);
        writer.WriteTexts("partitioning", operation.PartitioningColumns);
        writer.WriteOptionalText("path", operation.Path);
        if (operation.ForeachBatchId is { } callback)
        {
            writer.WriteNumber("foreachBatchId", callback);
        }

        if (operation.ForeachWriterId is { } foreachWriter)
        {
            writer.WriteNumber("foreachWriterId", foreachWriter);
        }

        writer.WriteOptionalText("table", operation.TableName);
        writer.WriteOrigin(operation.Origin);
        writer.WriteEndObject();
    }

    public static WriteStreamOperation Read(JsonValue element)
    {
        var fields = new JsonFields(element, "a stream's output");
        var operation = new WriteStreamOperation(
            PlanJson.ReadDocument<LogicalPlan>(fields.Element("input")), fields.OptionalText("format"), fields.OptionalText("outputMode"),
            ReadTrigger(fields.Object("trigger")), fields.OptionalText("queryName"), fields.Settings("options"), fields.Texts("partitioning"),
            fields.OptionalText("path"), fields.OptionalInt("foreachBatchId"), fields.OptionalInt("foreachWriterId"))
        {
            TableName = fields.OptionalText("table"),
            Origin = fields.ReadOrigin(),
        };
        fields.End();
        return operation;
    }

    private static void Write(JsonWriter writer, Trigger trigger)
    {
        writer.WriteStartObject();
        switch (trigger)
        {
            case DefaultTrigger:
                writer.WriteString("kind", "Default");
                break;
            case OnceTrigger:
                writer.WriteString("kind", "Once");
                break;
            case ProcessingTimeTrigger(var intervalMs, var text):
                writer.WriteString("kind", "ProcessingTime");
                WriteInterval(writer, intervalMs, text);
                break;
            case ContinuousTrigger(var intervalMs, var text):
                writer.WriteString("kind", "Continuous");
                WriteInterval(writer, intervalMs, text);
                break;
            default:
                throw new UnreachableException(trigger.GetType().Name);
        }

        writer.WriteEndObject();
    }

    private static void WriteInterval(JsonWriter writer, long? intervalMs, string? text)
    {
        if (intervalMs is { } milliseconds)
        {
            writer.WriteNumber("intervalMs", milliseconds);
        }

        writer.WriteOptionalText("intervalText", text);
    }

    private static Trigger ReadTrigger(JsonFields fields)
    {
        Trigger trigger = fields.Text("kind") switch
        {
            "Default" => new DefaultTrigger(),
            "Once" => new OnceTrigger(),
            "ProcessingTime" => new ProcessingTimeTrigger(fields.OptionalLong("intervalMs"), fields.OptionalText("intervalText")),
            "Continuous" => new ContinuousTrigger(fields.OptionalLong("intervalMs"), fields.OptionalText("intervalText")),
            _ => throw new WireFormatException("a trigger is of an unknown kind"),
        };
        fields.End();
        return trigger;
    }
}
