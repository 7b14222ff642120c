using System.Diagnostics;
using Grader.Plans.Expressions;

namespace Grader.Plans.Json;

internal sealed partial class NodeListWriter
{
    private void Write(Expression expression)
    {
        WriteExpression(expression);
        writer.WriteOrigin(expression.Origin);
    }

    private void WriteExpression(Expression expression)
    {
        switch (expression)
        {
            case Literal(var value, var type):
                int typeIndex = Add(type);
                Begin("Literal", typeIndex);
                writer.WriteNumber("type", typeIndex);
                writer.WritePropertyName("value");
                ValueJson.Write(writer, value);
                break;
            case UnresolvedAttribute(var name, var planId):
                Begin("UnresolvedAttribute");
                Text("name", name);
                OptionalNumber("planId", planId);
                break;
            case UnresolvedStar(var target):
                Begin("UnresolvedStar");
                OptionalText("target", target);
                break;
            case UnresolvedFunction function:
                WriteFunction(function);
                break;
            case CommonInlineUserDefinedFunction function:
                WriteUserDefined(function);
                break;
            case ExpressionString(var text):
                Begin("ExpressionString");
                Text("text", text);
                break;
            case Alias(var child, var names):
                BeginUnary("Alias", child);
                writer.WriteTexts("names", names);
                break;
            case Cast cast:
                WriteCast(cast);
                break;
            case SortOrder(var child, var direction, var nulls):
                BeginUnary("SortOrder", child);
                Text("direction", direction.Name());
                Text("nulls", nulls.Name());
                break;
            case UnresolvedExtractValue(var child, var extraction):
                int childIndex = Add(child), extractionIndex = Add(extraction);
                Begin("UnresolvedExtractValue", childIndex, extractionIndex);
                writer.WriteNumber("child", childIndex);
                writer.WriteNumber("extraction", extractionIndex);
                break;
            case UpdateFields(var child, var fieldName, var value):
                int structure = Add(child);
                int? valueIndex = AddOptional(value);
                Begin("UpdateFields", valueIndex is { } at ? [structure, at] : [structure]);
                writer.WriteNumber("child", structure);
                Text("fieldName", fieldName);
                OptionalNumber("value", valueIndex);
                break;
            case UnresolvedRegex(var pattern, var table, var planId):
                Begin("UnresolvedRegex");
                Text("pattern", pattern);
                OptionalText("table", table);
                OptionalNumber("planId", planId);
                break;
            case LambdaFunction(var body, var parameters):
                BeginUnary("LambdaFunction", body);
                writer.WriteTexts("parameters", parameters);
                break;
            case UnresolvedNamedLambdaVariable(var name):
                Begin("UnresolvedNamedLambdaVariable");
                Text("name", name);
                break;
            case WindowExpression window:
                WriteWindow(window);
                break;
            case IgnoreNulls(var call):
                BeginUnary("IgnoreNulls", call);
                break;
            default:
                throw new UnreachableException(expression.GetType().Name);
        }
    }

    private void BeginUnary(string kind, Expression child)
    {
        int index = Add(child);
        Begin(kind, index);
        writer.WriteNumber("child", index);
    }

    private void WriteFunction(UnresolvedFunction function)
    {
        int[] arguments = AddAll(function.Arguments);
        int? filter = AddOptional(function.Filter);
        Begin("UnresolvedFunction", filter is { } index ? [.. arguments, index] : arguments);
        Text("name", function.Name);
        Refs("arguments", arguments);
        Flag("isDistinct", function.IsDistinct);
        OptionalNumber("filter", filter);
    }

    private void WriteUserDefined(CommonInlineUserDefinedFunction function)
    {
        int type = Add(function.ReturnType);
        int[] arguments = AddAll(function.Arguments);
        Begin("CommonInlineUserDefinedFunction", [type, .. arguments]);
        Text("name", function.FunctionName);
        writer.WriteNumber("functionId", function.FunctionId);
        writer.WriteNumber("type", type);
        Flag("isDeterministic", function.IsDeterministic);
        Refs("arguments", arguments);
    }

    private void WriteWindow(WindowExpression window)
    {
        int function = Add(window.Function);
        int[] partition = AddAll(window.Window.PartitionBy), order = AddAll(window.Window.OrderBy);
        WindowFrame? frame = window.Window.Frame;
        int? lower = AddOptional(frame?.Lower.Offset), upper = AddOptional(frame?.Upper.Offset);
        IEnumerable<int> offsets = new[] { lower, upper }.OfType<int>();
        Begin("WindowExpression", [function, .. partition, .. order, .. offsets]);
        writer.WriteNumber("function", function);
        Refs("partitionBy", partition);
        Refs("orderBy", order);
        if (frame is not null)
        {
            writer.WriteStartObject("frame");
            Text("type", frame.Type.ToString());
            WriteBound("lower", frame.Lower.Kind, lower);
            WriteBound("upper", frame.Upper.Kind, upper);
            writer.WriteEndObject();
        }
    }

    private void WriteBound(string name, WindowFrameBoundKind kind, int? offset)
    {
        writer.WriteStartObject(name);
        Text("kind", kind.ToString());
        OptionalNumber("offset", offset);
        writer.WriteEndObject();
    }

    private void WriteCast(Cast cast)
    {
        int child = Add(cast.Child);
        int? type = cast.Type is null ? null : Add(cast.Type);
        Begin("Cast", type is { } index ? [child, index] : [child]);
        writer.WriteNumber("child", child);
        OptionalNumber("type", type);
        OptionalText("typeText", cast.TypeText);
        Flag("isTry", cast.IsTry);
    }
}
