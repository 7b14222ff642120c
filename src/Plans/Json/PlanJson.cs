using System.Buffers;
using System.Text.Json;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

/// <summary>
/// The wire form of plans: <c>{"version":1,"nodes":[…]}</c>, where each node is an object with its kind, its fields, and its children as
/// indexes of earlier nodes; the last node is the root. Deep plans make long lists, never deep JSON.
/// </summary>
/// <remarks><c>Parse(Print(x))</c> equals x, origins included. Reading malformed input throws <see cref="WireFormatException"/> and nothing else.</remarks>
public static class PlanJson
{
    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = WireLimits.JsonDepth, AllowDuplicateProperties = false };

    public static byte[] Print(LogicalPlan plan) => Print(writer => Write(writer, plan));

    public static byte[] Print(Expression expression) => Print(writer => Write(writer, expression));

    public static byte[] Print(DataType type) => Print(writer => Write(writer, type));

    public static byte[] Print(WriteStreamOperation operation) => Print(writer => WriteStreamJson.Write(writer, operation));

    public static byte[] Print(Command command) => Print(writer => CommandJson.Write(writer, command));

    public static Command ParseCommand(ReadOnlyMemory<byte> utf8) => Parse(utf8, element => CommandJson.Read(new JsonFields(element, "a command")));

    public static LogicalPlan ParsePlan(ReadOnlyMemory<byte> utf8) => Parse(utf8, ReadDocument<LogicalPlan>);

    public static Expression ParseExpression(ReadOnlyMemory<byte> utf8) => Parse(utf8, ReadDocument<Expression>);

    public static DataType ParseType(ReadOnlyMemory<byte> utf8) => Parse(utf8, ReadDocument<DataType>);

    public static WriteStreamOperation ParseWriteStream(ReadOnlyMemory<byte> utf8) => Parse(utf8, WriteStreamJson.Read);

    internal static void Write(Utf8JsonWriter writer, LogicalPlan plan) => WriteDocument(writer, nodes => nodes.Add(plan));

    internal static void Write(Utf8JsonWriter writer, Expression expression) => WriteDocument(writer, nodes => nodes.Add(expression));

    internal static void Write(Utf8JsonWriter writer, DataType type) => WriteDocument(writer, nodes => nodes.Add(type));

    internal static T ReadDocument<T>(JsonElement element) where T : class
    {
        var fields = new JsonFields(element, "a plan");
        if (fields.Int("version") != WireLimits.Version)
        {
            throw new WireFormatException("a plan is written in a version this reader does not know");
        }

        T root = NodeListReader.ReadRoot<T>(fields.Element("nodes"));
        fields.End();
        return root;
    }

    internal static byte[] Print(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = WireLimits.JsonDepth }))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static T Parse<T>(ReadOnlyMemory<byte> utf8, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, ReadOptions);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is what every reading of a text throws for an escaped half of a surrogate pair and for invalid UTF-8.
            throw new WireFormatException("not valid JSON: " + e.Message, e);
        }
    }

    private static void WriteDocument(Utf8JsonWriter writer, Action<NodeListWriter> add)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", WireLimits.Version);
        writer.WriteStartArray("nodes");
        add(new NodeListWriter(writer));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
