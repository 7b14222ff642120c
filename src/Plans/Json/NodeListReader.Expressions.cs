using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Plans.Json;

internal sealed partial class NodeListReader
{
    /// <summary>Null where the kind is that of no expression.</summary>
    private Expression? ReadExpression(string kind, JsonFields fields) => kind switch
    {
        "Literal" => ReadLiteral(fields),
        "UnresolvedAttribute" => new UnresolvedAttribute(fields.Text("name"), fields.OptionalLong("planId")),
        "UnresolvedStar" => new UnresolvedStar(fields.OptionalText("target")),
        "UnresolvedFunction" => new UnresolvedFunction(
            fields.Text("name"), Refs<Expression>(fields, "arguments"), fields.Flag("isDistinct"), OptionalRef<Expression>(fields, "filter")),
        "CommonInlineUserDefinedFunction" => new CommonInlineUserDefinedFunction(
            fields.Text("name"), fields.Int("functionId"), Ref<DataType>(fields, "type"), fields.Flag("isDeterministic"), Refs<Expression>(fields, "arguments")),
        "ExpressionString" => new ExpressionString(fields.Text("text")),
        "Alias" => new Alias(Ref<Expression>(fields, "child"), fields.Texts("names")),
        "Cast" => new Cast(
            Ref<Expression>(fields, "child"), OptionalRef<DataType>(fields, "type"), fields.OptionalText("typeText"), fields.Flag("isTry")),
        "SortOrder" => new SortOrder(
            Ref<Expression>(fields, "child"), fields.Name<SortDirection>("direction"), fields.Name<NullOrdering>("nulls")),
        "UnresolvedExtractValue" => new UnresolvedExtractValue(Ref<Expression>(fields, "child"), Ref<Expression>(fields, "extraction")),
        "UpdateFields" => new UpdateFields(Ref<Expression>(fields, "child"), fields.Text("fieldName"), OptionalRef<Expression>(fields, "value")),
        "UnresolvedRegex" => new UnresolvedRegex(fields.Text("pattern"), fields.OptionalText("table"), fields.OptionalLong("planId")),
        "LambdaFunction" => new LambdaFunction(Ref<Expression>(fields, "child"), fields.Texts("parameters")),
        "UnresolvedNamedLambdaVariable" => new UnresolvedNamedLambdaVariable(fields.Text("name")),
        "WindowExpression" => new WindowExpression(Ref<Expression>(fields, "function"), ReadWindow(fields)),
        "IgnoreNulls" => new IgnoreNulls(Ref<UnresolvedFunction>(fields, "child")),
        _ => null,
    };

    private WindowSpecification ReadWindow(JsonFields fields) => new(
        Refs<Expression>(fields, "partitionBy"), Refs<SortOrder>(fields, "orderBy"),
        fields.OptionalElement("frame") is { } frame ? ReadFrame(new JsonFields(frame, "frame")) : null);

    private WindowFrame ReadFrame(JsonFields fields)
    {
        var frame = new WindowFrame(fields.Name<WindowFrameType>("type"), ReadBound(fields.Object("lower")), ReadBound(fields.Object("upper")));
        fields.End();
        return frame;
    }

    private WindowFrameBound ReadBound(JsonFields fields)
    {
        var bound = new WindowFrameBound(fields.Name<WindowFrameBoundKind>("kind"), OptionalRef<Expression>(fields, "offset"));
        fields.End();
        return bound;
    }

    private Literal ReadLiteral(JsonFields fields)
    {
        DataType type = Ref<DataType>(fields, "type");
        return new Literal(ValueJson.Read(fields.Element("value"), type), type);
    }
}
