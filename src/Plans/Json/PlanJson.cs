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

    internal static void Write(JsonWriter writer, LogicalPlan plan) => WriteDocument(writer, nodes => nodes.Add(plan));

    internal static void Write(JsonWriter writer, Expression expression) => WriteDocument(writer, nodes => nodes.Add(expression));

    internal static void Write(JsonWriter writer, DataType type) => WriteDocument(writer, nodes => nodes.Add(type));

    internal static T ReadDocument<T>(JsonValue element) where T : class
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

    internal static byte[] Print(Action<JsonWriter> write)
    {
        var writer = new JsonWriter();
        write(writer);
        return writer.ToArray();
    }

    internal static T Parse<T>(ReadOnlyMemory<byte> utf8, Func<JsonValue, T> read) => read(JsonText.Parse(utf8).Root);

    private static void WriteDocument(JsonWriter writer, Action<NodeListWriter> add)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", WireLimits.Version);
        writer.WriteStartArray("nodes");
        add(new NodeListWriter(writer));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
