using System.Diagnostics;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

/// <summary>The wire form of a <see cref="Command"/>: its kind and fields, with plans as lists of nodes.</summary>
internal static class CommandJson
{
    public static void Write(JsonWriter writer, Command command)
    {
        writer.WriteStartObject();
        switch (command)
        {
            case WriteOperation write:
                WriteSave(writer, write);
                break;
            case WriteOperationV2 write:
                WriteSaveV2(writer, write);
                break;
            case CreateTable(var name, var path, var source, var schema, var description, var options):
                writer.WriteString("kind", "CreateTable");
                writer.WriteText("name", name);
                writer.WriteOptionalText("path", path);
                writer.WriteOptionalText("source", source);
                if (schema is not null)
                {
                    writer.WritePropertyName("schema");
                    PlanJson.Write(writer, schema);
                }

                writer.WriteOptionalText("description", description);
                writer.WriteSettings("options", options);
                break;
            case CatalogCommand(var action, var name):
                writer.WriteString("kind", "Catalog");
                writer.WriteText("action", action.ToString());
                writer.WriteOptionalText("name", name);
                break;
            case Persist(var input, var level):
                WriteInput(writer, "Persist", input);
                if (level is not null)
                {
                    WriteLevel(writer, level);
                }

                break;
            case CheckpointCommand(var frame):
                WriteInput(writer, "Checkpoint", frame);
                break;
            default:
                throw new UnreachableException(command.GetType().Name);
        }

        writer.WriteEndObject();
    }

    public static Command Read(JsonFields fields)
    {
        Command command = fields.Text("kind") switch
        {
            "Write" => ReadSave(fields),
            "WriteV2" => ReadSaveV2(fields),
            "CreateTable" => new CreateTable(
                fields.Text("name"), fields.OptionalText("path"), fields.OptionalText("source"),
                fields.OptionalElement("schema") is { } schema ? PlanJson.ReadDocument<StructType>(schema) : null, fields.OptionalText("description"),
                fields.Settings("options")),
            "Catalog" => new CatalogCommand(fields.Name<CatalogAction>("action"), fields.OptionalText("name")),
            "Persist" => new Persist(ReadInput(fields), fields.OptionalElement("level") is { } level ? ReadLevel(new JsonFields(level, "level")) : null),
            "Checkpoint" => new CheckpointCommand(ReadInput(fields)),
            _ => throw new WireFormatException("a command is of an unknown kind"),
        };
        fields.End();
        return command;
    }

    private static void WriteSave(JsonWriter writer, WriteOperation write)
    {
        WriteInput(writer, "Write", write.Input);
        writer.WriteOptionalText("format", write.Format);
        writer.WriteText("target", write.Target.ToString());
        writer.WriteOptionalText("name", write.Name);
        writer.WriteText("mode", write.Mode.ToString());
        writer.WriteSettings("options", write.Options);
        writer.WriteTexts("partitioning", write.PartitioningColumns);
        if (write.BucketCount is { } count)
        {
            writer.WriteNumber("bucketCount", count);
        }

        writer.WriteTexts("bucketColumns", write.BucketColumns);
        writer.WriteTexts("sortColumns", write.SortColumns);
        writer.WriteOrigin(write.Origin);
    }

    private static WriteOperation ReadSave(JsonFields fields) => new(
        ReadInput(fields), fields.OptionalText("format"), fields.Name<SaveTarget>("target"), fields.OptionalText("name"), fields.Name<SaveMode>("mode"),
        fields.Settings("options"), fields.Texts("partitioning"), fields.OptionalInt("bucketCount"), fields.Texts("bucketColumns"), fields.Texts("sortColumns"))
    {
        Origin = fields.ReadOrigin(),
    };

    private static void WriteSaveV2(JsonWriter writer, WriteOperationV2 write)
    {
        WriteInput(writer, "WriteV2", write.Input);
        writer.WriteText("table", write.TableName);
        writer.WriteOptionalText("provider", write.Provider);
        writer.WriteText("mode", write.Mode.ToString());
        writer.WriteSettings("options", write.Options);
        writer.WriteSettings("properties", write.TableProperties);
        writer.WriteStartArray("partitioning");
        foreach (Expression column in write.Partitioning)
        {
            PlanJson.Write(writer, column);
        }

        writer.WriteEndArray();
        if (write.OverwriteCondition is { } condition)
        {
            writer.WritePropertyName("condition");
            PlanJson.Write(writer, condition);
        }
    }

    private static WriteOperationV2 ReadSaveV2(JsonFields fields) => new(
        ReadInput(fields), fields.Text("table"), fields.OptionalText("provider"), fields.Name<WriteModeV2>("mode"), fields.Settings("options"),
        fields.Settings("properties"), fields.List("partitioning", PlanJson.ReadDocument<Expression>),
        fields.OptionalElement("condition") is { } condition ? PlanJson.ReadDocument<Expression>(condition) : null);

    private static void WriteLevel(JsonWriter writer, StorageLevel level)
    {
        writer.WriteStartObject("level");
        writer.WriteBoolean("useDisk", level.UseDisk);
        writer.WriteBoolean("useMemory", level.UseMemory);
        writer.WriteBoolean("useOffHeap", level.UseOffHeap);
        writer.WriteBoolean("deserialized", level.Deserialized);
        writer.WriteNumber("replication", level.Replication);
        writer.WriteEndObject();
    }

    private static StorageLevel ReadLevel(JsonFields fields)
    {
        var level = new StorageLevel(
            fields.Flag("useDisk"), fields.Flag("useMemory"), fields.Flag("useOffHeap"), fields.Flag("deserialized"), fields.Int("replication"));
        fields.End();
        return level;
    }

    private static void WriteInput(JsonWriter writer, string kind, LogicalPlan plan)
    {
        writer.WriteString("kind", kind);
        writer.WritePropertyName("input");
        PlanJson.Write(writer, plan);
    }

    private static LogicalPlan ReadInput(JsonFields fields) => PlanJson.ReadDocument<LogicalPlan>(fields.Element("input"));
}
