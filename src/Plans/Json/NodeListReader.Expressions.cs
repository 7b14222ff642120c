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
        "ExpressionString" => new ExpressionString(fields.Text("text")),
        "Alias" => new Alias(Ref<Expression>(fields, "child"), fields.Texts("names")),
        "Cast" => new Cast(
            Ref<Expression>(fields, "child"), OptionalRef<DataType>(fields, "type"), fields.OptionalText("typeText"), fields.Flag("isTry")),
        "SortOrder" => new SortOrder(
            Ref<Expression>(fields, "child"), fields.Name<SortDirection>("direction"), fields.Name<NullOrdering>("nulls")),
        "UnresolvedExtractValue" => new UnresolvedExtractValue(Ref<Expression>(fields, "child"), Ref<Expression>(fields, "extraction")),
        "LambdaFunction" => new LambdaFunction(Ref<Expression>(fields, "child"), fields.Texts("parameters")),
        "UnresolvedNamedLambdaVariable" => new UnresolvedNamedLambdaVariable(fields.Text("name")),
        _ => null,
    };

    private Literal ReadLiteral(JsonFields fields)
    {
        DataType type = Ref<DataType>(fields, "type");
        return new Literal(ValueJson.Read(fields.Element("value"), type), type);
    }
}
